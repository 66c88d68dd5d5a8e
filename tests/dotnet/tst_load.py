#!/usr/bin/env python3
"""What cannot be loaded, and what a connector leaves to the engine: run status, finding and journal say so."""
import json
import os
import shutil
import subprocess
import unittest

from assemblies import CONTRACT, USINGS, compiled, exporter
from host import BIN, SAMPLES
from tst_cli import Runs, new

SCHEMA = {"inline": {"types": [{"name": "user", "attributes": [{"name": "id", "type": "String", "anchor": True},
                                                              {"name": "mail", "type": "String"}]}]}}
GENERIC = {"distinguishedNameStyle": "Generic"}
PLAIN = os.path.join(BIN, "..", "tests", "connectors", "plain.so")


class LoadErrors(Runs):
    """The engine's step result of each reason (ecma2.md 5.2), in inspect, run, journal and report alike."""

    def stops(self, dll, status, *says, **options):
        connector = {"path": dll, **({"options": options} if options else {})}
        shown = self.cli("inspect", dll, *[part for name, value in options.items()
                                           for part in ("--host-option", name + "=" + value)])
        self.assertEqual(shown.returncode, 2, shown.stdout + shown.stderr)
        self.assertIn("would end with " + status, shown.stdout)
        done = self.run_project(connector, [new("a", mail="x")], {}, "--journal", self.path("journal"), "--report",
                                self.path("report.json"), schema=SCHEMA, capabilities=GENERIC)
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, 2, said)
        self.assertIn(status, done.stdout)
        for text in says:
            self.assertIn(text, shown.stdout)
            self.assertIn(text, said)
        self.assertNotIn("openExportConnection", done.stderr)
        for name in ("journal", "report.json"):
            with open(self.path(name), encoding="utf-8") as text:
                self.assertIn(status, text.read(), name)
            os.remove(self.path(name))
        # Nothing stored: without a schema there is no run to journal, the error has the status.
        bare = self.run_project(connector, [new("a", mail="x")])
        self.assertEqual(bare.returncode, 2, bare.stdout + bare.stderr)
        self.assertIn(status, bare.stderr)

    def test_two_classes_of_one_interface(self):
        self.stops(compiled(self.folder, USINGS + exporter("First") + exporter("Second")),
                   "stopped-extension-dll-ambiguous", "First and Second")

    def test_no_class_with_an_interface(self):
        self.stops(compiled(self.folder, "public class Nothing { }"), "stopped-extension-dll-no-implementation",
                   "no public class")

    def test_a_constructor_that_throws(self):
        self.stops(compiled(self.folder, USINGS + exporter(more='public Export() { throw new Exception("no licence"); }')),
                   "stopped-extension-dll-instantiation", "no licence")

    def test_a_class_without_a_public_constructor(self):
        self.stops(compiled(self.folder, USINGS + exporter(more="public Export(int n) { }")),
                   "stopped-extension-dll-instantiation", "no public constructor")

    def library(self, source):
        return compiled(self.folder, source, "library", ())

    def test_a_missing_dependency(self):
        library = self.library("public class Lib { public static int Go() { return 1; } }")
        dll = compiled(self.folder, USINGS + exporter(opened="Lib.Go();"), references=(CONTRACT, library))
        os.remove(library)
        self.stops(dll, "stopped-extension-dll-missing-dependency", "connector needs library")

    def test_a_missing_base_class_also_without_the_check(self):
        library = self.library("public class Lib { }")
        source = USINGS + exporter().replace("Export :", "Export : Lib,")
        dll = compiled(self.folder, source, references=(CONTRACT, library))
        os.remove(library)
        self.stops(dll, "stopped-extension-dll-missing-dependency", "library", linkCheck="off")

    def test_a_type_that_changed(self):
        library = self.library("public interface ILib { }")
        dll = compiled(self.folder, USINGS + exporter().replace("Export :", "Export : ILib,"), references=(CONTRACT, library))
        self.library("public interface ILib { void More(); }")
        self.stops(dll, "stopped-extension-dll-load", "Export cannot be loaded")

    def test_a_truncated_assembly(self):
        dll = compiled(self.folder, USINGS + exporter())
        for size in (600, 2000):
            with open(dll, "rb") as whole, open(self.path("cut.dll"), "wb") as out:
                out.write(whole.read(size))
            self.stops(self.path("cut.dll"), "stopped-extension-dll-invalid-assembly", "cut.dll")

    def test_an_assembly_for_net_core(self):
        library = compiled(self.folder, '[assembly: System.Reflection.AssemblyVersion("8.0.0.0")] public class C { }',
                           "System.Runtime", ())
        dll = compiled(self.folder, USINGS + exporter(opened="new C();"), references=(CONTRACT, library))
        self.stops(dll, "stopped-extension-dll-load", "Build it for net472")

    def test_native_windows_code_in_it(self):
        dll = compiled(self.folder, USINGS + exporter())
        with open(dll, "rb") as file:
            content = bytearray(file.read())
        header = int.from_bytes(content[0x3c:0x40], "little")
        cli = int.from_bytes(content[header + 24 + 208:header + 24 + 212], "little")  # RVA of the CLI header
        sections = header + 24 + int.from_bytes(content[header + 20:header + 22], "little")
        address, at = (int.from_bytes(content[sections + n:sections + n + 4], "little") for n in (12, 20))
        content[cli - address + at + 16] &= 0xFE  # no longer IL only
        with open(self.path("mixed.dll"), "wb") as out:
            out.write(content)
        self.stops(self.path("mixed.dll"), "stopped-extension-dll-load", "C++/CLI")


