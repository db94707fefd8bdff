#!/usr/bin/env bash
# Writes the names of the release's files, and a version made of their content, into the service worker of the built app.
# packaging/build-web.sh runs it once everything is there; the fast loop has no worker, since pages would outlive the change
# that one waits for.
set -euo pipefail
cd dist

listed() { LC_ALL=C sort | sed 's/.*/"&"/' | paste -sd, -; }
# Icons are the system's business once the app is installed; the page itself is asked for by its folder's name.
files=$(find . -maxdepth 1 -type f ! -name 'sw.js' ! -name 'icon-*.png' -printf '%f\n' | sed 's/^index\.html$/.\//' | listed)
map=$(find leaflet -type f | listed)
# Of an area what its page loads at once.
areas=
for page in */index.html; do
    area=$(dirname "$page")
    areas+="$area: [$(find "$area" -type f ! -name index.html ! -name 'import_worker-*' | listed)], "
done
reader=$(find consommation -name 'import_worker-*' | listed)
# The page that says what is not on the device looks as the app does; Trunk copies it as it is.
css=$(find . -maxdepth 1 -name 'bon-moment-*.css' -printf '%f')
sed -i "s|bon-moment[^\"]*\.css|$css|" hors-ligne.html offline.html
version=$(find . -type f ! -name sw.js | LC_ALL=C sort | xargs cat | sha256sum | cut -c1-16)

sed -i \
    -e "s|^const VERSION = .*|const VERSION = \"$version\";|" \
    -e "s|^const FILES = .*|const FILES = [$files];|" \
    -e "s|^const MAP_FILES = .*|const MAP_FILES = [$map];|" \
    -e "s|^const AREA_FILES = .*|const AREA_FILES = { $areas};|" \
    -e "s|^const READER_FILES = .*|const READER_FILES = [$reader];|" \
    sw.js
