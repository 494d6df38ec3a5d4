#!/bin/sh
# The first process of a container gets no default handling of signals: without this trap "docker stop" would wait ten
# seconds and then kill it.
httpd -f -p "$NOTES_PORT" -h "$1" &
server=$!
trap 'kill "$server"; exit 0' TERM INT
wait "$server"
