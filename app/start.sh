#!/usr/bin/env bash
# Installs what is missing, builds (release preset) and runs the main job with a fresh copy of the example:
# the desktop where there is a display, else the same example on the command line, ending with its summary.
set -euo pipefail
cd "$(dirname "$0")/.."

app/setup.sh build
mkdir -p build
cmake --preset release >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
cmake --build --preset release

work=build/example
rm -rf "$work"
mkdir -p "$work"
cp -r resources/examples/. "$work/"
echo
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -x build/release/bin/anchorage ]; then
    exec build/release/bin/anchorage "$work/contoso.anchorage" "$@"
fi
exec build/release/bin/anchorage-cli run "$work/contoso.anchorage" --yes --journal "$work/contoso.journal" "$@"
