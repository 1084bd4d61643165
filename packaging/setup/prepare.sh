#!/bin/sh
# Makes .venv ready: prepare.sh run | test | bench | package
#   run      the program and its compiled core
#   test     run, and the tools of the tests
#   bench    test, and the compiler of the peer that `make bench` compares with
#   package  test, and PyInstaller
# Quick when nothing changed. As root on Debian or Ubuntu it installs what the system lacks;
# otherwise it stops and prints the one command to type.
set -eu
cd "$(dirname "$0")/../.."
goal=${1:-run}
here=packaging/setup
PIP_DISABLE_PIP_VERSION_CHECK=1
export PIP_DISABLE_PIP_VERSION_CHECK

case $goal in
    run) lock=requirements.lock extra= ;;
    test) lock=requirements-dev.lock extra= ;;
    bench) lock=requirements-dev.lock extra=packaging/requirements-bench.lock ;;
    package) lock=requirements-dev.lock extra=packaging/requirements-package.lock ;;
    *) echo "prepare.sh: no such goal: $goal" >&2; exit 2 ;;
esac

say() { echo "set-up: $*"; }

stop() {
    echo >&2
    for line in "$@"; do echo "$line" >&2; done
    exit 1
}

# --- Nothing to do? The stamp holds everything the environment was made from, and where.
fingerprint() {
    { pwd; cat "$1" $2 pyproject.toml setup.py src/tourplanner/*/*.p[xy]? $here/*; } | cksum
}
compile_translations() {  # each .po newer than what the program reads
    for po in resources/locale/*/LC_MESSAGES/*.po; do
        mo=${po%.po}.mo
        [ "$mo" -nt "$po" ] || .venv/bin/pybabel --quiet compile --input-file "$po" --output-file "$mo"
    done
}
stamp=.venv/ready-$goal
now=$(fingerprint "$lock" "$extra")
if [ -x .venv/bin/tourplanner ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then
    compile_translations
    exit 0
fi

# --- Python 3.11 or newer.
python=
for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
[ -n "$python" ] || stop "Python 3.11 or newer was not found." \
    "Install it, or name it: make run PYTHON=/path/to/python3.11"
minor=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

# --- System packages: all that is missing is asked for in one command.
package_name() {  # libasound2* -> libasound2t64 where Debian renamed it for 64-bit time
    case $1 in
        *\*) if dpkg --compare-versions "$libc" ge 2.39; then echo "${1%\*}t64"; else echo "${1%\*}"; fi ;;
        *) echo "$1" ;;
    esac
}

system_python() {  # does the Python come from the system's packages?
    case $("$python" -c 'import sys; print(sys.base_prefix)') in /usr) return 0 ;; *) return 1 ;; esac
}

missing_packages() {
    if system_python; then
        "$python" -c 'import ensurepip, venv' 2>/dev/null || echo "python$minor-venv"
        "$python" - <<'PY' 2>/dev/null || echo "python$minor-dev"
import pathlib, sys, sysconfig
sys.exit(not pathlib.Path(sysconfig.get_paths()["include"], "Python.h").exists())
PY
    fi
    command -v cc >/dev/null 2>&1 && [ -e /usr/include/stdlib.h ] || echo "gcc libc6-dev"
    known=$(/sbin/ldconfig -p)
    libc=$(dpkg-query -W -f='${Version}' libc6)
    while read -r soname package; do
        case $soname in '#'* | '') continue ;; esac
        case $known in *"$soname "*) ;; *) package_name "$package" ;; esac
    done < $here/debian-libraries.txt
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.fonts" "${HOME:-/root}/.local/share/fonts" \
        2>/dev/null | grep -qiE 'CJK|wqy|SourceHan|DroidSansFallback|HanSans|uming|ukai' || echo fonts-wqy-microhei
}

apt_log=
apt_install() {
    [ -n "$apt_log" ] || apt_log=$(mktemp)
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" \
        >"$apt_log" 2>&1 </dev/null
}

if command -v apt-get >/dev/null 2>&1; then
    missing=$(missing_packages | tr '\n' ' ')
    missing=${missing% }
    if [ -n "$missing" ]; then
        if [ "$(id -u)" != 0 ]; then
            stop "The system lacks a few packages. Type this, then the same make command again:" "" \
                "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
        fi
        say "installing $missing"
        # shellcheck disable=SC2086 # a list of names
        apt_install $missing || { apt-get update -q >/dev/null && apt_install $missing; } || {
            cat "$apt_log" >&2
            stop "apt-get could not install: $missing"
        }
    fi
else
    "$python" -c 'import ensurepip, venv' 2>/dev/null || stop "Python's venv module is missing."
    command -v cc >/dev/null 2>&1 || stop "A C compiler (cc) is missing; it compiles the planner's core."
fi

# --- The environment.
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    ! grep -qF "$(pwd)/.venv" .venv/bin/activate 2>/dev/null; then  # missing, broken, or moved
    say "making .venv with Python $minor"
    "$python" -m venv --clear .venv
fi
for file in $lock $extra; do
    say "installing $file"
    .venv/bin/python -m pip install --quiet --require-hashes --no-deps -r "$file"
done
say "compiling the planner's core"
.venv/bin/python -m pip install --quiet --no-build-isolation --no-deps --no-index --editable .
compile_translations

# --- Do Qt's own libraries find everything? ldd is the judge.
if command -v ldd >/dev/null 2>&1; then
    qt=$(.venv/bin/python -c 'import importlib.util as u, pathlib as p; print(p.Path(u.find_spec("PySide6").origin).parent)')
    lost=$(ldd "$qt"/Qt/lib/libQt6WebEngineCore.so.6 "$qt"/Qt/lib/libQt6Widgets.so.6 \
        "$qt"/Qt/libexec/QtWebEngineProcess "$qt"/Qt/plugins/platforms/libqxcb.so 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u | grep -v '^libQt6' | tr '\n' ' ')
    [ -z "$lost" ] || stop "Qt needs system libraries that were not found: $lost" \
        "Install the packages of your system that hold them, then type the same make command again."
fi

# --- Readers that are not ours, for the exported files. A test without its tool says so and is skipped.
if [ "$goal" != run ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    tools=
    while read -r command package; do
        command -v "$command" >/dev/null 2>&1 || [ -e "$command" ] || tools="$tools $package"
    done < $here/test-tools.txt
    if [ -n "$tools" ]; then
        say "installing the tools of the tests:$tools"
        # shellcheck disable=SC2086
        apt_install $tools || { apt-get update -q >/dev/null 2>&1; apt_install $tools; } || {
            for tool in $tools; do apt_install "$tool" || say "without $tool: its tests are skipped"; done
        }
    fi
fi

[ -z "$apt_log" ] || rm -f "$apt_log"
printf '%s' "$now" > "$stamp"
if [ "$goal" != run ]; then  # whoever can test can run
    fingerprint requirements.lock "" > .venv/ready-run
fi
if [ -n "$extra" ]; then
    fingerprint requirements-dev.lock "" > .venv/ready-test
fi
say "ready: .venv/bin/tourplanner"
