#!/usr/bin/env bash
# Installs the Debian 12 packages that are missing. Usage: app/setup.sh build|test|full|screenshots
# build: what the product needs; test: and what the tests need; full: and what tests/full.sh needs;
# screenshots: what the tests need, and fonts for names in many scripts.
set -euo pipefail

build="g++ cmake ninja-build ccache mold pkg-config
    qt6-base-dev qt6-svg-dev libqt6sql6-sqlite
    qtkeychain-qt6-dev libexpected-dev libsimdjson-dev libxml2-dev libcli11-dev libunwind-dev
    mono-mcs mono-runtime libmono-system4.0-cil libmono-system-core4.0-cil libmono-system-xml4.0-cil
    libmono-system-configuration4.0-cil"
test="git python3 python3-jsonschema sqlite3 gdb procps openssl sdb
    desktop-file-utils shared-mime-info xdg-utils libfile-mimeinfo-perl"
full="clang clang-format clang-tidy libclang-rt-14-dev libbenchmark-dev"
screenshots="fonts-noto-core fonts-noto-cjk"

case "${1:-build}" in
build) wanted=$build ;;
test) wanted="$build $test" ;;
full) wanted="$build $test $full" ;;
screenshots) wanted="$build $test $screenshots" ;;
*) echo "usage: app/setup.sh build|test|full|screenshots" >&2; exit 64 ;;
esac

missing=""
for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "This script installs packages on Debian 12 only. Please install the equivalents of:$missing" >&2
    exit 69
fi
root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Please install as root:$missing" >&2; exit 77; }
    root=sudo
fi
echo "Installing:$missing"
$root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null
