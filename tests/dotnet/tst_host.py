#!/usr/bin/env python3
"""The .NET host on its wire: what a bench can rely on, whatever the assembly does."""
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from host import BIN, SAMPLES, Hidden, Host, add, change, exception

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


class Handshake(Folder):
    def test_tells_interfaces_page_sizes_and_kind(self):
        with Host(HR) as host:
            said = host.hello["result"]
            self.assertEqual(said["magic"], "anchorage-wire")
            connector = said["connector"]
            self.assertEqual(connector["kind"], "dotnet")
            self.assertEqual(connector["interfaces"], ["capabilities", "parameters", "schema", "partitions", "hierarchy",
                                                       "callImport", "callExport", "password"])
            self.assertEqual(connector["exportDefaultPageSize"], 50)
            self.assertEqual(connector["importMaxPageSize"], 1000)
            self.assertNotIn("findings", connector)

    def test_wrong_magic_and_wrong_version_are_two_errors(self):
        with Host(HR, hello=False) as host:
            wrong = exception(host.call("initialize", magic="else", protocolMin=1, protocolMax=1))
            self.assertEqual(wrong["type"], "anchorage.Unsupported")
            self.assertIn("magic", wrong["message"])
        with Host(HR, hello=False) as host:
            wrong = exception(host.call("initialize", magic="anchorage-wire", protocolMin=7, protocolMax=9))
            self.assertIn("versions 7 to 9", wrong["message"])

    def test_an_unknown_method_is_answered_as_such(self):
        with Host(HR) as host:
            self.assertEqual(host.call("dance")["error"]["code"], -32601)

    def test_initialize_comes_once(self):
        with Host(HR) as host:
            again = host.call("initialize", magic="anchorage-wire", protocolMin=1, protocolMax=1)
            self.assertIn("twice", exception(again)["message"])

    def test_shutdown_answers_and_says_goodbye_last(self):
        with Host(HR) as host:
            self.assertEqual(host.call("shutdown")["result"], {})
            self.assertIsNone(host.receive())
            self.assertEqual(host.said, ["goodbye"])
            self.assertEqual(host.process.wait(10), 0)

    def test_an_import_only_connector_offers_no_export(self):
        with Host(os.path.join(SAMPLES, "importonly", "importonly.dll")) as host:
            self.assertNotIn("callExport", host.hello["result"]["connector"]["interfaces"])
            self.assertEqual(host.put()["error"]["code"], -32601)

    def test_what_is_no_assembly_is_said_plainly(self):
        for name, content, says in (("text.dll", b"hello", "no Windows file"), ("none.dll", None, "no such file")):
            if content is not None:
                with open(self.path(name), "wb") as out:
                    out.write(content)
            with Host(self.path(name)) as host:
                self.assertIn(says, exception(host.hello)["message"])


class Rubbish(Folder):
    def ends(self, text, says):
        with Host(HR) as host:
            host.raw(text)
            self.assertIsNone(host.receive())
            self.assertEqual(host.process.wait(10), 65)
            self.assertIn(says, host.process.stderr.read().decode())
            self.assertEqual(host.said, [])

    def test_is_never_guessed_at(self):
        self.ends(b"Hello, world\n", "it begins with \"Hello, world\"")

    def test_half_a_message_is_none(self):
        self.ends(b'{"jsonrpc":"2.0","id":5,"method":"putExportEntries","params":{"entries":[{"dn":"x"\n', "no message")

    def test_depth_is_limited(self):
        self.ends(b'{"jsonrpc":"2.0","id":5,"method":"dance","params":' + b"[" * 300 + b"]" * 300 + b"}\n", "nested deeper")

    def test_size_is_limited(self):
        with Host(HR, messageLimit="1000") as host:
            host.raw(b'{"jsonrpc":"2.0","id":5,"method":"dance","params":{"x":"' + b"x" * 2000 + b'"}}\n')
            self.assertIsNone(host.receive())
            self.assertEqual(host.process.wait(10), 65)
            self.assertIn("limit of 1000 bytes", host.process.stderr.read().decode())

    def test_a_missing_member_is_named(self):
        self.ends(b'{"jsonrpc":"2.0","id":5,"method":"closeExportConnection","params":{}}\n', '"reason"')


