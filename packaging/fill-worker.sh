#!/usr/bin/env bash
# Writes the names of the release's files, and a version made of their content, into the service worker. Trunk runs it on
# what it has built (Trunk.toml).
set -euo pipefail
# The fast loop has no worker: pages would outlive the change that one waits for.
[ "${TRUNK_PROFILE:-release}" = release ] || exit 0
cd "${TRUNK_STAGING_DIR:?is set by Trunk}"
# The app's worker keeps what an area is made of once somebody goes there.
[ -f sw.js ] || exit 0

quoted() { sed 's/.*/"&"/' | paste -sd, -; }
# Icons are the system's business once the app is installed; the page itself is asked for by its folder's name.
files=$(find . -maxdepth 1 -type f ! -name 'sw.js' ! -name 'icon-*.png' -printf '%f\n' | LC_ALL=C sort)
map=$(find leaflet -type f | LC_ALL=C sort)
version=$(echo "$files" "$map" | xargs cat | sha256sum | cut -c1-16)
names=$(echo "$files" | sed 's/^index\.html$/.\//' | quoted)

sed -i \
    -e "s|^const VERSION = .*|const VERSION = \"$version\";|" \
    -e "s|^const FILES = .*|const FILES = [$names];|" \
    -e "s|^const MAP_FILES = .*|const MAP_FILES = [$(echo "$map" | quoted)];|" \
    sw.js
