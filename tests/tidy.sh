#!/usr/bin/env bash
# clang-tidy over our own sources, each at most once per content: what passed is remembered by the hash of
# the preprocessed source, the checks and the compiler flags. Usage: tests/tidy.sh [file…]
set -euo pipefail
cd "$(dirname "$0")/.."

build=build/dev
cache=${ANCHORAGE_TIDY_CACHE:-build/tidy}
mkdir -p "$cache"
[ -f "$build/compile_commands.json" ] || cmake --preset dev >/dev/null

if [ "$#" -gt 0 ]; then
    files=("$@")
else
    mapfile -t files < <(git ls-files 'core/*.cpp' 'app/*.cpp' 'connectors/*.cpp')
fi

one() {
    local file=$1 command key
    command=$(python3 - "$file" "$build/compile_commands.json" <<'PY'
import json, os, shlex, sys
path = os.path.realpath(sys.argv[1])
for entry in json.load(open(sys.argv[2])):
    if os.path.realpath(os.path.join(entry["directory"], entry["file"])) == path:
        words = shlex.split(entry["command"])
        words = words[next(i for i, w in enumerate(words) if w.endswith("++")) + 1:]
        skip, out = False, []
        for word in words:
            if skip or word in ("-c", "-o"):
                skip = word == "-o" and not skip
                continue
            out.append(word)
        print(" ".join(shlex.quote(w) for w in out if os.path.realpath(w) != path))
        break
PY
    )
    if [ -z "$command" ]; then
        echo "$file: not part of this build, not checked" >&2
        return 0
    fi
    key=$( (cat .clang-tidy; echo "${command//$PWD/.}"; eval "clang++ $command -E -P -C -w '$file'" 2>/dev/null) | sha256sum | cut -d' ' -f1)
    [ -e "$cache/$key" ] && return 0
    clang-tidy --quiet -p "$build" "$file" 2>/dev/null || { echo "clang-tidy: $file" >&2; return 1; }
    : >"$cache/$key"
}
export -f one
export build cache
printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -I{} bash -c 'set -uo pipefail; one "$1"' _ {}
