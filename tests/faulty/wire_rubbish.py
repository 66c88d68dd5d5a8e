#!/usr/bin/env python3
"""A connector that breaks the wire itself. Usage: wire_rubbish.py MODE

  good          speaks the wire: answers every Put with success
  hello         writes a line that is no JSON, first of all
  no-json       answers `initialize` with a line that is no JSON
  wrong-magic   another magic              wrong-version  version 99 of the wire
  old-rpc       JSON-RPC 1.0               unknown-id     answers a request nobody made
  half          half a line, then exits    silent         never answers anything
  over          one line without end, 1 MiB after the other
  exit          exits with 3 at once       crash          ends itself with SIGSEGV
  deaf          answers `initialize`, then reads no more, and stays
  closes        answers `initialize`, then closes stdout, and stays
  twice         answers every Put twice    results-text   `results` is a text
  asks          sends the bench a request  no-goodbye     good, but exits without goodbye
  stays         good, but ignores shutdown and the end of stdin
  array         answers with an array      deep           an answer nested 100 000 deep
  nul           NUL bytes before an answer
With a second argument, the fault comes with the Nth Put (1 ...) and not before.
"""
import json
import os
import signal
import sys
import time

mode = sys.argv[1]
at_put = int(sys.argv[2]) if len(sys.argv) > 2 else 0
puts = 0
wire = sys.stdout.buffer


def raw(data):
    wire.write(data)
    wire.flush()


def send(message):
    raw(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")


def stay():
    while True:
        time.sleep(3600)


def misbehave(request_id):
    """True when this was the answer."""
    if mode in ("no-json", "hello"):
        raw(b"Hello, I am a connector\n")
    elif mode == "old-rpc":
        raw(b'{"jsonrpc":"1.0","id":%d,"result":{}}\n' % request_id)
    elif mode == "unknown-id":
        send({"id": request_id + 1000, "result": {}})
    elif mode == "half":
        raw(b'{"jsonrpc":"2.0","id":%d,"resu' % request_id)
        os._exit(0)
    elif mode == "over":
        raw(b'{"jsonrpc":"2.0","id":%d,"result":{"x":"' % request_id)
        while True:
            raw(b"x" * (1 << 20))
    elif mode == "silent":
        stay()
    elif mode == "exit":
        os._exit(3)
    elif mode == "crash":
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGSEGV)
    elif mode == "asks":
        send({"id": 1, "method": "helpMe", "params": {}})
    elif mode == "array":
        raw(b"[1,2,3]\n")
    elif mode == "deep":
        raw(b'{"jsonrpc":"2.0","id":%d,"result":' % request_id + b"[" * 100000 + b"]" * 100000 + b"}\n")
    elif mode == "nul":
        raw(b'\0\0{"jsonrpc":"2.0","id":%d,"result":{}}\n' % request_id)
    else:
        return False
    return True


if mode == "hello" and not at_put:
    misbehave(0)
for line in sys.stdin.buffer:
    message = json.loads(line)
    method = message["method"]
    number = message.get("id")
    params = message.get("params", {})
    if number is None:
        continue
    if method == "initialize":
        if not at_put and misbehave(number):
            continue
        send({"id": number, "result": {
            "magic": "something-else" if mode == "wrong-magic" else "anchorage-wire",
            "protocol": 99 if mode == "wrong-version" else 1,
            "connector": {"name": "rubbish", "version": "1", "kind": "script", "interfaces": ["callExport"]}}})
        if mode == "deaf":
            stay()
        if mode == "closes":
            os.close(1)
            stay()
    elif method == "putExportEntries":
        puts += 1
        if puts == at_put and misbehave(number):
            continue
        results = [{"identifier": e["identifier"], "errorCode": "Success"} for e in params["entries"]]
        answer = {"id": number, "result": {"results": "all well" if mode == "results-text" else results}}
        send(answer)
        if mode == "twice":
            send(answer)
    elif method in ("configure", "openExportConnection", "closeExportConnection"):
        send({"id": number, "result": {}})
    elif method == "shutdown":
        if mode == "stays":
            stay()
        send({"id": number, "result": {}})
        if mode != "no-goodbye":
            send({"method": "goodbye"})
        break
    else:
        send({"id": number, "error": {"code": -32601, "message": "not implemented"}})
if mode == "stays":
    stay()