class NoAssemblyAtAll(Runs):
    """Seen before any process is started."""

    def refused(self, name, status, *says):
        for arguments in (("inspect", name), ("run", "--connector", name, "--batch", "none.json", "--yes")):
            done = self.cli(*arguments)
            self.assertEqual(done.returncode, 65, done.stdout + done.stderr)
            for text in (status, *says):
                self.assertIn(text, done.stderr)

    def test_a_file_that_is_not_there(self):
        self.refused("nothere.dll", "stopped-extension-dll-file-not-found", "no such file")

    def test_a_text(self):
        with open(self.path("text.dll"), "w", encoding="utf-8") as out:
            out.write("hello")
        self.refused("text.dll", "stopped-extension-dll-invalid-assembly", 'begins with "hello"')

    def test_an_empty_file(self):
        with open(self.path("empty.dll"), "w", encoding="utf-8"):
            pass
        self.refused("empty.dll", "stopped-extension-dll-invalid-assembly", "an empty file")

    def test_native_windows_libraries_of_both_kinds(self):
        for magic in (0x10b, 0x20b):
            head = bytearray(1024)
            head[0:2], head[0x3c], head[0x40:0x44] = b"MZ", 0x40, b"PE\0\0"
            head[0x40 + 22:0x40 + 24] = (0x2002).to_bytes(2, "little")  # a library
            head[0x40 + 24:0x40 + 26] = magic.to_bytes(2, "little")
            head[0x40 + 24 + (108 if magic == 0x20b else 92)] = 16  # directories, and none of a CLI header
            with open(self.path("native.dll"), "wb") as out:
                out.write(head)
            self.refused("native.dll", "stopped-extension-dll-invalid-assembly", "native Windows library")

    def test_the_first_bytes_of_an_assembly(self):
        with open(os.path.join(SAMPLES, "hr", "hr.dll"), "rb") as whole, open(self.path("cut.dll"), "wb") as out:
            out.write(whole.read(250))
        self.refused("cut.dll", "stopped-extension-dll-invalid-assembly", "the rest is missing")