class Values(Folder):
    def test_arrive_typed_in_any_member_order(self):
        dll = compiled(self.folder, USINGS + exporter(put="""
            foreach (var c in e[0].AttributeChanges)
                foreach (var v in c.ValueChanges)
                    Console.WriteLine(c.Name + " " + c.DataType + " " + c.IsMultiValued + " " + v.ModificationType + " "
                        + v.Value.GetType().Name + " " + (v.Value is byte[] ? BitConverter.ToString((byte[])v.Value) : v.Value));
            Console.WriteLine(e[0].AnchorAttributes["id"].Value.GetType().Name + " " + e[0].AnchorAttributes["id"].Value);
            return null;"""))
        entry = add("cn=ä\"\\\n€😀")
        entry["modification"] = "Update"
        entry["anchors"] = [{"value": "9007199254740993", "name": "id", "type": "Integer"}]
        entry["changes"] = [
            {"add": ["AQI="], "modification": "Add", "type": "Binary", "name": "photo"},
            {"name": "room", "type": "Integer", "modification": "Update", "add": [5], "delete": ["9223372036854775807"]},
            {"name": "active", "type": "Boolean", "modification": "Replace", "add": [True]},
            {"name": "member", "type": "Reference", "multiValued": True, "modification": "Update", "delete": ["cn=x"]},
            {"name": "title", "modification": "Add", "add": ["ä€😀"], "unknown": {"later": [1, {}]}}]
        with Host(dll) as host:
            host.open()
            self.assertIsNone(host.put(entry)["result"]["results"])
            self.assertEqual([text for level, text in host.logs if level == "stdout"],
                             ["photo Binary False Add Byte[] 01-02", "room Integer False Add Int64 5",
                              "room Integer False Delete Int64 9223372036854775807", "active Boolean False Add Boolean True",
                              "member Reference True Delete String cn=x", "title String False Add String ä€😀",
                              "Int64 9007199254740993"])

    def test_anchors_go_back_with_the_type_they_have(self):
        dll = compiled(self.folder, USINGS + exporter(put="""
            var r = new PutExportEntriesResults();
            r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(e[1].Identifier, new List<AttributeChange> {
                AttributeChange.CreateAttributeAdd("id", 9007199254740993L), AttributeChange.CreateAttributeAdd("s", "7"),
                AttributeChange.CreateAttributeAdd("b", new byte[] { 1 }) }, MAExportError.ExportErrorCustomContinueRun,
                "name", "de\\"tail"));
            return r;"""))
        with Host(dll) as host:
            host.open()
            entries = [add("cn=a"), add("cn=b")]
            results = host.put(*entries)["result"]["results"]
            self.assertEqual(results, [{
                "identifier": entries[1]["identifier"], "errorCode": "ExportErrorCustomContinueRun", "errorName": "name",
                "errorDetail": 'de"tail', "anchors": [
                    {"name": "id", "type": "Integer", "modification": "Add", "add": ["9007199254740993"]},
                    {"name": "s", "modification": "Add", "add": ["7"]},
                    {"name": "b", "type": "Binary", "modification": "Add", "add": ["AQ=="]}]}])


