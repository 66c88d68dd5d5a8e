#!/usr/bin/env python3
"""Whole runs of .NET connectors through the command line: scenarios 3, 6 and 8, and what was seen in real ones."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest

from assemblies import CONTRACT, USINGS, compiled, exporter
from host import BIN, SAMPLES

CLI = os.path.join(BIN, "anchorage-cli")
IMAGE = {"title": "A", "phone": "1", "proxy": ["a", "b", "c"], "manager": {"Reference": "cn=M1"},
         "seeAlso": {"Reference": ["cn=R1", "cn=R2"]}, "mail": "m"}
PENDING = {"operation": "update", "newDn": "cn=new name", "changes": [
    {"name": "title", "modification": "Update", "add": ["B"], "delete": ["A"]},
    {"name": "phone", "modification": "Delete"},
    {"name": "proxy", "multiValued": True, "modification": "Update", "add": ["d"], "delete": ["b"]},
    {"name": "manager", "type": "Reference", "modification": "Update", "add": ["cn=M2"], "delete": ["cn=M1"]},
    {"name": "seeAlso", "type": "Reference", "multiValued": True, "modification": "Update", "add": ["cn=R3"],
     "delete": ["cn=R1"]}]}


def known(name, identifier):
    return {"dn": "cn=" + name, "type": "user", "anchors": {"id": identifier}, "image": {}, "exported": True}


REFERENCED = [known(name, str(900 + i)) for i, name in enumerate(("M1", "M2", "R1", "R2", "R3"))]


def new(name, kind="user", **attributes):
    return {"dn": "cn=" + name, "type": kind, "pending": {"operation": "add", "attributes": attributes}}


class Runs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="anchorage-dotnet-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def sample(self, name):
        return {"path": os.path.join(SAMPLES, name, name + ".dll")}

    def cli(self, *arguments, **environment):
        return subprocess.run([CLI, *arguments], cwd=self.folder, env={**os.environ, **environment}, timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)

    def run_project(self, connector, objects, parameters=None, *arguments, style="Generic", page=100, steps=1, **more):
        project = {"anchorageProject": 1, "connector": connector, "parameters": parameters or {},
                   "steps": [{"name": "Export %d" % i, "exportType": "Delta", "pageSize": page} for i in range(steps)],
                   "space": {"files": ["objects.json"]}, **more}
        with open(self.path("objects.json"), "w", encoding="utf-8") as out:
            json.dump({"anchorageSpace": 1, "style": style, "objects": objects}, out)
        with open(self.path("run.anchorage"), "w", encoding="utf-8") as out:
            json.dump(project, out)
        return self.cli("run", "run.anchorage", "--yes", "--verbose", *arguments)

    def handed_over(self, connector, objects, name, **parameters):
        log = self.path(name + ".log")
        done = self.run_project(connector, objects, {"log": log, **parameters})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        with open(log, encoding="utf-8") as text:
            return text.read()


class SameAsNative(Runs):
    """Scenario 3, on the native connector and on its C# twin: compared is what the two wrote down themselves."""

    def both(self, objects, **parameters):
        native = self.handed_over({"name": "memory"}, objects, "native", enforce="off", missingObject="accept",
                                  missingReference="accept", objectRename="1", **parameters)
        dotnet = self.handed_over(self.sample("memory"), objects, "dotnet", **parameters)
        self.assertEqual(native, dotnet)
        return dotnet

    def test_every_export_type_byte_for_byte(self):
        subject = {"dn": "cn=old", "type": "user", "anchors": {"id": "7"}, "image": IMAGE, "pending": PENDING,
                   "exported": True}
        name = 'DN:upd(+"cn=new name" -cn=old)'
        expected = {
            "AttributeUpdate": "Upd cn=old {id=7} " + name + " phone:del title:upd(+B -A) proxy:upd(+d -b) "
                               "manager:upd(+cn=M2 -cn=M1) seeAlso:upd(+cn=R3 -cn=R1)",
            "AttributeReplace": "Upd cn=old {id=7} " + name + " phone:del title:rep(B) proxy:rep(a c d) manager:rep(cn=M2) "
                                "seeAlso:rep(cn=R2 cn=R3)",
            "MultivaluedReferenceAttributeUpdate":
                "Upd cn=old {id=7} " + name + " phone:del title:rep(B) proxy:rep(a c d) manager:rep(cn=M2) "
                "seeAlso:upd(+cn=R3 -cn=R1)",
            "ObjectReplace": "Rep cn=old {id=7} " + name + " mail:add(m) title:add(B) proxy:add(a c d) manager:add(cn=M2) "
                             "seeAlso:add(cn=R2 cn=R3)"}
        for kind, line in expected.items():
            with self.subTest(kind):
                text = self.both([subject, *REFERENCED], exportType=kind, distinguishedNameStyle="Generic")
                self.assertEqual(text.splitlines()[0], "open Delta batch=100 partition=default")
                self.assertEqual(text.splitlines()[-1], "close Normal")
                self.assertEqual(sorted(text.splitlines()[2].split(" ")), sorted(line.split(" ")))
                os.remove(self.path("native.log"))
                os.remove(self.path("dotnet.log"))

    def test_adds_with_references_in_two_passes_byte_for_byte(self):
        objects = [new("g1", "group", member={"Reference": ["cn=u1", "cn=u2"]}, description="ä \"quoted\"\t(x)"),
                   new("u2", manager={"Reference": "cn=u1"}, proxy=["-dash", ""]), new("u1", mail="a@x"),
                   {"dn": "cn=M1", "type": "user", "anchors": {"id": "5"}, "image": {}, "exported": True,
                    "pending": {"operation": "delete"}}]
        text = self.both(objects, exportType="AttributeUpdate", distinguishedNameStyle="Generic")
        self.assertIn("Add cn=u1 mail:add(a@x)", text)
        self.assertIn("Upd cn=g1 {id=", text)

    def test_without_image_a_replacement_is_refused_before_open(self):
        subject = {"dn": "cn=old", "type": "user", "anchors": {"id": "7"}, "exported": True, "pending": PENDING}
        done = self.run_project(self.sample("memory"), [subject, *REFERENCED], {"log": self.path("no.log"),
                                                                                "exportType": "ObjectReplace"})
        self.assertEqual(done.returncode, 65, done.stdout + done.stderr)
        self.assertIn("cn=old", done.stdout + done.stderr)
        self.assertFalse(os.path.exists(self.path("no.log")))


