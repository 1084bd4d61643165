#!/bin/sh
# Builds dist/tourplanner: installs the wheel beside the environment, then freezes it.
set -eu
cd "$(dirname "$0")/.."
rm -rf build dist/tourplanner
.venv/bin/python -m pip install --quiet --no-build-isolation --no-deps --no-index --target build/package .
.venv/bin/python -m PyInstaller --noconfirm --log-level WARN packaging/pyinstaller.spec
du -sh dist/tourplanner
