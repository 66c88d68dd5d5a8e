#!/usr/bin/env python3
"""What the command line does on a terminal: it asks before a first write and remembers, holds at breakpoints,
waits for a debugger, asks for secrets without showing them, and shows progress.

Usage: terminal.py ANCHORAGE_CLI
"""
import os
import pty
import re
import select
import signal
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
failures = []


class Terminal:
    """The program on a terminal of its own; the test reads and types."""

    def __init__(self, folder, *arguments):
        self.text = ""
        self.seen = 0  # what was waited for before ends here; the rest may have come with it
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ["ANCHORAGE_CONFIG_DIR"] = folder + "/config"
            os.execv(program, [program, *arguments])

    def read(self, until, seconds=90):
        """On to a text; None: to the end. A machine under load is slow, so the time is for a hang only."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = -1 if until is None else self.text.find(until, self.seen)
            if found >= 0:
                self.seen = found + len(until)
                return
            if not select.select([self.fd], [], [], 0.1)[0]:
                continue
            try:
                piece = os.read(self.fd, 65536)
            except OSError:  # the program has ended
                piece = b""
            if not piece:
                break
            self.text += piece.decode(errors="replace")
        else:
            os.kill(self.pid, signal.SIGKILL)
            failures.append(f"no end after {seconds} s: {self.text!r}")
        if until is not None:
            failures.append(f"waited for {until!r}, found {self.text[self.seen:]!r}")

    def type(self, text):
        try:
            os.write(self.fd, text.encode() + b"\n")
        except OSError:
            failures.append(f"it ended before {text!r} was typed")

    def end(self):
        self.read(None)
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return code


def check(what, holds, terminal):
    if not holds:
        failures.append(f"{what}\n{terminal.text}")


with tempfile.TemporaryDirectory() as folder:
    with open(folder + "/two.json", "w", encoding="utf-8") as batch:
        batch.write('{"anchorageSpace":1,"objects":[' + ",".join(
            '{"dn":"cn=u%d","type":"user","pending":{"operation":"add"}}' % i for i in (1, 2)) + "]}")
    run = ["run", "--connector", "memory", "--batch", "two.json"]

    terminal = Terminal(folder, *run)
    terminal.read("Go on? [y/N] ")
    terminal.type("n")
    check("a first write that is not wanted is a refusal", terminal.end() == 64, terminal)
    check("and nothing was called", "nothing was called" in terminal.text, terminal)

    terminal = Terminal(folder, *run)
    terminal.read("Go on? [y/N] ")
    terminal.type("y")
    check("a confirmed one runs", terminal.end() == 0, terminal)
    check("progress is one line that is written again", "\rpass " in terminal.text, terminal)

    terminal = Terminal(folder, *run)
    check("and is not asked again", terminal.end() == 0 and "Go on?" not in terminal.text, terminal)

    terminal = Terminal(folder, *run, "--break", "page")
    terminal.read("stop: ")
    check("a breakpoint shows the page", "p1.1 Add cn=u1" in terminal.text and "p1.1 Add cn=u2" in terminal.text, terminal)
    terminal.type("e")
    terminal.read("stop: ")
    terminal.type("r")
    check("one entry can be put alone", terminal.end() == 0, terminal)
    check("as a page of its own", len(re.findall(r"PutExportEntries p1\.\d \(1 entry\)", terminal.text)) == 2, terminal)

    terminal = Terminal(folder, *run, "--break", "page")
    terminal.read("stop: ")
    terminal.type("q")
    check("and the run can be stopped there", terminal.end() == 2 and "Close(TerminatedByUser)" in terminal.text, terminal)

    terminal = Terminal(folder, *run, "--wait-for-debugger")
    terminal.read("press Enter")
    check("the process to attach to is named", re.search(r"process is \d+", terminal.text), terminal)
    terminal.type("")
    check("Open is held until then", terminal.end() == 0, terminal)

    terminal = Terminal(folder, "inspect", "sql", "--param", "database=x.db", "--param", "password=prompt")
    terminal.read("password: ")
    terminal.type("hunter2")
    terminal.end()
    check("a secret that is typed is not shown", "hunter2" not in terminal.text and "= [secret]" in terminal.text, terminal)

for failure in failures:
    print("FAIL:", failure)
sys.exit(1 if failures else 0)