class Exceptions(Folder):
    def test_travel_with_type_inner_ones_and_source_lines(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="throws-on-bad-entry", url="")
            host.open()
            thrown = exception(host.put(add("cn=good"), add("cn=bad")))
            self.assertEqual(thrown["type"], "System.InvalidOperationException")
            self.assertEqual(thrown["inner"][0]["type"], "System.FormatException")
            self.assertIn("Misbehaving.cs:", thrown["stack"])
            self.assertNotIn("Anchorage.DotNet.", thrown["stack"])

    def test_of_the_contract_keep_their_name(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="throws-in-close", url="")
            host.open()
            self.assertEqual(exception(host.close())["type"], "Microsoft.MetadirectoryServices.EndConnectionException")

    def test_of_a_constructor_are_the_instantiation_s(self):
        dll = compiled(self.folder, USINGS + exporter(more='public Export() { throw new Exception("no licence"); }'))
        with Host(dll) as host:
            thrown = exception(host.hello)
            self.assertEqual(thrown["type"], "ExtensionDllInstantiationException")
            self.assertEqual(thrown["inner"][0]["message"], "no licence")

    def test_of_another_thread_end_the_process_audibly(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="thread-dies", url="")
            self.assertIsNone(host.open())
            self.assertIn("nobody catches this", host.text())
            self.assertNotIn("goodbye", host.said)
            self.assertNotEqual(host.process.wait(10), 0)

    def test_of_a_finalizer_show_before_goodbye(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="finalizer", url="")
            host.open()
            host.close()
            host.call("shutdown")
            self.assertIn("thrown by a finalizer", host.text())
            self.assertNotIn("goodbye", host.said)


class Instances(Folder):
    def test_one_class_for_two_interfaces_has_two_instances(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="field-from-schema", url="")
            host.call("getSchema")
            host.open()
            self.assertEqual(exception(host.put(add("cn=a")))["type"], "System.NullReferenceException")

    def test_static_state_stays_instances_do_not(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="static-state", url="")
            host.open()
            self.assertIn("result", host.put(add("cn=a")))
            host.close()
            host.open()
            self.assertEqual(exception(host.put(add("cn=b")))["type"], "System.ObjectDisposedException")

    def test_two_classes_of_one_interface_are_ambiguous_and_named(self):
        dll = compiled(self.folder, USINGS + exporter("First") + exporter("Second"))
        with Host(dll) as host:
            thrown = exception(host.hello)
            self.assertEqual(thrown["type"], "ExtensionDllAmbiguousException")
            self.assertIn("First and Second", thrown["message"])

    def test_abstract_and_internal_classes_are_no_candidates(self):
        dll = compiled(self.folder, USINGS + "public abstract " + exporter("Base")[7:] + "internal " + exporter("Hidden")[7:]
                       + "public class Real : Base { }")
        with Host(dll) as host:
            self.assertEqual(host.hello["result"]["connector"]["interfaces"], ["callExport"])

    def test_no_class_at_all_is_said(self):
        with Host(compiled(self.folder, "public class Nothing { }")) as host:
            self.assertEqual(exception(host.hello)["type"], "ExtensionDllNoImplementationException")


class Output(Folder):
    def test_of_the_connector_becomes_log_lines(self):
        with Host(HR, maFolder=self.folder) as host:
            host.configure(File=self.path("hr.json"), User="hr", Password=Hidden("secret"), References="first",
                           **{"Provision parents": "1", "With photos": "1"})
            host.open(partition="DC=hr")
            host.put(add("CN=a,DC=hr", "person", mail="a@x"))
            host.close()
            self.assertIn(("stdout", "HR directory opens hr.json for DC=hr"), host.logs)  # greeting: hr.dll.config
            self.assertIn(("info", "batch size 100"), host.logs)  # Trace
            self.assertIn(("info", "[hr.log] Add CN=a,DC=hr"), host.logs)  # a file in MAFolder
            self.assertNotIn("secret", host.text())

    def test_past_the_console_does_not_break_the_wire(self):
        dll = compiled(self.folder, USINGS + exporter(opened="""
            var start = new System.Diagnostics.ProcessStartInfo("/bin/echo", "from a grandchild") { UseShellExecute = false };
            System.Diagnostics.Process.Start(start).WaitForExit();
            using (var raw = Console.OpenStandardOutput()) raw.Write(new byte[] { 104, 105, 10 }, 0, 3);
            Console.Error.Write("half a line");"""), references=(CONTRACT, "System.dll"))
        with Host(dll) as host:
            self.assertEqual(host.open()["result"], {})
            host.call("shutdown")
            host.receive()
            self.assertIn(("stderr", "half a line"), host.logs)
            self.assertIn(("stdout", "from a grandchild"), host.logs)
            self.assertIn(("stdout", "hi"), host.logs)

    def test_a_leaked_thread_is_named_after_close(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="leaked-thread", url="")
            host.open()
            host.close()
            self.assertIn("1 threads that were started since Open still run", host.text())

    def test_debugger_calls_do_not_end_the_process(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="debugger", url="")
            self.assertEqual(exception(host.open())["type"], "System.NotImplementedException")
            self.assertIn(("stdout", "still alive"), host.logs)
            self.assertEqual(host.call("shutdown")["result"], {})
            (finding,) = host.hello["result"]["connector"]["findings"]
            self.assertEqual(finding["severity"], "warning")
            self.assertIn("Debugger.Launch", finding["message"])

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


