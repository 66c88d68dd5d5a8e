#!/usr/bin/env bash
# Runs every fuzzer for a while, from its own seed corpus. Usage: tests/fuzz.sh [seconds each, default 60]
# Findings stay in build/fuzz/found: each becomes a test.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}

app/setup.sh full
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz
mkdir -p build/fuzz/found
status=0
for fuzzer in build/fuzz/fuzz/fuzz_*; do
    [ -x "$fuzzer" ] || continue
    name=$(basename "$fuzzer")
    corpus=build/fuzz/corpus/$name
    mkdir -p "$corpus"
    seeds=$(find tests/fuzz -type d -name "corpus-${name#fuzz_}")
    echo "== $name, $seconds s"
    # shellcheck disable=SC2086 # none or one folder
    "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/found/"$name"- "$corpus" $seeds >build/fuzz/"$name".log 2>&1 || {
        status=1
        echo "FOUND something: build/fuzz/$name.log"
        tail -30 build/fuzz/"$name".log
    }
    grep -E "stat::number_of_executed_units" build/fuzz/"$name".log || true
done
exit $status
