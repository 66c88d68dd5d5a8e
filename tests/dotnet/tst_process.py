#!/usr/bin/env python3
"""The .NET host as a process: instances, what is printed, how it ends, and the surroundings that it gives a connector."""
import os
import shutil
import signal
import time
import unittest

from assemblies import CONTRACT, HR, MISBEHAVING, USINGS, Folder, compiled, exporter
from host import Hidden, Host, add, exception


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


signal.signal(signal.SIGPIPE, signal.SIG_IGN)
if __name__ == "__main__":
    unittest.main(verbosity=1)
