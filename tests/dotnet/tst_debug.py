#!/usr/bin/env python3
"""Debugging a .NET connector from the command line, and faults that are the bench's own."""
import os
import pty
import select
import shutil
import socket
import subprocess
import time
import unittest

from assemblies import CONTRACT, USINGS, compiled, exporter
from newer_contract import newer_contract
from tst_cli import CLI, Runs, new
from tst_load import GENERIC, SCHEMA

TO_THE_END = "\0"  # what no program writes: read until it has closed its terminal, or it would die of SIGHUP


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Debugging(Runs):
    def prepare(self, opened, **options):
        dll = compiled(self.folder, USINGS + exporter(opened=opened))
        self.run_project({"path": dll, "options": options}, [new("a", mail="x", id="1")], page=10, schema=SCHEMA,
                         capabilities=GENERIC)

    def on_terminal(self, *arguments):
        """Up to the question; returns what was written, the descriptor and the process."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execv(CLI, [CLI, *arguments])
        text = self.read(terminal, "Enter")
        return text, terminal, pid

    def read(self, terminal, until):
        text, end = "", time.monotonic() + 60
        while until not in text and time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    piece = os.read(terminal, 65536)
                except OSError:
                    break
                if not piece:
                    break
                text += piece.decode(errors="replace")
        return text

    @staticmethod
    def quiet(stream):
        while select.select([stream], [], [], 2)[0] and os.read(stream, 65536):
            pass

    def test_waiting_names_address_and_process_and_holds_open(self):
        port = free_port()
        self.prepare('System.IO.File.WriteAllText("opened", "");', debuggerAddress="127.0.0.1:%d" % port)
        os.remove(self.path("opened"))
        text, terminal, pid = self.on_terminal("run", "run.anchorage", "--yes", "--wait-for-debugger")
        try:
            self.assertRegex(text, r"process is \d+; mono's soft debugger listens on 127\.0\.0\.1:%d" % port)
            with socket.create_connection(("127.0.0.1", port), 10) as debugger:
                debugger.sendall(b"DWP-Handshake")
                self.assertEqual(debugger.recv(13), b"DWP-Handshake")
                self.assertFalse(os.path.exists(self.path("opened")))
            os.write(terminal, b"\n")
            self.assertIn("success", self.read(terminal, TO_THE_END))
        finally:
            os.close(terminal)
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        self.assertEqual(code, 0)
        self.assertTrue(os.path.exists(self.path("opened")))

    def test_from_zero_to_a_breakpoint_with_sdb(self):
        """The steps of "A breakpoint, on Linux" in debug-ecma2-connector.md."""
        if not shutil.which("sdb"):
            self.skipTest("sdb, the soft debugger's command line, is not installed")
        port = free_port()
        dll = compiled(self.folder, USINGS + exporter(put="""
            int answer = e.Count + 41;
            Console.WriteLine(answer);
            return new PutExportEntriesResults();"""))
        source = dll.replace(".dll", ".cs")
        with open(source, encoding="utf-8") as text:
            line = next(i for i, each in enumerate(text, 1) if "return new PutExportEntriesResults" in each)
        self.run_project({"path": dll, "options": {"debuggerAddress": "127.0.0.1:%d" % port}}, [new("a", mail="x", id="1")],
                         page=10, schema=SCHEMA, capabilities=GENERIC)
        _, terminal, pid = self.on_terminal("run", "run.anchorage", "--yes", "--wait-for-debugger", "--call-timeout", "1")
        debugger = subprocess.Popen(["sdb", "bp add at %s %d" % (source, line), "connect 127.0.0.1 %d" % port],
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            self.read(debugger.stdout.fileno(), "started")
            self.quiet(debugger.stdout.fileno())  # it looks through what is loaded already
            os.write(terminal, b"\n")
            held = self.read(debugger.stdout.fileno(), "return new PutExportEntriesResults")
            self.assertIn("Export.PutExportEntries at " + source, held)
            time.sleep(2)  # longer than a call may take without a debugger
            for command, says in ((b"print answer\n", "42"), (b"print e.Count\n", "= 1"), (b"continue\n", "resumed")):
                debugger.stdin.write(command)
                debugger.stdin.flush()
                self.assertIn(says, self.read(debugger.stdout.fileno(), says))
            self.assertIn("success", self.read(terminal, TO_THE_END))  # and no time-out
        finally:
            debugger.kill()
            debugger.communicate()
            os.close(terminal)
            os.waitpid(pid, 0)

    def test_an_address_that_is_taken_is_said(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = "127.0.0.1:%d" % taken.getsockname()[1]
            self.prepare("", debuggerAddress=address)
            text, terminal, pid = self.on_terminal("run", "run.anchorage", "--yes", "--wait-for-debugger")
            code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            os.close(terminal)
        self.assertNotEqual(code, 0, text)
        self.assertIn("the debugger's address " + address + " is taken", text)

    def test_debugger_calls_end_nothing_silently(self):
        self.prepare('System.Diagnostics.Debugger.Break(); Console.WriteLine("after Break");'
                     'System.Diagnostics.Debugger.Launch(); Console.WriteLine("after Launch");')
        done = self.cli("run", "run.anchorage", "--yes", "--verbose")
        self.assertIn("after Break", done.stderr)
        self.assertIn("NotImplementedException", done.stdout)  # mono's Launch, with its name
        self.assertIn("calls Debugger.Launch, which throws", done.stderr)  # and said before
        self.assertIn("Close(OpenConnectionFailure)", done.stdout)

    def test_a_stack_has_the_source_line_of_each_frame_of_the_connector(self):
        self.prepare("")
        dll = compiled(self.folder, USINGS + exporter(opened="\nDeep(1);", more="""
            static void Deep(int n) {
                if (n == 0)
                    throw new InvalidOperationException("deep");
                Deep(n - 1);
            }"""))
        with open(dll.replace(".dll", ".cs"), encoding="utf-8") as source:
            lines = source.read().splitlines()
        done = self.cli("run", "run.anchorage", "--yes", "--verbose")
        for marker in ("Deep(n - 1)", "Deep(1);"):  # mono may give the throw itself the statement after it
            number = next(i for i, line in enumerate(lines, 1) if marker in line)
            self.assertRegex(done.stdout + done.stderr, r"connector\.cs:%d\b" % number)


class Gaps(Runs):
    """A member that the contract lacks is the bench's fault, and is never shown as the connector's."""

    def stops(self, body, more, *says):
        dll = compiled(self.folder, USINGS + exporter(put=body, more=more), references=(newer_contract(self.folder),))
        shown = self.cli("inspect", dll)
        done = self.run_project({"path": dll}, [new("a", mail="x", id="1")], page=10, schema=SCHEMA, capabilities=GENERIC)
        for output in (shown.stdout, done.stdout):
            self.assertIn("gap of the bench, not of the connector", output)
            self.assertIn("stopped-extension-dll-load", output)
            for text in says:
                self.assertIn(text, output)
        self.assertEqual((shown.returncode, done.returncode), (2, 2))
        return dll

    def test_a_missing_type(self):
        self.stops("Future.Value(); return null;", "", "no type Microsoft.MetadirectoryServices.Future")

    def test_a_missing_member_of_a_type_that_is_there(self):
        self.stops("e[0].Later(); return null;", "", "CSEntryChange.Later")

    def test_without_the_check_the_exception_is_still_said_to_be_ours(self):
        dll = compiled(self.folder, USINGS + exporter(put="Inner(); return null;", more="void Inner() { Future.Value(); }"),
                       references=(newer_contract(self.folder),))
        done = self.run_project({"path": dll, "options": {"linkCheck": "off"}}, [new("a", mail="x", id="1")], page=10,
                                schema=SCHEMA, capabilities=GENERIC)
        self.assertIn("This is a gap of the bench, not a fault of the connector", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
