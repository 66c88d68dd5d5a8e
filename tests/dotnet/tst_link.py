#!/usr/bin/env python3
"""The check of every reference before an assembly is loaded."""
import glob
import os
import signal
import subprocess
import unittest

from assemblies import CONTRACT, USINGS, Folder, compiled, exporter
from host import Host


class LinkCheck(Folder):
    def findings(self, dll, **options):
        with Host(dll, **options) as host:
            return [(f["id"], f["severity"], f["message"]) for f in host.hello["result"]["connector"].get("findings", [])]

    def test_names_a_missing_dependency_and_where_it_looked(self):
        library = compiled(self.folder, "public class Lib { public static int Go() { return 1; } }", "library", ())
        dll = compiled(self.folder, USINGS + exporter(opened="Lib.Go();"), references=(CONTRACT, library))
        self.assertEqual(self.findings(dll), [])
        os.remove(library)
        (found,) = self.findings(dll)
        self.assertEqual(found[:2], ("link-dependency", "error"))
        self.assertIn("library 0.0.0.0", found[2])
        self.assertIn(self.folder, found[2])

    def test_follows_calls_into_dependencies(self):
        native = ('[System.Runtime.InteropServices.DllImport("advapi32.dll")] static extern int LogonUser();'
                  "public static int Go() { return LogonUser(); } public static int Other() { return 1; }")
        library = compiled(self.folder, "public class Lib { " + native + " }", "library", ())
        used = compiled(self.folder, USINGS + exporter(opened="Lib.Go();"), "used", (CONTRACT, library))
        harmless = compiled(self.folder, USINGS + exporter(opened="Lib.Other();"), "harmless", (CONTRACT, library))
        self.assertEqual([f[:2] for f in self.findings(used)], [("link-native", "error")])
        self.assertEqual([f[:2] for f in self.findings(harmless)], [("link-native", "warning")])
        self.assertEqual([f[:2] for f in self.findings(used, linkCheck="warn")], [("link-native", "warning")])
        self.assertEqual(self.findings(used, linkCheck="off"), [])

    def test_another_version_of_a_dependency_is_seen(self):
        library = compiled(self.folder, "public class Lib { public static int Go() { return 1; } }", "library", ())
        dll = compiled(self.folder, USINGS + exporter(opened="Lib.Go();"), references=(CONTRACT, library))
        compiled(self.folder, "public class Lib { public static long Go() { return 1; } }", "library", ())
        (found,) = self.findings(dll)
        self.assertEqual(found[:2], ("link-member", "error"))
        self.assertIn("Lib.Go", found[2])

    def test_lambdas_iterators_and_generics_are_reached(self):
        for body in ("Func<int> f = () => Lib.Go(); f();", "foreach (var x in Many()) { }", "new List<Lib>().Add(null);",
                     "try { } catch (LibException) { }", "Generic<Lib>();"):
            more = ("static IEnumerable<int> Many() { yield return Lib.Go(); } static void Generic<T>() { }")
            library = compiled(self.folder, "public class Lib { public static int Go() { return 1; } } "
                               "public class LibException : System.Exception { }", "library", ())
            dll = compiled(self.folder, USINGS + exporter(opened=body, more=more), references=(CONTRACT, library))
            os.remove(library)
            self.assertEqual([f[:2] for f in self.findings(dll)], [("link-dependency", "error")], body)

    def test_powershell_is_said_in_plain_words(self):
        shell = compiled(self.folder, "namespace System.Management.Automation { public class PowerShell { public static void "
                         "Create() { } } }", "System.Management.Automation", ())
        dll = compiled(self.folder, USINGS + exporter(opened="System.Management.Automation.PowerShell.Create();"),
                       references=(CONTRACT, shell))
        self.assertIn("runs PowerShell", self.findings(dll)[0][2])

    def test_a_missing_part_of_the_class_library_names_its_package(self):
        data = compiled(self.folder, "namespace System.Missing { public class C { public static void Go() { } } }",
                        "System.Missing.Part", ())
        dll = compiled(self.folder, USINGS + exporter(opened="System.Missing.C.Go();"), references=(CONTRACT, data))
        os.remove(data)
        self.assertIn("install the package libmono-system-missing-part4.0-cil", self.findings(dll)[0][2])

    def test_x86_is_a_warning_here(self):
        dll = compiled(self.folder, USINGS + exporter(), options=("-platform:x86",))
        self.assertEqual([f[:2] for f in self.findings(dll)], [("link-bitness", "warning")])

    def test_a_missing_contract_member_is_never_the_connector_s_fault(self):
        fake = os.path.join(self.folder, "fake")
        os.mkdir(fake)
        sources = glob.glob(os.path.join(os.path.dirname(__file__), "../../connectors/dotnet/contract/*.cs"))
        extra = os.path.join(fake, "Extra.cs")
        with open(extra, "w", encoding="utf-8") as out:
            out.write("namespace Microsoft.MetadirectoryServices { public static class Future { public static int Value() "
                      "{ return 1; } } }")
        newer = os.path.join(fake, "Microsoft.MetadirectoryServicesEx.dll")
        subprocess.run(["mcs", "-nologo", "-target:library", "-out:" + newer, extra, *sources], check=True)
        source = USINGS + exporter(put="try { return Inner(); } catch (Exception) { return null; }",
                                   more="PutExportEntriesResults Inner() { Future.Value(); return null; }")
        dll = compiled(self.folder, source, references=(newer,))
        with Host(dll) as host:
            findings = host.hello["result"]["connector"]["findings"]
            self.assertEqual([(f["id"], f["severity"]) for f in findings], [("link-contract", "error")])
            self.assertIn("Future", findings[0]["message"])
        unused = compiled(self.folder, USINGS + exporter() + "internal class Unused { int I() { return Future.Value(); } }",
                          name="unused", references=(newer,))
        with Host(unused) as host:
            self.assertEqual([f["severity"] for f in host.hello["result"]["connector"]["findings"]], ["warning"])
            self.assertEqual(host.hello["result"]["connector"]["interfaces"], ["callExport"])


signal.signal(signal.SIGPIPE, signal.SIG_IGN)
if __name__ == "__main__":
    unittest.main(verbosity=1)
