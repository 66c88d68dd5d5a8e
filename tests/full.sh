#!/usr/bin/env bash
# Everything that takes long: the tests, values of 100 MB, the same under ASan and UBSan, the window at
# a million objects, clang-format, clang-tidy, 200 kills and the fuzzers. Run it before an issue is
# resolved. FUZZ_SECONDS sets the time per fuzzer.
set -euo pipefail
cd "$(dirname "$0")/.."

app/setup.sh full
step() { printf '\n== %s\n' "$*"; }

step "tests (dev preset), with 200 kills"
ANCHORAGE_KILLS=200 tests/run.sh

step "values of 100 MB in every format"
ANCHORAGE_HUGE=1 ctest --preset dev --no-tests=error -R 'formats_hostile_files|cli_huge_values' --timeout 1500

step "tests under ASan and UBSan"
cmake --preset asan >/dev/null
cmake --build --preset asan
ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 \
    ctest --preset asan --no-tests=error -j "$(nproc)" --timeout 900

step "the window at a million objects (bench preset)"
cmake --preset bench >/dev/null
cmake --build --preset bench --target tst_desktop_event_loop
QT_QPA_PLATFORM=offscreen build/bench/tests/tst_desktop_event_loop

step "clang-format"
git ls-files '*.cpp' '*.h' | xargs clang-format --dry-run --Werror

step "clang-tidy"
tests/tidy.sh

step "fuzzers"
tests/fuzz.sh "${FUZZ_SECONDS:-60}"

step "all green: $(git rev-parse --short HEAD)"