class CloseOnEveryPath(Runs):
    """Scenario 6."""

    def ends(self, source, status, closed, arguments=()):
        log = self.path("calls.log")
        body = """public class Connector : IMAExtensible2CallExport, IMAExtensible2GetSchema {
            static void L(string t) { System.IO.File.AppendAllText("%s", t + "\\n"); } int puts;
            public int ExportDefaultPageSize { get { return 1; } } public int ExportMaxPageSize { get { return 1; } }
            public Schema GetSchema(KeyedCollection<string, ConfigParameter> p) { var s = Schema.Create();
                var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id",
                AttributeType.String, AttributeOperation.ImportOnly)); t.Attributes.Add(
                SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String)); s.Types.Add(t); return s; }
            CSEntryChangeResult R(CSEntryChange e, MAExportError c = MAExportError.Success) { return CSEntryChangeResult.Create(
                e.Identifier, new List<AttributeChange> { AttributeChange.CreateAttributeAdd("id", e.DN) }, c); }
            public void OpenExportConnection(KeyedCollection<string, ConfigParameter> p, Schema t, OpenExportConnectionRunStep s)
            { L("open"); %s }
            public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> e) { L("put"); ++puts; %s
                var r = new PutExportEntriesResults(); foreach (var x in e) r.CSEntryChangeResults.Add(R(x)); return r; }
            public void CloseExportConnection(CloseExportConnectionRunStep s) { L("close " + s.Reason); %s } }
            """ % (log, source.get("open", ""), source.get("put", ""), source.get("close", ""))
        if os.path.exists(log):
            os.remove(log)
        dll = compiled(self.folder, USINGS + body)
        done = self.run_project({"path": dll}, [new("a", mail="x"), new("b", mail="x"), new("c", mail="x")], {},
                                *arguments, page=1, capabilities={"distinguishedNameStyle": "Generic"})
        self.assertIn(status, done.stdout, done.stderr)
        with open(log, encoding="utf-8") as text:
            self.assertEqual(text.read().split("\n")[:-1], closed)
        return done

    def test_open_throws(self):
        done = self.ends({"open": 'throw new BadServerCredentialsException("no");'}, "stopped-bad-server-credentials",
                         ["open", "close OpenConnectionFailure"])
        self.assertNotEqual(done.returncode, 0)

    def test_the_second_of_three_puts_throws(self):
        self.ends({"put": 'if (puts == 2) throw new ServerDownException("gone", new Exception("inner"));'},
                  "stopped-server-down", ["open", "put", "put", "close Unknown"])

    def test_close_throws_after_success(self):
        self.ends({"close": 'throw new EndConnectionException("no");'}, "stopped-error-in-end-connection",
                  ["open", "put", "put", "put", "close Normal"])

    def test_an_exception_of_no_name_of_the_field(self):
        self.ends({"put": 'throw new InvalidCastException("Specified cast is not valid");'},
                  "stopped-extension-dll-exception", ["open", "put", "close Unknown"])

    def test_a_custom_stop_ends_the_run_after_its_page(self):
        self.ends({"put": "if (puts == 2) { var r2 = new PutExportEntriesResults(); r2.CSEntryChangeResults.Add("
                          "R(e[0], MAExportError.ExportErrorCustomStopRun)); return r2; }"}, "failure 1",
                  ["open", "put", "put", "close Unknown"])

    def test_a_crash_leaves_the_fate_unknown(self):
        done = self.ends({"put": 'if (puts == 2) Environment.FailFast("gone");'}, "fate unknown", ["open", "put", "put"])
        self.assertNotEqual(done.returncode, 0)

    def test_a_hang_is_ended(self):
        self.ends({"put": "if (puts == 2) System.Threading.Thread.Sleep(-1);"}, "stopped-ma-extension-timeout",
                  ["open", "put", "put"], ("--call-timeout", "2"))


