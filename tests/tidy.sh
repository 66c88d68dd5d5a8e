#!/usr/bin/env bash
# clang-tidy over our own sources, each at most once per content: what passed is remembered by the hash of
# the preprocessed source, the checks and the compiler flags. Usage: tests/tidy.sh [file…]
#
# Most of the time goes into the headers of Qt and of the standard library. So the files of a folder are first
# checked together, as one translation unit; where that says anything at all (a finding, or names of two files that
# clash), each of them is checked by itself, and only that counts. (Including sources is what one check warns of.)
set -euo pipefail
cd "$(dirname "$0")/.."

build=build/dev
cache=${ANCHORAGE_TIDY_CACHE:-build/tidy}
mkdir -p "$cache"
cmake --preset dev >/dev/null # new files join in

if [ "$#" -gt 0 ]; then
    files=("$@")
else
    mapfile -t files < <(git ls-files 'core/*.cpp' 'app/*.cpp' 'connectors/*.cpp')
fi

exec python3 - "$build" "$cache" "${files[@]}" <<'PY'
import concurrent.futures, hashlib, itertools, json, os, re, shlex, subprocess, sys

build, cache, files = sys.argv[1], sys.argv[2], sys.argv[3:]
TOGETHER = 6
OURS = r"/(core|app|connectors)/.*\.(h|cpp)$"
here = os.getcwd()
checks = open(".clang-tidy", "rb").read()


def flags_of(entry):
    """The compiler's arguments without the compiler, the source and the object."""
    words = shlex.split(entry["command"])
    words = words[next(i for i, word in enumerate(words) if word.endswith("++")) + 1:]
    source, kept, skip = os.path.realpath(os.path.join(entry["directory"], entry["file"])), [], False
    for word in words:
        if skip or word in ("-c", "-o"):
            skip = word == "-o" and not skip
        elif os.path.realpath(os.path.join(entry["directory"], word)) != source:
            kept.append(word)
    return source, entry["directory"], kept


commands = {source: (folder, flags)
            for source, folder, flags in map(flags_of, json.load(open(f"{build}/compile_commands.json")))}


def key_of(source):
    folder, flags = commands[source]
    text = subprocess.run(["clang++", *flags, "-E", "-P", "-C", "-w", source], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout
    words = " ".join(flags).replace(here, ".")
    return hashlib.sha256(checks + words.encode() + text).hexdigest()


def tidy(source, flags, folder, *less):
    """`less`: checks that are left out, with a minus each."""
    if "-DQT_WIDGETS_LIB" in flags: # parents own what is made with new: leaks are for the sanitizers
        less = (*less, "-clang-analyzer-cplusplus.NewDeleteLeaks")
    # One configuration for all, also for a file that is made in the build folder.
    options = [f"--header-filter={OURS}", f"--config-file={here}/.clang-tidy", f"--checks={','.join(less)}"]
    return subprocess.run(["clang-tidy", "--quiet", *options, source, "--", *flags], cwd=folder, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def passed(key):
    open(os.path.join(cache, key), "w").close()


def check(group):
    """What clang-tidy says of the files of one group: the files that failed, with the words."""
    number, sources = group
    folder, flags = commands[sources[0]]
    if len(sources) > 1:
        together = os.path.join(here, build, f"tidy-{number}.cpp")
        with open(together, "w") as out:
            out.writelines(f'#include "{source}"\n' for source in sources)
        fine = tidy(together, flags, folder, "-bugprone-suspicious-include").returncode == 0
        os.remove(together)
        if fine:
            for source in sources:
                passed(keys[source])
            return []
    failed = []
    for source in sources:
        result = tidy(source, flags, folder)
        if result.returncode == 0:
            passed(keys[source])
        else:
            failed.append((source, result.stdout))
    return failed


wanted = []
for name in files:
    source = os.path.realpath(name)
    if source in commands:
        wanted.append(source)
    else:
        print(f"{name}: not part of this build, not checked", file=sys.stderr)

with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    keys = dict(zip(wanted, pool.map(key_of, wanted)))
    open_ones = [source for source in wanted if not os.path.exists(os.path.join(cache, keys[source]))]
    groups = []
    for _, same in itertools.groupby(open_ones, lambda source: (os.path.dirname(source), commands[source][1])):
        same = list(same)
        groups += [same[i:i + TOGETHER] for i in range(0, len(same), TOGETHER)]
    print(f"clang-tidy: {len(wanted)} files, {len(open_ones)} of them not checked before in this form", flush=True)
    bad = 0
    for failed in pool.map(check, enumerate(groups)):
        for source, words in failed:
            bad += 1
            print(f"clang-tidy: {os.path.relpath(source, here)}\n{words}", flush=True)
sys.exit(1 if bad else 0)
PY
