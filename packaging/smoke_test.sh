#!/bin/sh
# Does the built program plan a tour, and does its window show a map? Run with an empty environment.
# smoke_test.sh [FOLDER] [PICTURE] [MAP]: MAP is an .osm.pbf of Helsinki's centre, to build of as well.
set -eu
cd "$(dirname "$0")/.."
program=$(pwd)/${1:-dist/tourplanner}/tourplanner
picture=${2:-dist/smoke-test.png}
map=${3:-}
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
sandbox=
[ "$(id -u)" != 0 ] || sandbox=QTWEBENGINE_DISABLE_SANDBOX=1

alone() {  # nothing of this environment, no PATH: no Python to be found
    (cd "$home" && env -i HOME="$home" PATH= LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen $sandbox "$program" "$@")
}

alone plan --city jingdezhen --start 2027-04-16 --days 3 --time-limit 1 -o smoke.tour
alone check smoke.tour
formats=$(alone export smoke.tour --format unknown -o files 2>&1 | sed -n 's/ //g; s/\.$//; s/.*among://p')
alone export smoke.tour --format "$formats" -o files  # every format and every paper
[ "$(ls "$home"/files/*.pdf | wc -l)" -ge 9 ]
alone import smoke.tour "$home"/files/*.gpx --dry-run
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
# As the window starts this program once more to build a pack:
mkdir "$home/heights"
head -c 2884802 /dev/zero >"$home/heights/N29E117.hgt"
alone area build --progress --box=29.29,117.19,29.31,117.22 --output=apart.area \
    --elevation="$home/heights" --title apart -- "$home/street.osm" | tail -n 1
alone area info apart.area
alone area route apart.area 29.295,117.195 29.295,117.215 --json
alone plan --city jingdezhen --start 2027-04-16 --days 1 --time-limit 1 --area street.area -o roads.tour
alone export roads.tour --format brochure --area street.area -o roads
if [ -n "$map" ]; then
    alone area build "$map" --box 60.16,24.92,60.19,24.97 -o helsinki.area
    alone area info helsinki.area
    alone area route helsinki.area 60.170,24.940 60.175,24.950 --json >/dev/null
fi
alone gui smoke.tour --screenshot smoke.png
mkdir -p "$(dirname "$picture")"
cp "$home/smoke.png" "$picture"
.venv/bin/python packaging/look.py "$picture"