class NoKindness(Runs):
    """Scenario 8."""

    def hr(self, objects, *arguments, **more):
        return self.run_project(self.sample("hr"), objects,
                                {"File": self.path("hr.json"), "References": "first",
                                 "Password": {"secret": "env:HR_PASSWORD"}}, *arguments, style="Ldap", **more)

    def test_three_classes_explicit_interface_config_noise_and_logs_work(self):
        os.environ["HR_PASSWORD"] = "hidden-from-all"
        people = [{"dn": "CN=Ann,DC=hr", "type": "person", "pending": {"operation": "add", "attributes": {
            "mail": "a@x", "room": 12, "active": True, "photo": {"Binary": "AAEC"}, "proxy": ["p", "q"]}}},
                  {"dn": "CN=Bob,DC=hr", "type": "person", "pending": {"operation": "add", "attributes": {
                      "manager": {"Reference": "CN=Ann,DC=hr"}}}}]
        done = self.hr(people, "--journal", self.path("journal"))
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, 0, said)
        self.assertIn("HR directory opens hr.json", said)  # its .dll.config, its stdout
        self.assertIn("[hr.log] Add CN=Ann,DC=hr", said)  # its log file in MAFolder
        self.assertIn("batch size 100", said)  # Trace
        with open(self.path("hr.json"), encoding="utf-8") as text:
            self.assertIn('"manager":["CN=Ann,DC=hr"]', text.read())
        for name in os.listdir(self.folder):
            with open(self.path(name), "rb") as text:
                self.assertNotIn(b"hidden-from-all", text.read(), name)
        self.assertNotIn("hidden-from-all", said)

    def misbehaving(self, defect, *arguments, objects=None, **more):
        return self.run_project(self.sample("misbehaving"), objects or [new("a", mail="x"), new("b", mail="y")],
                                {"defect": defect, **more.pop("parameters", {})}, *arguments, **more)

    def test_a_field_of_get_schema_is_not_there_in_put(self):
        done = self.misbehaving("field-from-schema")
        self.assertIn("stopped-extension-dll-exception", done.stdout)
        self.assertIn("NullReferenceException", done.stdout + done.stderr)

    def test_two_classes_with_the_export_interface_are_both_named(self):
        dll = compiled(self.folder, USINGS + exporter("First") + exporter("Second"))
        done = self.cli("inspect", dll)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("First and Second", done.stdout + done.stderr)

    def test_static_state_passes_fresh_and_fails_kept(self):
        objects = [new("a", mail="x")]
        fresh = self.misbehaving("static-state", objects=objects)
        self.assertEqual(fresh.returncode, 0, fresh.stdout + fresh.stderr)
        two = [new("a", mail="x"), {"dn": "cn=b", "type": "user", "anchors": {"id": "5"}, "image": {"mail": "o"},
                                    "exported": True, "pending": {"operation": "update", "changes": [
                                        {"name": "mail", "modification": "Update", "add": ["n"], "delete": ["o"]}]}}]
        kept = self.misbehaving("static-state", "--keep-process", objects=two, steps=2)
        self.assertIn("ObjectDisposedException", kept.stdout + kept.stderr)

    def test_a_schema_without_anchors_is_one_finding(self):
        done = self.misbehaving("schema-without-anchors")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_silence_reads_as_success_but_is_visible(self):
        done = self.misbehaving("swallows-http-error")
        self.assertIn("request failed", done.stdout + done.stderr)

    def test_no_result_reads_as_success_and_the_call_shows_how_many_came(self):
        known = {"dn": "cn=a", "type": "user", "anchors": {"id": "5"}, "image": {"mail": "o"}, "exported": True,
                 "pending": {"operation": "update", "changes": [
                     {"name": "mail", "modification": "Update", "add": ["n"], "delete": ["o"]}]}}
        for defect in ("unexpected-shape", "no-results"):
            done = self.misbehaving(defect, objects=[known])
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn("(1 entry): 0 results", done.stderr, defect)

    def test_null_for_results_stops_the_run(self):
        done = self.misbehaving("null-results")
        self.assertEqual(done.returncode, 2)
        self.assertIn("stopped-extensible-extension-error", done.stdout)
        self.assertIn("null", done.stdout)

    def test_a_type_that_is_not_served_lacks_its_anchor(self):
        done = self.misbehaving("first-type-only", objects=[new("a", mail="x"), new("g", "group")])
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("missing-anchor-component", done.stdout)
        self.assertIn("cn=g", done.stdout)
        self.assertIn("failure 1", done.stdout)

    def test_success_for_what_the_target_refused_lacks_its_anchor_and_the_trace_says_why(self):
        done = self.misbehaving("always-success", objects=[new("a", mail="x")])
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("the target refuses cn=a", done.stderr)
        self.assertIn("missing-anchor-component", done.stdout)

    def test_a_parameter_that_is_declared_and_ignored_is_named(self):
        done = self.misbehaving("no-results")
        self.assertIn("parameters that were not read in this run: Password, Timeout", done.stderr)

    def test_empty_identifiers_and_missing_anchors_are_failures(self):
        for defect, failures in (("empty-identifier", 2), ("first-anchor-only", 1)):
            done = self.misbehaving(defect, objects=[new("a", mail="x"), new("b", mail="y")][:3 - failures] if
                                    defect == "empty-identifier" else None)
            self.assertIn("missing-anchor-component", done.stdout + done.stderr, defect)

    def test_a_bad_entry_loses_the_page_and_says_where(self):
        done = self.misbehaving("throws-on-bad-entry", objects=[new("a", mail="x"), new("bad", mail="y")])
        self.assertIn("Misbehaving.cs", done.stdout + done.stderr)
        self.assertIn("stopped-extension-dll-exception", done.stdout)

    def test_a_wrong_cast_is_shown_as_it_was_thrown(self):
        done = self.misbehaving("boolean-as-string", objects=[new("a", active=True)])
        self.assertIn("InvalidCastException", done.stdout + done.stderr)

    def test_a_duplicate_result_throws_in_the_connector(self):
        done = self.misbehaving("duplicate-result")
        self.assertIn("ArgumentException", done.stdout + done.stderr)

    def test_leaks_and_finalizers_show_after_close(self):
        self.assertIn("still run after Close", self.misbehaving("leaked-thread").stderr)
        self.assertIn("thrown by a finalizer", self.misbehaving("finalizer").stderr)

    def test_a_secret_in_an_exception_or_on_stdout_is_scrubbed(self):
        os.environ["THE_PASSWORD"] = "t0p-secret-value"
        for defect in ("password-in-exception", "password-printed"):
            done = self.misbehaving(defect, "--journal", self.path(defect + ".journal"),
                                    parameters={"Password": {"secret": "env:THE_PASSWORD"}})
            text = done.stdout + done.stderr
            with open(self.path(defect + ".journal"), encoding="utf-8") as journal:
                text += journal.read()
            self.assertNotIn("t0p-secret-value", text)