class Process(Folder):
    def test_ends_with_the_bench_also_while_a_call_hangs(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="hangs", url="")
            host.open()
            host.send("putExportEntries", entries=[add("cn=a")])
            time.sleep(0.3)
            host.process.stdin.close()
            self.assertEqual(host.process.wait(5), 0)

    def test_close_reaches_a_connector_that_hangs(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="hangs", url="")
            host.open()
            host.send("putExportEntries", entries=[add("cn=a")])
            time.sleep(0.2)
            host.write({"jsonrpc": "2.0", "method": "cancel"})
            self.assertEqual(host.close("TerminatedByUser")["result"], {})
            self.assertIn("cancel was asked for", host.text())

    def test_a_crash_has_no_goodbye(self):
        with Host(MISBEHAVING) as host:
            host.configure(defect="crashes", url="")
            host.open()
            host.put(add("cn=a"))
            self.assertNotIn("goodbye", host.said)
            self.assertNotEqual(host.process.wait(30), 0)

    def test_its_folders_culture_and_time_zone_are_settings(self):
        dll = compiled(self.folder, USINGS + "using System.Globalization;" + exporter(opened="""
            Console.WriteLine(MAUtils.MAFolder + "|" + Utils.ExtensionsDirectory + "|" + AppDomain.CurrentDomain.BaseDirectory
                + "|" + (1.5).ToString() + "|" + new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).ToLocalTime().Hour);
            var other = new System.Threading.Thread(() => Console.WriteLine((2.5).ToString())); other.Start(); other.Join();"""))
        with Host(dll, maFolder="/tmp", extensionsDirectory="/", culture="de-DE", timeZone="Asia/Tokyo") as host:
            host.open()
            self.assertEqual([text for level, text in host.logs if level == "stdout"],
                             ["/tmp|/|" + self.folder + "/|1,5|9", "2,5"])

    def test_a_configuration_file_can_be_chosen(self):
        dll = compiled(self.folder, USINGS + exporter(
            opened='Console.WriteLine(System.Configuration.ConfigurationManager.AppSettings["k"]);'),
            references=(CONTRACT, "System.Configuration.dll"))
        for name, value in (("connector.dll.config", "beside"), ("other.config", "chosen")):
            with open(self.path(name), "w", encoding="utf-8") as out:
                out.write('<configuration><appSettings><add key="k" value="%s"/></appSettings></configuration>' % value)
        with Host(dll) as host:
            host.open()
            self.assertIn(("stdout", "beside"), host.logs)
        with Host(dll, configurationFile=self.path("other.config")) as host:
            host.open()
            self.assertIn(("stdout", "chosen"), host.logs)

    def test_dependencies_are_found_by_name_and_in_probing_folders(self):
        os.mkdir(self.path("lib"))
        library = compiled(self.path("lib"), "public class Lib { public static int Go() { return 5; } }", "library", ())
        late = compiled(self.folder, "public class Late { public int Go() { return 6; } }", "late", ())
        dll = compiled(self.folder, USINGS + exporter(opened="""Console.WriteLine(Lib.Go());
            dynamic_(System.Reflection.Assembly.Load("late").CreateInstance("Late"));""",
            more="static void dynamic_(object o) { Console.WriteLine(o.GetType().GetMethod(\"Go\").Invoke(o, null)); }"),
            references=(CONTRACT, library))
        self.assertTrue(os.path.exists(late))
        with open(dll + ".config", "w", encoding="utf-8") as out:
            out.write('<configuration><runtime><assemblyBinding xmlns="urn:schemas-microsoft-com:asm.v1">'
                      '<probing privatePath="lib;other"/></assemblyBinding></runtime></configuration>')
        with Host(dll) as host:
            self.assertNotIn("findings", host.hello["result"]["connector"])
            host.open()
            self.assertEqual([text for level, text in host.logs if level == "stdout"], ["5", "6"])

    def test_a_foreign_contract_beside_the_connector_is_not_taken(self):
        shutil.copy(MISBEHAVING, self.folder)
        compiled(self.folder, "public class Impostor { }", "Microsoft.MetadirectoryServicesEx", ())
        with Host(self.path("misbehaving.dll")) as host:
            self.assertIn("callExport", host.hello["result"]["connector"]["interfaces"])

    def test_the_event_log_is_followed(self):
        dll = compiled(self.folder, USINGS + exporter(opened="""
            if (!System.Diagnostics.EventLog.SourceExists("hr")) System.Diagnostics.EventLog.CreateEventSource("hr", "Application");
            System.Diagnostics.EventLog.WriteEntry("hr", "something happened");"""), references=(CONTRACT, "System.dll"))
        with Host(dll, environment={"MONO_EVENTLOG_TYPE": "local:" + self.path("events")}) as host:
            host.open()
            host.close()
            self.assertIn("something happened", host.text())
            host.process.stdin.close()
            host.process.wait(10)
            self.assertFalse(os.path.exists(self.path("events")))  # also without `shutdown`

    def test_a_soft_debugger_can_attach(self):
        with Host(MISBEHAVING, mono=("--debugger-agent=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:58731",),
                  waitForDebugger="1", debuggerAddress="127.0.0.1:58731") as host:
            self.assertIn("attach mono's soft debugger to 127.0.0.1:58731", host.text())
            import socket
            with socket.create_connection(("127.0.0.1", 58731), 5) as client:
                client.sendall(b"DWP-Handshake")
                self.assertEqual(client.recv(13), b"DWP-Handshake")


