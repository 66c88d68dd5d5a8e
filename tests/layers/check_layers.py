#!/usr/bin/env python3
"""Fails for an include outside its line in resources/docs/architecture.md.

What a folder of core may include is read from the layout in that file. Rules it has in words stand below:
connectors and programs, third parties, Qt modules, headers of one operating system, includes that are not
root-relative, umbrella headers.

Usage: check_layers.py --check|--self_test SOURCE_DIR QT_HEADERS
"""
import re
import sys
import tempfile
from pathlib import Path

ARCHITECTURE = "resources/docs/architecture.md"
FOLDERS = ["core", "connectors", "app"]

# "app/host: base model json wire sdk; memory: sdk json …; cli and desktop: all of core". The SDK is the model's
# values and the base below them, for its connectors too.
IN_WORDS = {
    "connectors/sdk": ["base", "model"],
    "connectors/memory": ["base", "model", "json", "sdk"],
    "connectors/sql": ["base", "model", "json", "sdk"],
    "app/host": ["base", "model", "json", "wire", "sdk"],
    "app/cli": ["all core"],
    "app/desktop": ["all core"],
}

# "Third parties stay in one place."
THIRD_PARTIES = {
    r"simdjson\.h": ["core/json"],
    r"CLI/": ["app/cli"],
    r"qt\d?keychain/": ["core/session"],
    r"libxml/": ["core/formats"],
    r"libunwind\.h": ["core/base"],
    r"tl/expected\.hpp": ["core/base", "connectors/sql"],
}

# "Qt types where Qt does the work; std types in the model." The folders that may use a module; these below the
# process border use none at all.
QT_FREE = ["core/model", "core/json", "core/space", "core/formats", "core/engine", "core/wire", "core/connector", "core/project",
           "connectors/sdk", "connectors/memory", "app/host"]
QT_MODULES = {
    "QtSql": ["connectors/sql"],
    "QtGui": ["app/desktop"],
    "QtWidgets": ["app/desktop"],
    "QtSvg": ["app/desktop"],
    "QtTest": [],
}

# "Everything that depends on the operating system": files named os_*. The host replaces a function of the C++
# runtime, which the loader has to find.
SYSTEM = re.compile(r"^(unistd|fcntl|signal|poll|dlfcn|spawn|termios|windows|io|process|pthread)\.h$|^(sys|mach-o|linux)/")
SYSTEM_EXCEPTIONS = {"app/host/throw_stack.cpp": ["dlfcn.h"]}


def layout(text):
    """Folder of core -> what it may include, from the table in the architecture's layout."""
    table = text[text.index("core/  "):text.index("connectors/\n")]
    out = {}
    for name, allowed in re.findall(r"^  (\w+)/ +(\S.*?)(?: {2,}|$)", table, re.M):
        names = allowed.replace("Qt Core", "").split()
        if names[:2] == ["all", "above"]:
            out[name] = [n for n in out if n not in names[3:]]
        else:
            out[name] = names
    return out


def allowed_for(place, core):
    if place.startswith("core/"):
        return core.get(place[len("core/"):])
    allowed = IN_WORDS.get(place)
    return list(core) if allowed == ["all core"] else allowed


def place_of(path):
    """core/model of core/model/schema.h."""
    return "/".join(path.split("/")[:2])


def module_of(header, qt):
    for folder in sorted(qt.glob("Qt*")):
        if (folder / header).is_file():
            return folder.name
    return None


