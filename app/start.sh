#!/usr/bin/env bash
# Installs what is missing, builds (release preset) and runs the main job: the example project, on the
# command line, against a fresh copy of its database. Ends with the run's summary.
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
exec build/release/bin/anchorage-cli run "$work/contoso.anchorage" --yes --journal "$work/contoso.journal" "$@"
