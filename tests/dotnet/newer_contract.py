"""A contract with more in it than ours has, for connectors of another day."""
import glob
import os
import subprocess

EXTRA = """namespace Microsoft.MetadirectoryServices { public static class Future { public static int Value() { return 1; } } }"""


def newer_contract(folder):
    """Built from our sources and what comes on top: a type, and a method of CSEntryChange."""
    place = os.path.join(folder, "newer")
    os.makedirs(place, exist_ok=True)
    here = os.path.dirname(os.path.abspath(__file__))
    sources = []
    for path in glob.glob(os.path.join(here, "../../connectors/dotnet/contract/*.cs")):
        if os.path.basename(path) == "CSEntryChange.cs":
            with open(path, encoding="utf-8") as text:
                grown = text.read().replace("public abstract Guid Identifier", "public void Later() { } public abstract Guid "
                                            "Identifier", 1)
            path = os.path.join(place, "CSEntryChange.cs")
            with open(path, "w", encoding="utf-8") as out:
                out.write(grown)
        sources.append(path)
    extra = os.path.join(place, "Extra.cs")
    with open(extra, "w", encoding="utf-8") as out:
        out.write(EXTRA)
    dll = os.path.join(place, "Microsoft.MetadirectoryServicesEx.dll")
    subprocess.run(["mcs", "-nologo", "-target:library", "-out:" + dll, extra, *sources], check=True)
    return dll
