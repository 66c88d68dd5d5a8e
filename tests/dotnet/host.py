"""Speaks the wire to the .NET host, by hand and with the standard library only."""
import json
import os
import subprocess
import uuid

BIN = os.environ["ANCHORAGE_BIN_DIR"]
SAMPLES = os.path.join(BIN, "dotnet", "samples")
HOST = os.path.join(BIN, "dotnet", "anchorage-dotnet-host.exe")


class Host:
    """One host process. `logs` holds (level, text); `said` all notifications but those."""

    def __init__(self, assembly, hello=True, mono=(), cwd=None, environment=None, **options):
        self.logs, self.said, self.number = [], [], 0
        self.process = subprocess.Popen(["mono", "--debug", *mono, HOST, assembly], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd,
                                        env={**os.environ, "MONO_CRASH_NOFILE": "1", **(environment or {})})
        if hello:
            self.hello = self.call("initialize", magic="anchorage-wire", protocolMin=1, protocolMax=1, benchVersion="0",
                                   options=options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        finally:
            self.process.stdout.close()
            self.process.stderr.close()

    def send(self, method, **params):
        self.number += 1
        self.write({"jsonrpc": "2.0", "id": self.number, "method": method, "params": params})
        return self.number

    def write(self, message):
        self.raw((json.dumps(message) + "\n").encode())

    def raw(self, text):
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def receive(self):
        """The next answer; notifications are kept aside. None at the end of the stream."""
        for line in self.process.stdout:
            message = json.loads(line)
            if message.get("method") == "log":
                self.logs.append((message["params"]["level"], message["params"]["text"]))
            elif "method" in message:
                self.said.append(message["method"])
            else:
                return message
        return None

    def call(self, method, **params):
        number = self.send(method, **params)
        answer = self.receive()
        assert answer is None or answer["id"] == number, answer
        return answer

    def configure(self, **parameters):
        return self.call("configure", parameters=[parameter(name, value) for name, value in parameters.items()])

    def open(self, schema=None, partition="default"):
        return self.call("openExportConnection", schema=schema or {"types": []},
                         step={"exportType": "Delta", "batchSize": 100,
                               "partition": {"identifier": str(uuid.uuid4()), "dn": partition, "name": partition},
                               "inclusions": [], "exclusions": []})

    def put(self, *entries):
        return self.call("putExportEntries", entries=list(entries))

    def close(self, reason="Normal"):
        return self.call("closeExportConnection", reason=reason)

    def text(self):
        return "\n".join(text for _, text in self.logs)


class Hidden(str):
    """A parameter's value that is a secret."""


def parameter(name, value):
    if isinstance(value, Hidden):
        return {"name": name, "value": str(value), "secret": True}
    return {"name": name, "value": value}


def add(dn, kind="user", **values):
    return {"identifier": str(uuid.uuid4()), "dn": dn, "objectType": kind, "modification": "Add",
            "changes": [change(name, value) for name, value in values.items()]}


def change(name, value, modification="Add", kind="String"):
    made = {"name": name}
    if isinstance(value, bool):
        kind = "Boolean"
    elif isinstance(value, int):
        kind = "Integer"
    if kind != "String":
        made["type"] = kind
    if isinstance(value, list):
        made["multiValued"] = True
    made["modification"] = modification
    made["add"] = value if isinstance(value, list) else [value]
    return made


def exception(answer):
    return answer["error"]["data"]["exception"]
