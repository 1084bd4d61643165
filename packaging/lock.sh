#!/bin/sh
# Writes the four locks from pyproject.toml: every package with its hashes, no index address.
# Needs `uv` (pip install uv). `packaging/lock.sh --upgrade` takes newer versions.
set -eu
cd "$(dirname "$0")/.."

lock() {  # lock OUTPUT ARGUMENTS...
    output=$1
    shift
    UV_CUSTOM_COMPILE_COMMAND=packaging/lock.sh uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
        --output-file "$output" "$@" $upgrade
}

upgrade=${1-}
lock requirements-dev.lock pyproject.toml --group build --group dev
lock requirements.lock pyproject.toml --group build --constraints requirements-dev.lock
lock packaging/requirements-package.lock --group package --constraints requirements-dev.lock
lock packaging/requirements-bench.lock --group bench --constraints requirements-dev.lock
