#!/usr/bin/env bash
# Installs what is missing, builds the dev preset (every warning an error) and runs every test.
# Arguments go to ctest: tests/run.sh -R engine
set -euo pipefail
cd "$(dirname "$0")/.."

app/setup.sh test
cmake --preset dev
cmake --build --preset dev
ctest --preset dev --no-tests=error -j "$(nproc)" "$@"
