#!/bin/sh
# Installs the packages given as arguments, as root, without questions and without starting any service.
# The caller holds a lock, so that two runs do not take the service policy from each other.
set -eu

POLICY=/usr/sbin/policy-rc.d
MARK='# Written by Layeryard for the time of an installation'

export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 APT_LISTCHANGES_FRONTEND=none

apt_install() {
	apt-get install --yes --no-install-recommends \
		-o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 "$@"
}

write_policy() {
	printf '#!/bin/sh\n%s\nexit 101\n' "$MARK" >"$1"
	chmod 755 "$1"
}

remove_policy() {
	if grep -qsF "$MARK" "$POLICY"; then rm -f "$POLICY"; fi
}

# A policy that belongs to the machine stays as it is: ours covers it for this process and its children alone.
if [ -e "$POLICY" ] && ! grep -qsF "$MARK" "$POLICY" && [ "${LAYERYARD_POLICY:-}" != covered ]; then
	cover=$(mktemp)
	trap 'rm -f "$cover"' EXIT
	trap 'exit 130' HUP INT TERM
	write_policy "$cover"
	LAYERYARD_POLICY=covered unshare --mount --propagation private sh -c \
		'mount --bind "$1" "$2" && shift 2 && exec sh "$@"' sh "$cover" "$POLICY" "$0" "$@"
	exit
fi

if [ "${LAYERYARD_POLICY:-}" != covered ]; then
	trap remove_policy EXIT
	trap 'exit 130' HUP INT TERM
	write_policy "$POLICY"
fi

# Fresh containers have no package lists and old lists name files that are gone: refresh them only then.
apt_install "$@" || { apt-get update -o DPkg::Lock::Timeout=600 && apt_install "$@"; }
