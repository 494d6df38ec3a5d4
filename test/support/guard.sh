#!/bin/sh
# Runs a command for as long as standard input stays open, then ends it: whatever happens to the process that holds the
# other end, the command does not outlive it.
#   guard.sh SIGNAL COMMAND ARGUMENTS…
set -u
signal=$1
shift
exec 4<&0 </dev/null
"$@" 4<&- &
child=$!
{
	read -r _ <&4
	kill -"$signal" "$child"
} 2>/dev/null &
watcher=$!
wait "$child"
code=$?
kill "$watcher" 2>/dev/null
exit $code
