#!/usr/bin/env python3
"""The contract has every type and member that real connectors use, but the rules-extension ones."""
import os
import re
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
USAGE = os.path.join(HERE, "../../../shared/design/ecma2-api-usage.txt")
NAMESPACE = "Microsoft.MetadirectoryServices."
RULES_EXTENSION = ("IMASynchronization", "IMVSynchronization", "MVEntry", "ConnectedMA", "Connector", "DeprovisionAction",
                   "RuleType")


def surface():
    """Types with their bases, and members; the list is compared with the assembly itself by another test."""
    bases, members = {}, []
    with open(os.path.join(HERE, "contract_surface.txt"), encoding="utf-8") as lines:
        for line in lines:
            text = line.strip().removeprefix(NAMESPACE)
            kind = re.match(r"([\w.+`]+) : .*?(?: of ([\w.<>,`]+))?(?: serializable)?$", text)
            if kind:
                bases[kind.group(1)] = kind.group(2)
            else:
                members.append(text)
    return bases, members


def has(bases, members, type_, name, arguments):
    while type_:
        start = type_ + "." + name
        for member in members:
            rest = member[len(start):]
            if member.startswith(start) and (rest.startswith(arguments) if arguments else not rest or rest[0] in " ("):
                return True
        type_ = bases.get(type_)
    return False


class Usage(unittest.TestCase):
    def test_everything_used_is_there(self):
        if not os.path.exists(USAGE):
            self.skipTest("the list of what real connectors use is not here: ../shared/design/ecma2-api-usage.txt")
        bases, members = surface()
        part, checked = 0, 0
        with open(USAGE, encoding="utf-8") as lines:
            for line in lines:
                fields = line.split()
                if not fields or fields[0] == "repos":
                    part += line.startswith("repos")
                    continue
                if part == 1:
                    if not fields[2].startswith(RULES_EXTENSION):
                        self.assertIn(fields[2], bases)
                    continue
                member = "".join(fields[3:])
                if member.startswith(RULES_EXTENSION):
                    continue
                type_, name, arguments = re.match(r"([\w.]+?)\.(\.?\w+)(.*)$", member).groups()
                if name == "this":
                    name, arguments = "Item", ""
                with self.subTest(member):
                    self.assertTrue(has(bases, members, type_, name, arguments))
                checked += 1
        self.assertGreater(checked, 200)


if __name__ == "__main__":
    unittest.main(verbosity=1)