class ImportOnly(Runs):
    def test_is_shown_as_such(self):
        with open(self.path("staff.csv"), "w", encoding="utf-8") as out:
            out.write("1;Ann;a@x\n")
        done = self.cli("inspect", self.sample("importonly")["path"], "--param", "File=" + self.path("staff.csv"))
        self.assertIn("import-only", done.stdout)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Preflight(Runs):
    def test_a_missing_dependency_is_named_by_inspect_and_refuses_the_run(self):
        library = compiled(self.folder, "public class Lib { public static int Go() { return 1; } }", "library", ())
        dll = compiled(self.folder, USINGS + exporter(opened="Lib.Go();"), references=(CONTRACT, library))
        os.remove(library)
        shown = self.cli("inspect", dll)
        self.assertNotEqual(shown.returncode, 0)
        self.assertIn("connector needs library", shown.stdout)
        schema = {"types": [{"name": "user", "attributes": [{"name": "id", "type": "String", "anchor": True},
                                                            {"name": "mail", "type": "String"}]}]}
        refused = self.run_project({"path": dll}, [new("a", mail="x")], schema={"inline": schema},
                                   capabilities={"distinguishedNameStyle": "Generic"})
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("connector needs library", refused.stdout + refused.stderr)
        self.assertNotIn("openExportConnection", refused.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
