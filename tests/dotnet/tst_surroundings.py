#!/usr/bin/env python3
"""What a .NET connector finds around itself when the command line runs it: network, culture, time, process."""
import http.server
import os
import socket
import ssl
import subprocess
import threading
import time
import unittest

from assemblies import CONTRACT, USINGS, compiled, exporter
from host import SAMPLES
from tst_cli import CLI, Runs, new
from tst_load import GENERIC, SCHEMA

FETCH = """try { using (var answer = (System.Net.HttpWebResponse)System.Net.WebRequest.Create(p["url"].Value).GetResponse())
               Console.WriteLine("answered " + (int)answer.StatusCode); }
           catch (System.Net.WebException thrown) { Console.WriteLine("failed: " + thrown.Status); }"""

KNOWN = {"dn": "cn=a", "type": "user", "anchors": {"id": "5"}, "image": {"mail": "o"}, "exported": True,
         "pending": {"operation": "update", "changes": [
             {"name": "mail", "modification": "Update", "add": ["n"], "delete": ["o"]}]}}


class Quiet(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # also what a proxy is asked: the whole address as path
        self.server.asked.append(self.path)
        self.send_response(self.server.answer)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Server:
    """Loopback only, ends with the block. `asked` holds the paths."""

    def __init__(self, context=None):
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
        self.http.asked = self.asked = []
        self.http.answer = 200
        self.http.handle_error = lambda *_: None  # a client that refuses our certificate
        if context:
            self.http.socket = context.wrap_socket(self.http.socket, server_side=True, do_handshake_on_connect=False)
        self.port = self.http.server_address[1]

    def __enter__(self):
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()


class Surroundings(Runs):
    def setUp(self):
        super().setUp()
        self.environment = {}

    def cli(self, *arguments, **environment):
        return super().cli(*arguments, **self.environment, **environment)

    def said(self, opened, *arguments, steps=1, parameters=None, references=(CONTRACT, "System.dll"), more="", **options):
        dll = compiled(self.folder, USINGS + exporter(opened=opened, more=more), references=references)
        done = self.run_project({"path": dll, "options": options}, [new("a", mail="x", id="1")], parameters, *arguments,
                                page=10, steps=steps, schema=SCHEMA, capabilities=GENERIC)
        self.assertIn(done.returncode, (0, 2), done.stdout + done.stderr)
        return done.stderr


class Network(Surroundings):
    def test_the_proxy_is_what_the_option_says(self):
        show = """var proxy = System.Net.WebRequest.DefaultWebProxy;
                  Console.WriteLine("proxy " + (proxy == null ? "none"
                                                              : proxy.GetProxy(new Uri("http://target.example/")).ToString()));"""
        self.assertIn("proxy http://127.0.0.1:3128/", self.said(show, proxy="http://127.0.0.1:3128"))
        self.assertIn("proxy none", self.said(show, proxy="none"))

    def test_requests_go_through_it(self):
        with Server() as proxy:
            text = self.said(FETCH, parameters={"url": "http://target.example/hello"},
                             proxy="http://127.0.0.1:%d" % proxy.port)
            self.assertIn("answered 200", text)
            self.assertEqual(proxy.asked, ["http://target.example/hello"])

    def test_an_http_error_that_is_swallowed_reads_as_success_and_is_seen_in_the_output(self):
        with Server() as server:
            server.http.answer = 500
            done = self.run_project({"path": os.path.join(SAMPLES, "misbehaving", "misbehaving.dll")}, [KNOWN],
                                    {"defect": "swallows-http-error", "url": "http://127.0.0.1:%d/" % server.port})
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn("request failed: ProtocolError", done.stderr)
            self.assertIn("(1 entry): 0 results", done.stderr)
            self.assertEqual(server.asked, ["/"])

    def test_what_is_no_proxy_is_refused(self):
        self.said("")
        done = self.cli("inspect", "connector.dll", "--host-option", "proxy=not a proxy")
        self.assertEqual(done.returncode, 65)
        self.assertIn('the option proxy is "not a proxy", expected http://HOST:PORT or none', done.stderr)

    def certificate(self, name="server"):
        key, certificate = self.path(name + ".key"), self.path(name + ".pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        print_ = subprocess.run(["openssl", "x509", "-in", certificate, "-noout", "-fingerprint", "-sha1"], check=True,
                                stdout=subprocess.PIPE, text=True).stdout.strip().split("=")[1]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context, print_

    def test_a_test_server_s_certificate_is_refused_unless_an_option_accepts_it(self):
        context, thumbprint = self.certificate()
        with Server(context) as server:
            parameters = {"url": "https://127.0.0.1:%d/x" % server.port}
            text = self.said(FETCH, parameters=parameters)
            self.assertIn("failed: TrustFailure", text)
            self.assertNotIn("certificates are not checked", text)
            self.assertEqual(server.asked, [])
            for accepted in ("any", thumbprint, thumbprint.lower().replace(":", "")):
                text = self.said(FETCH, parameters=parameters, acceptServerCertificate=accepted)
                self.assertIn("answered 200", text)
                self.assertIn("anchorage-cli: warning: TLS server certificates are not checked as usual", text)
                self.assertIn("accepted a server certificate", text)
            text = self.said(FETCH, parameters=parameters, acceptServerCertificate="00" * 20)
            self.assertIn("failed: TrustFailure", text)
            self.assertIn("refused a server certificate", text)
            self.assertIn(thumbprint.replace(":", ""), text)  # what to give, if that is the one
        shown = self.cli("inspect", self.path("connector.dll"), "--host-option", "acceptServerCertificate=any")
        self.assertIn("certificates are not checked as usual", shown.stdout)


class Settings(Surroundings):
    def test_culture_and_time_zone(self):
        show = """Console.WriteLine((1.5).ToString() + " at " + new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc)
                                    .ToLocalTime().Hour + " in " + TimeZoneInfo.Local.Id);"""
        core = (CONTRACT, "System.Core.dll")
        self.assertIn("1,5 at 2", self.said(show, references=core, culture="de-DE", timeZone="Europe/Berlin"))
        self.assertIn("1.5 at 9", self.said(show, references=core, timeZone="Asia/Tokyo"))

    def test_those_that_are_unknown_are_said(self):
        self.assertIn('knows no culture "xx-nowhere-yy"', self.said("", culture="xx-nowhere-yy"))
        self.assertIn('knows no time zone "Mars/North"', self.said("", timeZone="Mars/North"))
        self.assertIn('the option "colour" is unknown', self.said("", colour="red"))


class Process(Surroundings):
    PID = "Console.WriteLine(\"pid \" + System.Diagnostics.Process.GetCurrentProcess().Id);"

    def pids(self, *arguments):
        return [line.split("pid ")[1].split()[0] for line in self.said(self.PID, *arguments, steps=2).splitlines()
                if "pid " in line]

    def test_fresh_is_a_process_for_each_run_and_keep_is_one(self):
        fresh, kept = self.pids(), self.pids("--keep-process")
        self.assertEqual((len(fresh), len(set(fresh))), (2, 2))
        self.assertEqual((len(kept), len(set(kept))), (2, 1))

    def test_linger_shows_what_happens_after_close(self):
        late = """new System.Threading.Thread(() => { System.Threading.Thread.Sleep(700);
                  throw new InvalidOperationException("late"); }).Start();"""
        self.assertIn("an exception that nothing caught", self.said(late, "--linger", "5"))
        done = self.cli("run", "run.anchorage", "--yes", "--linger", "5")
        self.assertIn("success", done.stdout)  # a late crash takes nothing back
        self.assertIn("after", done.stdout)

    def alive(self, pid):
        try:
            with open("/proc/%s/stat" % pid, encoding="utf-8") as stat:
                return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
        except FileNotFoundError:
            return False

    def test_a_hang_leaves_neither_process_nor_files(self):
        self.temporary()
        hang = self.PID + """System.Diagnostics.EventLog.WriteEntry("hr", "hangs now"); System.Threading.Thread.Sleep(-1);"""
        text = self.said(hang, "--call-timeout", "2")
        self.assertIn("hangs now", text)
        (pid,) = [line.split("pid ")[1].split()[0] for line in text.splitlines() if "pid " in line]
        self.gone(pid)
        self.assertEqual(os.listdir(self.path("tmp")), [])

    def temporary(self):
        """A folder for temporary files that is the test's own."""
        os.mkdir(self.path("tmp"))
        self.environment["TMPDIR"] = self.path("tmp")

    def gone(self, pid):
        for _ in range(100):
            if not self.alive(pid):
                return
            time.sleep(0.1)
        self.fail("process %s is still alive" % pid)

    def test_a_crash_leaves_no_files(self):
        self.temporary()
        self.said('Environment.FailFast("gone");')
        self.assertEqual(os.listdir(self.path("tmp")), [])
        self.assertEqual([name for name in os.listdir(self.folder) if "crash" in name], [])

    def test_the_bench_killed_leaves_neither_process_nor_files(self):
        self.killed_bench("Thread.Sleep(-1);")

    def test_nor_does_it_while_the_connector_talks(self):
        # Who writes where nobody reads may see the end of the bench before the reader does.
        self.killed_bench('while (true) { Console.WriteLine("talks"); Thread.Sleep(1); }')

    def killed_bench(self, then):
        """It dies after the connector's Open has written an event, and while it does `then`."""
        self.temporary()
        dll = compiled(self.folder, USINGS + exporter(opened=self.PID + 'System.Diagnostics.EventLog.WriteEntry("hr", "x");'
                                                      + then.replace("Thread.", "System.Threading.Thread.")),
                       references=(CONTRACT, "System.dll"))
        self.run_project({"path": dll}, [new("a", mail="x", id="1")], None, "--call-timeout", "1", page=10, schema=SCHEMA,
                         capabilities=GENERIC)
        bench = subprocess.Popen([CLI, "run", "run.anchorage", "--yes", "--verbose"], cwd=self.folder,
                                 env={**os.environ, **self.environment},
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        pid = next(line.split("pid ")[1].split()[0] for line in bench.stderr if "pid " in line)
        for _ in range(100):  # the event is a file before the bench dies
            if any(files for _, _, files in os.walk(self.path("tmp"))):
                break
            time.sleep(0.1)
        self.assertNotEqual(os.listdir(self.path("tmp")), [])
        bench.kill()
        bench.wait()
        bench.stderr.close()
        self.gone(pid)
        self.assertEqual(os.listdir(self.path("tmp")), [])

    def test_a_bench_that_is_killed_early_leaves_nothing_either(self):
        self.temporary()
        done = self.run_project(self.sample("misbehaving"), [new("a")], {"defect": "none", "url": ""})
        for moment in (0.02, 0.1, 0.3, 0.6):
            bench = subprocess.Popen([CLI, "run", "run.anchorage", "--yes"], cwd=self.folder,
                                     env={**os.environ, **self.environment},
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(moment)
            bench.kill()
            bench.wait()
        time.sleep(1)
        self.assertEqual(os.listdir(self.path("tmp")), [], done.stderr)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith(".new")], [])


assert socket.gethostbyname("localhost").startswith("127."), "loopback only"
if __name__ == "__main__":
    unittest.main(verbosity=1)