class LeftToTheEngine(Runs):
    def test_parameters_that_no_page_declares_reach_the_connector(self):
        dll = compiled(self.folder, USINGS + """
            public class Pages : IMAExtensible2GetParameters {
                public IList<ConfigParameterDefinition> GetConfigParameters(KeyedCollection<string, ConfigParameter> p,
                    ConfigParameterPage page) { return page == ConfigParameterPage.Connectivity
                    ? new[] { ConfigParameterDefinition.CreateStringParameter("Server", "") } : null; }
                public ParameterValidationResult ValidateConfigParameters(KeyedCollection<string, ConfigParameter> p,
                    ConfigParameterPage page) { return new ParameterValidationResult(); } }
            """ + exporter(opened="""foreach (var x in p) Console.WriteLine(x.Name + "|" + x.IsEncrypted + "|"
                                     + (x.IsEncrypted ? x.SecureValue.Length.ToString() : x.Value));"""))
        done = self.run_project({"path": dll}, [new("a", mail="x")], {
            "Server": "s", "Sever": "typo", "Token": {"secret": "env:THE_TOKEN"}}, page=10, schema=SCHEMA, capabilities=GENERIC)
        said = done.stdout + done.stderr
        for line in ("Server|False|s", "Sever|False|typo", "Token|True|6"):
            self.assertIn(line, said)
        self.assertIn('declares the parameter "Sever"; it gets it all the same. Is "Server" meant?', done.stderr)
        self.assertIn('declares the parameter "Token"', done.stderr)
        self.assertNotIn("s3cr3t", said)

    def cli(self, *arguments, **environment):
        return super().cli(*arguments, THE_TOKEN="s3cr3t", **environment)

    def test_a_native_connector_gets_them_too(self):
        done = self.run_project({"path": PLAIN}, [new("a", mail="x")], {"server": "s", "Tenant": "t"})
        said = done.stdout + done.stderr
        self.assertIn("Tenant is t", said)
        self.assertIn('declares the parameter "Tenant"', done.stderr)

    def test_without_a_capabilities_interface_the_engine_s_defaults_hold(self):
        dll = compiled(self.folder, USINGS + exporter())
        shown = self.cli("inspect", dll)
        self.assertEqual(shown.returncode, 0, shown.stdout + shown.stderr)
        self.assertIn("the engine's defaults are used", shown.stdout)
        self.assertIn("deleteAddAsReplace: yes", shown.stdout)
        done = self.run_project({"path": dll}, [new("a", mail="x", id="1")], page=10, schema=SCHEMA)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("the engine's defaults are used", done.stderr)


class Walk(Runs):
    """As a user would begin: every sample is inspected, and one runs from a project that names its .dll."""

    def test_every_sample_can_be_inspected(self):
        for name in sorted(os.listdir(SAMPLES)):
            shown = self.cli("inspect", os.path.join(SAMPLES, name, name + ".dll"), "--hierarchy")
            self.assertIn(name + " 0.0.0.0 (dotnet)", shown.stdout, shown.stderr)
            self.assertNotIn("What did not work", shown.stdout, name)

    def test_json_has_findings_and_what_cannot_run(self):
        shown = json.loads(self.cli("inspect", PLAIN, "--param", "x=y", "--json").stdout)
        self.assertEqual([finding["id"] for finding in shown["findings"]], ["parameter-undeclared", "capabilities-default"])
        dll = compiled(self.folder, "public class Nothing { }")
        shown = json.loads(self.cli("inspect", dll, "--json").stdout)
        self.assertEqual(shown["connector"]["findings"][0]["id"], "stopped-extension-dll-no-implementation")

    def test_a_project_s_path_counts_from_its_folder(self):
        os.mkdir(self.path("bin"))
        shutil.copy(os.path.join(SAMPLES, "memory", "memory.dll"), self.path("bin"))
        done = self.run_project({"path": "bin/memory.dll"}, [new("a", mail="x")], {"log": self.path("log")})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        elsewhere = subprocess.run([os.path.join(BIN, "anchorage-cli"), "inspect", self.path("run.anchorage")], cwd="/",
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        self.assertIn("memory 0.0.0.0 (dotnet)", elsewhere.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=1)
