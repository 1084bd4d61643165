#!/bin/sh
# Opens the window with the sample tour; without a display it names the command that plans in the terminal.
set -eu
cd "$(dirname "$0")/../.."
plan=".venv/bin/tourplanner plan --city jingdezhen --start 2027-04-16 --days 3 -o jingdezhen.tour"

if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] &&
    [ -z "${QT_QPA_PLATFORM:-}" ]; then
    echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open."
    echo "This plans the sample tour in the terminal instead, then shows it:"
    echo
    echo "    $plan && .venv/bin/tourplanner show jingdezhen.tour"
    exit 0
fi
if [ "$(id -u)" = 0 ] || [ -n "${CI:-}" ]; then
    QTWEBENGINE_DISABLE_SANDBOX=1  # Chromium refuses to start its sandbox as root
    export QTWEBENGINE_DISABLE_SANDBOX
fi
exec .venv/bin/tourplanner gui "$@"
