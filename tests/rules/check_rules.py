#!/usr/bin/env python3
"""Lists the rules of resources/docs/engine-rules.md without a test, and fails when there are any.

A rule's test is a test function whose name begins with the rule's id: hold-1 has hold_1_aReferenceWaits().
Also fails for tests of rules that are not in the file, and for run settings that the file does not explain.

Usage: check_rules.py SOURCE_DIR | --self-test
"""
import re
import sys
import tempfile
from pathlib import Path

RULES = "resources/docs/engine-rules.md"
SETTINGS = "core/model/run_settings.h"


def rules_of(text):
    """The ids of all tables, in order: first cells such as `hold-1`."""
    return re.findall(r"^\| ([a-z]+-\d+) \|", text, re.M)


def settings_of(text):
    """The first cells of the table whose head is `setting`."""
    table = re.search(r"^\| setting \|.*\n\|[-|]+\|\n((?:\|.*\n?)*)", text, re.M)
    return re.findall(r"^\| (\w+) \|", table.group(1), re.M) if table else []


def tests_of(source):
    """(id, file) of every test function that is named after a rule."""
    for path in sorted((source / "tests").rglob("tst_*.cpp")):
        for group, number in re.findall(r"^\s*void ([a-z]+)_(\d+)_\w+\(\)", path.read_text(), re.M):
            yield f"{group}-{number}", path.relative_to(source)


def members_of(header):
    """Members of RunSettings: what stands between a type and its default."""
    body = re.search(r"struct RunSettings \{(.*?)\n\};", header, re.S).group(1)
    return re.findall(r"^    (?!enum|bool operator)[\w:<>]+(?:<[^;]*?>)? (\w+)(?: =|\{|;)", body, re.M)


def faults(source):
    text = (source / RULES).read_text()
    rules = rules_of(text)
    out = [f"{RULES}: the rule {rule} stands twice" for rule in sorted({r for r in rules if rules.count(r) > 1})]
    tests = list(tests_of(source))
    tested = {rule for rule, _ in tests}
    out += [f"{RULES}: the rule {rule} has no test: write one named {rule.replace('-', '_')}_whatItSays()"
            for rule in rules if rule not in tested]
    groups = {rule.rsplit("-", 1)[0] for rule in rules}
    out += [f"{path}: tests the rule {rule}, which is not in {RULES}"
            for rule, path in tests if rule.rsplit("-", 1)[0] in groups and rule not in rules]
    explained = settings_of(text)
    members = members_of((source / SETTINGS).read_text())
    out += [f"{RULES}: the run setting {name} is not explained" for name in members if name not in explained]
    out += [f"{RULES}: explains {name}, which is no run setting" for name in explained if name not in members]
    if not rules or not members:
        out.append("nothing to check was found: has a file moved?")
    return out, rules, members


def self_test():
    """The check itself must fail where it should."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        for path, text in {
            RULES: "| id | rule |\n|---|---|\n| hold-1 | a |\n| hold-2 | b |\n\n"
                   "| setting | default | reason |\n|---|---|---|\n| pageSize | 0 | c |\n| gone | 1 | d |\n",
            SETTINGS: "struct RunSettings {\n    enum class A { B };\n    std::int32_t pageSize = 0; ///< x\n"
                      "    std::optional<std::int64_t> limit;\n    bool operator==(const RunSettings &) const = default;\n};\n",
            "tests/tst_a.cpp": "    void hold_1_isTested()\n    void hold_3_isNoRule()\n    void other_9_isNoRuleEither()\n",
        }.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text)
        found = "\n".join(faults(source)[0])
        for expected in ["the rule hold-2 has no test", "tests the rule hold-3, which is not in",
                         "the run setting limit is not explained", "explains gone, which is no run setting"]:
            assert expected in found, f"not found: {expected}\nin: {found}"
        assert len(found.splitlines()) == 4, found
    print("the check fails where it should")


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    found, rules, members = faults(Path(sys.argv[1]))
    print("\n".join(found) or f"{len(rules)} rules, each with a test; {len(members)} run settings, each explained")
    sys.exit(1 if found else 0)


main()