class Configuration(Folder):
    def setUp(self):
        super().setUp()
        self.host = Host(HR, maFolder=self.folder)
        self.addCleanup(self.host.__exit__)
        self.host.configure(File=self.path("hr.json"), User="hr", Password=Hidden("s3cret"), References="later",
                            **{"Provision parents": "1", "With photos": "0"})

    def test_every_type_of_parameter(self):
        types = []
        for page in ("Connectivity", "Capabilities", "Global", "Schema", "Partition", "RunStep"):
            for definition in self.host.call("getConfigParameters", page=page)["result"]["definitions"]:
                types.append(definition["type"])
                self.assertEqual(definition["page"], page)
                if definition["type"] == "DropDown":
                    self.assertEqual(definition["choices"], ["first", "later"])
        self.assertEqual(sorted(types), ["CheckBox", "CheckBox", "Divider", "DropDown", "EncryptedString", "File", "Label",
                                         "String", "Text"])

    def test_validation_capabilities_schema_partitions(self):
        call = self.host.call
        self.assertEqual(call("validateConfigParameters", page="Connectivity")["result"]["result"]["code"], "Success")
        capabilities = call("getCapabilities")["result"]["capabilities"]
        self.assertTrue(capabilities["noReferenceValuesInFirstExport"])
        self.assertEqual(capabilities["distinguishedNameStyle"], "Ldap")
        schema = call("getSchema")["result"]["schema"]
        person = schema["types"][0]
        self.assertEqual(person["attributes"][0], {"name": "id", "type": "Integer", "anchor": True, "operation": "ImportOnly"})
        self.assertNotIn("photo", [attribute["name"] for attribute in person["attributes"]])
        self.assertEqual(call("getPartitions")["result"]["partitions"][0]["dn"], "DC=hr")
        self.assertEqual(call("getHierarchy", parent={"dn": "DC=hr"})["result"]["nodes"], [])
        self.host.configure(File="", User="hr", Password=Hidden("x"))
        invalid = call("validateConfigParameters", page="Connectivity")["result"]["result"]
        self.assertEqual((invalid["code"], invalid["errorParameter"]), ("Failure", "File"))

    def test_what_is_exported_is_imported_typed(self):
        schema = self.host.call("getSchema")["result"]["schema"]
        self.host.open(schema, "DC=hr")
        ann = add("CN=Ann,DC=hr", "person", mail="a@x", room=12, active=True, proxy=["p", "q"])
        ann["changes"].append(change("manager", "CN=Bob,DC=hr", kind="Reference"))
        orphan = add("CN=x,OU=new,DC=hr", "person")
        results = self.host.put(ann, orphan)["result"]["results"]
        self.assertEqual([result["errorCode"] for result in results], ["Success", "ExportActionProvisioningParent"])
        self.assertEqual(results[0]["anchors"], [{"name": "id", "type": "Integer", "modification": "Add", "add": [1]}])
        self.host.close()
        self.host.call("openImportConnection", schema=schema, step={"importType": "Full", "pageSize": 10,
                       "partition": {"dn": "DC=hr", "name": "x"}, "inclusions": [], "exclusions": [], "customData": ""})
        read = self.host.call("getImportEntries", customData="")["result"]
        self.host.call("closeImportConnection", reason="Normal", customData="")
        (entry,) = read["entries"]
        self.assertFalse(read["moreToImport"])
        self.assertEqual(entry["anchors"], [{"name": "id", "type": "Integer", "value": 1}])
        changes = {each["name"]: each for each in entry["changes"]}
        self.assertEqual(changes["manager"], {"name": "manager", "type": "Reference", "modification": "Add",
                                              "add": ["CN=Bob,DC=hr"]})
        self.assertEqual((changes["room"]["add"], changes["active"]["add"]), ([12], [True]))
        self.assertTrue(changes["proxy"]["multiValued"])

    def test_passwords_reach_the_connector_and_no_log(self):
        self.host.open(partition="DC=hr")
        self.host.put(add("CN=Ann,DC=hr", "person"))
        self.host.close()
        call = self.host.call
        call("openPasswordConnection", partition={"dn": "DC=hr", "name": "x"})
        self.assertEqual(call("getConnectionSecurityLevel")["result"]["level"], "Secure")
        target = {"dn": "CN=Ann,DC=hr", "objectType": "person", "anchors": [{"name": "id", "type": "Integer", "value": 1}]}
        set_ = call("setPassword", **target, newPassword={"value": "longenough", "secret": True},
                    options=["UnlockAccount", "ValidatePassword"])
        self.assertEqual(set_["result"], {})
        self.assertIn("password of CN=Ann in DC=hr set (UnlockAccount, ValidatePassword)", self.host.text())
        short = exception(call("setPassword", **target, newPassword={"value": "short", "secret": True}, options=[]))
        self.assertEqual(short["type"], "Microsoft.MetadirectoryServices.PasswordPolicyViolationException")
        wrong = exception(call("changePassword", **target, oldPassword={"value": "no", "secret": True},
                               newPassword={"value": "longenough2", "secret": True}))
        self.assertTrue(wrong["type"].endswith("OldPasswordIncorrectException"))
        call("closePasswordConnection")
        self.assertNotIn("longenough", self.host.text())


signal.signal(signal.SIGPIPE, signal.SIG_IGN)
if __name__ == "__main__":
    unittest.main(verbosity=1)
