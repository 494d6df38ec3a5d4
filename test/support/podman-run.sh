#!/bin/sh
# Runs Podman's Docker-compatible service with storage, settings and state of its own, in a mount and a process namespace.
#   podman-run.sh FOLDER
set -eu

if [ "${2:-}" != inside ]; then
	exec unshare --mount --propagation private --pid --fork --kill-child sh "$0" "$1" inside
fi

folder=$1
mkdir -p "$folder/data" "$folder/ns"
mount -n -t proc proc /proc
mount -n -t tmpfs tmpfs "$folder/ns"
mount -n -t tmpfs tmpfs /dev/shm
for path in /run /etc /var; do
	mkdir -p "$folder/ns$path/upper" "$folder/ns$path/work"
	mount -n -t overlay -o "lowerdir=$path,upperdir=$folder/ns$path/upper,workdir=$folder/ns$path/work" overlay "$path"
done
cat >"$folder/ns/containers.conf" <<END
[containers]
netns = "host"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
END
export CONTAINERS_CONF="$folder/ns/containers.conf" CONTAINERS_REGISTRIES_CONF="$folder/registries.conf"
exec podman --root "$folder/data" --runroot /run/layeryard --log-level warn \
	system service --time 0 "unix://$folder/podman.sock"
