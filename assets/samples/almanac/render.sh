#!/bin/sh
# Makes a page of each text in the folder $1 and an index of all, in the folder $2.
set -e
mkdir -p "$2"
echo '<!doctype html><title>Almanac</title><ul>' > "$2/index.html"
for text in "$1"/*.txt; do
	name=$(basename "$text" .txt)
	title=$(head -n 1 "$text")
	{
		echo "<!doctype html><title>$title</title><h1>$title</h1>"
		sed -e 1d -e 's/^$/<p>/' "$text"
	} > "$2/$name.html"
	echo "<li><a href=\"$name.html\">$title</a></li>" >> "$2/index.html"
done
echo '</ul>' >> "$2/index.html"
