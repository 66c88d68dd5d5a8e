"""Assemblies that the tests of the host load: the samples, and such as are made for one test in a folder of its own."""
import os
import shutil
import subprocess
import tempfile
import unittest

from host import BIN, SAMPLES

HR = os.path.join(SAMPLES, "hr", "hr.dll")
MISBEHAVING = os.path.join(SAMPLES, "misbehaving", "misbehaving.dll")
CONTRACT = os.path.join(BIN, "dotnet", "Microsoft.MetadirectoryServicesEx.dll")


def compiled(folder, source, name="connector", references=(CONTRACT,), options=()):
    """An assembly made for one test."""
    path = os.path.join(folder, name + ".cs")
    with open(path, "w", encoding="utf-8") as out:
        out.write(source)
    dll = os.path.join(folder, name + ".dll")
    subprocess.run(["mcs", "-nologo", "-debug", "-nowarn:0436,1701", "-target:library", "-out:" + dll, *options,
                    *["-r:" + reference for reference in references], path], check=True)
    return dll


USINGS = """using System; using System.Collections.Generic; using System.Collections.ObjectModel;
using Microsoft.MetadirectoryServices;
"""
EXPORT = """
    public int ExportDefaultPageSize { get { return 10; } }
    public int ExportMaxPageSize { get { return 20; } }
    public void OpenExportConnection(KeyedCollection<string, ConfigParameter> p, Schema t, OpenExportConnectionRunStep s) { %s }
    public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> e) { %s }
    public void CloseExportConnection(CloseExportConnectionRunStep s) { }
"""


def exporter(name="Export", opened="", put="return new PutExportEntriesResults();", more=""):
    return "public class %s : IMAExtensible2CallExport { %s %s }\n" % (name, EXPORT % (opened, put), more)


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="anchorage-dotnet-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)