class Checker:
    def __init__(self, source, qt):
        self.source = source
        self.qt = qt
        self.core = layout((source / ARCHITECTURE).read_text())
        self.modules = {}
        self.count = 0

    def quoted(self, path, include):
        if re.search(r"\.moc$|^(moc|ui)_", include):
            return None
        if include.split("/")[0] not in FOLDERS or not (self.source / include).is_file():
            return f'"{include}" is no file from the root: includes are root-relative'
        here, there = place_of(path), place_of(include)
        if here == there:
            return None
        allowed = allowed_for(here, self.core)
        if allowed is None:
            return f"{ARCHITECTURE} does not know the folder {here}: give it a line there"
        short = there.split("/")[1]
        if there in ("core/" + short, "connectors/sdk") and short in allowed:
            return None
        return f'"{include}": {here} may include {" ".join(allowed) or "nothing"}, not {short}'

    def angled(self, path, include):
        here = place_of(path)
        for pattern, places in THIRD_PARTIES.items():
            if re.match(pattern, include) and here not in places:
                return f"<{include}> stays in {', '.join(places)}"
        if SYSTEM.search(include):
            isOs = path.split("/")[-1].startswith("os_")
            if not isOs and include not in SYSTEM_EXCEPTIONS.get(path, []):
                return f"<{include}> depends on the operating system: put what needs it in a file os_* behind an interface"
        if re.fullmatch(r"Qt(Core|Gui|Widgets|Sql|Test|Network|Svg)", include):
            return f"<{include}> is an umbrella header: include the classes"
        if not re.match(r"Q[A-Z]|Qt\w+/", include) and include != "QtGlobal":
            return None
        if here in QT_FREE and not path.split("/")[-1].startswith("os_"):
            return f"<{include}>: {here} has std types only"
        if include not in self.modules:
            self.modules[include] = include.split("/")[0] if "/" in include else module_of(include, self.qt)
        places = QT_MODULES.get(self.modules[include])
        if places is not None and here not in places:
            return f"<{include}> of {self.modules[include]} stays in {', '.join(places) or 'tests'}"
        return None

    def faults(self):
        out = []
        for folder in FOLDERS:
            for file in sorted((self.source / folder).rglob("*")):
                if file.suffix not in (".h", ".cpp"):
                    continue
                path = file.relative_to(self.source).as_posix()
                self.count += 1
                for number, line in enumerate(file.read_text().splitlines(), 1):
                    found = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
                    if found:
                        fault = self.quoted(path, found[1]) if found[1] else self.angled(path, found[2])
                        if fault:
                            out.append(f"{path}:{number}: {fault}")
        for name in self.core:
            for missing in [n for n in self.core[name] if n not in self.core]:
                out.append(f"{ARCHITECTURE}: {name} may include {missing}, which has no line")
        return out


# One planted violation of each kind, and what must be said of it.
PLANTED = {
    "core/model/a.h": ('#include "core/space/space.h"', "core/model may include base, not space"),
    "core/engine/a.cpp": ('#include "core/json/json_reader.h"', "not json"),
    "core/checks/a.cpp": ('#include "core/session/secrets.h"', "not session"),
    "core/report/a.cpp": ('#include "schema.h"', "root-relative"),
    "core/wire/a.cpp": ("#include <simdjson.h>", "<simdjson.h> stays in core/json"),
    "core/run/a.cpp": ("  #  include <unistd.h>", "depends on the operating system"),
    "core/record/a.cpp": ("#include <QSqlQuery>", "<QSqlQuery> of QtSql stays in connectors/sql"),
    "core/session/a.cpp": ("#include <QWidget>", "<QWidget> of QtWidgets stays in app/desktop"),
    "core/space/a.cpp": ("#include <QString>", "core/space has std types only"),
    "core/unknown/a.cpp": ('#include "core/model/schema.h"', "does not know the folder core/unknown"),
    "connectors/memory/a.cpp": ('#include "core/engine/machine.h"', "connectors/memory may include base model json sdk, not engine"),
    "connectors/other/a.cpp": ('#include "core/model/schema.h"', "does not know the folder connectors/other"),
    "app/host/a.cpp": ('#include "core/run/driver.h"', "not run"),
    "app/cli/a.cpp": ('#include "connectors/sdk/connector.h"', "not sdk"),
    "app/desktop/a.cpp": ("#include <QtWidgets>", "umbrella header"),
}
FINE = {
    "core/space/fine.cpp": '#include "core/model/schema.h"\n#include "core/space/space.h"\n#include <vector>',
    "core/base/os_fine.cpp": "#include <unistd.h>",
    "core/json/fine.cpp": "#include <simdjson.h>",
    "connectors/sql/fine.cpp": '#include "connectors/sdk/connector.h"\n#include <QSqlQuery>',
    "app/desktop/fine.cpp": '#include "core/session/secrets.h"\n#include <QWidget>\n#include "fine.moc"',
}


def self_test(source, qt):
    text = (source / ARCHITECTURE).read_text()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = {path: code for path, (code, _) in PLANTED.items()} | FINE | {ARCHITECTURE: text}
        for code in list(files.values()):
            for target in re.findall(r'include "([^"]+/[^"]+)"', code):
                files.setdefault(target, "")
        for path, code in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(code)
        found = Checker(root, qt).faults()
        for path, (_, expected) in PLANTED.items():
            assert any(f.startswith(path) and expected in f for f in found), f"{path}: not found: {expected}\n" + "\n".join(found)
        assert len(found) == len(PLANTED), "\n".join(found)
    print(f"{len(PLANTED)} planted violations are found, what is fine is not")


def main():
    mode, source, qt = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if mode == "--self_test":
        return self_test(source, qt)
    checker = Checker(source, qt)
    found = checker.faults()
    if checker.count < 50:
        found.append("hardly any file was found: has a folder moved?")
    print("\n".join(found) or f"{checker.count} files keep to their layers")
    sys.exit(1 if found else 0)


main()
