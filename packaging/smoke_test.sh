#!/bin/sh
# Does the built program plan a tour, and does its window show a map? Run with an empty environment.
# smoke_test.sh [FOLDER] [PICTURE]
set -eu
cd "$(dirname "$0")/.."
program=$(pwd)/${1:-dist/tourplanner}/tourplanner
picture=${2:-dist/smoke-test.png}
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
sandbox=
[ "$(id -u)" != 0 ] || sandbox=QTWEBENGINE_DISABLE_SANDBOX=1

alone() {  # nothing of this environment, no PATH: no Python to be found
    (cd "$home" && env -i HOME="$home" PATH= LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen $sandbox "$program" "$@")
}

alone plan --city jingdezhen --start 2027-04-16 --days 3 --time-limit 1 -o smoke.tour
alone check smoke.tour
alone export smoke.tour --format html,gpx,ics,geojson -o files
cat >"$home/street.osm" <<'MAP'
<?xml version="1.0"?>
<osm version="0.6">
<node id="1" version="1" lat="29.295" lon="117.19"/>
<node id="2" version="1" lat="29.295" lon="117.22"/>
<way id="3" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
</osm>
MAP
alone area build street.osm --box 29.29,117.19,29.31,117.22 -o street.area
alone area check street.area
alone gui smoke.tour --screenshot smoke.png
mkdir -p "$(dirname "$picture")"
cp "$home/smoke.png" "$picture"
.venv/bin/python packaging/look.py "$picture"
