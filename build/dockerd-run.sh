#!/bin/sh
# Runs a private dockerd in a mount and a process namespace of its own. Whatever happens to it, the kernel takes its
# containers, its containerd and its mounts away, and nothing of it is ever visible in the host's /etc, /run and /opt.
#
#   dockerd-run.sh start FOLDER BRIDGE DATA ROOT DOCKERD-ARGUMENTS…   runs until standard input says or is at its end
#   dockerd-run.sh clean FOLDER BRIDGE                                removes what a run leaves
#
# FOLDER  holds etc/ (stands for /etc/docker) and log; receives docker.sock and exec/; removed by "clean"
# BRIDGE  network bridge made for this daemon; removed by "clean"
# DATA    folder for images and containers, kept at the end; "-" for one inside FOLDER
# ROOT    root file system that holds the daemon; "-" for the host's own daemon
#
# The process that starts it holds standard input open. A line on it asks for an orderly stop and leaves cleaning to
# that process. Its end without a line means that the process is gone, so this one cleans.
set -eu

inside=/run/layeryard

# Without -n, mount would keep notes in the host's /run.
mount() { command mount -n "$@"; }

# Lays a writable view over a folder of the host: changes stay in memory and in this namespace.
cover() {
	mkdir -p "$folder/ns$1/upper" "$folder/ns$1/work"
	mount -t overlay -o "lowerdir=$1,upperdir=$folder/ns$1/upper,workdir=$folder/ns$1/work" overlay "$1"
}

# The host's daemon sees the host's files, but no key, certificate, socket or lock of another engine.
enter_host() {
	for path in /run /etc /opt; do
		if [ -d "$path" ]; then cover "$path"; fi
	done
	rm -rf /etc/docker
	mkdir -p /etc/docker /run/containerd
	mount --bind "$folder/etc" /etc/docker
	mount -t tmpfs tmpfs /run/containerd
	show_folder /
	enter=
}

# A daemon with a root of its own. The overlay keeps that root unchanged, and as a mount point it is what the classic
# builder needs ("remount /" fails otherwise).
enter_root() {
	new=$folder/ns/root
	mkdir -p "$new" "$folder/ns/upper" "$folder/ns/work"
	mount -t overlay -o "lowerdir=$root,upperdir=$folder/ns/upper,workdir=$folder/ns/work" overlay "$new"
	(cd "$new" && mkdir -p proc sys dev run tmp etc/docker)
	mount -t proc proc "$new/proc"
	mount --rbind /sys "$new/sys"
	mount --rbind /dev "$new/dev"
	mount -t tmpfs -o mode=755 tmpfs "$new/run"
	mount -t tmpfs -o mode=1777 tmpfs "$new/tmp"
	for file in resolv.conf hosts ssl/certs/ca-certificates.crt; do
		if [ -e "/etc/$file" ]; then
			mkdir -p "$(dirname "$new/etc/$file")"
			cp -L "/etc/$file" "$new/etc/$file"
		fi
	done
	mount --bind "$folder/etc" "$new/etc/docker"
	show_folder "$new/"
	enter="chroot $new"
}

# The daemon always knows its folder by the same path: containers keep absolute paths from one run to the next.
show_folder() {
	mkdir -p "$1$inside"
	mount --rbind "$folder" "$1$inside"
}

# The daemon would warn in every build and run that addresses outside this machine are out of reach, or else switch
# forwarding on for the whole machine. It need not do either: it is shown that forwarding is on.
show_forwarding() {
	echo 1 >"$folder/ns/forwarding"
	mount --bind "$folder/ns/forwarding" "$1/proc/sys/net/ipv4/ip_forward"
}

# First process of the namespace: its end is the end of everything in it.
inner() {
	mount -t proc proc /proc
	mount -t tmpfs -o mode=700 tmpfs "$folder/ns"
	if [ -z "$(ls -A /sys/fs/cgroup)" ]; then mount -t cgroup2 cgroup2 /sys/fs/cgroup; fi
	if [ "$data" != - ]; then mount --bind "$data" "$folder/data"; fi
	if [ "$root" = - ]; then enter_host; else enter_root; fi
	show_forwarding "${enter#chroot }"
	exec 4<&0 </dev/null
	$enter dockerd --config-file /etc/docker/daemon.json -H "unix://$inside/docker.sock" \
		--data-root "$inside/data" --exec-root "$inside/exec" --pidfile "$inside/exec/dockerd.pid" \
		--bridge "$bridge" --iptables=false --ip6tables=false --ip-masq=false --ip-forward=false \
		--exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "/$name" "$@" 4<&- &
	daemon=$!
	stop_at_end_of_input &
	wait "$daemon"
}

# A daemon that does not end in time is ended with the namespace. One whose data goes anyway is not asked first.
stop_at_end_of_input() {
	if ! read -r _ <&4; then
		: >"$folder/orphan"
		if [ "$data" = - ]; then kill -KILL "$daemon"; fi
	fi
	kill -TERM "$daemon"
	sleep 20
	kill -KILL "$daemon"
}

# Leaves first: a run that was cut off may have left half of its exec root, which must not be taken for a live one.
outer() {
	rm -rf "$folder/exec" "$folder/docker.sock"
	mkdir -p "$folder/exec" "$folder/data" "$folder/etc" "$folder/ns"
	if [ "$data" != - ]; then lock_data; fi
	code=0
	unshare --mount --propagation private --pid --fork --kill-child \
		sh "$0" inner "$folder" "$bridge" "$data" "$root" "$@" || code=$?
	if [ -e "$folder/orphan" ]; then clean; fi
	return $code
}

# Held by every process of this run: an earlier one on the same data may still be about to end.
lock_data() {
	exec 9>"$data.lock"
	if ! flock --wait 30 9; then
		echo "Another engine uses $data." >&2
		exit 1
	fi
}

# Processes that were killed a moment ago may still be about to leave theirs.
remove_cgroups() {
	for _ in $(seq 50); do
		find /sys/fs/cgroup -depth -type d -path "*/$name*" -exec rmdir {} + 2>/dev/null || :
		if [ -z "$(find /sys/fs/cgroup -type d -name "$name" 2>/dev/null)" ]; then return; fi
		sleep 0.1
	done
}

# The bridge may belong to another engine by now: its alias ends with the name of the one it was made for.
clean() {
	case $(cat "/sys/class/net/$bridge/ifalias" 2>/dev/null || :) in
	*" $name") ip link del "$bridge" ;;
	esac
	remove_cgroups
	rm -rf --one-file-system "$folder"
}

stage=$1 folder=$2 bridge=$3
name=$(basename "$folder")
shift 3
case $stage in
start | inner)
	data=$1 root=$2
	shift 2
	if [ "$stage" = start ]; then outer "$@"; else inner "$@"; fi
	;;
clean) clean ;;
esac
