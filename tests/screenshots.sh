#!/usr/bin/env bash
# Renders the panes of the desktop in their main states to build/dev/screenshots/*.png. Look at them.
# Usage: tests/screenshots.sh [PART OF A NAME]
set -euo pipefail
cd "$(dirname "$0")/.."

app/setup.sh screenshots
mkdir -p build
cmake --preset dev >build/configure.log 2>&1 || { cat build/configure.log; exit 1; }
cmake --build --preset dev --target screenshots anchorage-host memory sql >build/screenshots.log 2>&1 ||
    { cat build/screenshots.log; exit 1; }
ANCHORAGE_CONNECTOR_PATH=build/dev/bin/connectors QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES="qt.qpa.*=false" build/dev/tests/render_scenes build/dev/screenshots "$@" 2>&1 |
    grep -v propagateSizeHints
