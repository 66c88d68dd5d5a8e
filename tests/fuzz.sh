#!/usr/bin/env bash
# Runs every fuzzer for a while, from its own seed corpus, as many at a time as there are processors.
# Usage: tests/fuzz.sh [seconds each, default 60]. Findings stay in build/fuzz/found: each becomes a test.
set -euo pipefail
cd "$(dirname "$0")/.."
export seconds=${1:-60}

app/setup.sh full
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target fuzzers
mkdir -p build/fuzz/found

fuzz() {
    local name corpus log seeds
    name=$(basename "$1")
    corpus=build/fuzz/corpus/$name
    log=build/fuzz/$name.log
    mkdir -p "$corpus"
    seeds=$(find tests/fuzz -type d -name "corpus-${name#fuzz_}")
    # shellcheck disable=SC2086 # none or one folder
    if ! "$1" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/found/"$name"- "$corpus" $seeds >"$log" 2>&1; then
        echo "$name FOUND something: $log"
        tail -30 "$log"
        return 1
    fi
    echo "$name, $seconds s: $(grep -oE 'number_of_executed_units: +[0-9]+' "$log" | grep -oE '[0-9]+') inputs"
}
export -f fuzz

fuzzers=(build/fuzz/fuzz/fuzz_*)
[ -x "${fuzzers[0]}" ] || { echo "no fuzzer was built" >&2; exit 1; }
printf '%s\n' "${fuzzers[@]}" | xargs -P "$(nproc)" -I{} bash -c 'fuzz {}'
