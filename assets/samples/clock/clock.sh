#!/bin/sh
# Tells the time as often as its argument says, once a second.
left=$1
while [ "$left" -gt 0 ]; do
	echo "$(cat /etc/greeting) $(date +%H:%M:%S)"
	left=$((left - 1))
	if [ "$left" -gt 0 ]; then sleep 1; fi
done
