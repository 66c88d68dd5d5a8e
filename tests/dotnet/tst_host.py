#!/usr/bin/env python3
"""The .NET host on its wire: what a bench can rely on, whatever the assembly does."""
import os
import signal
import unittest

from assemblies import HR, MISBEHAVING, USINGS, Folder, compiled, exporter
from host import SAMPLES, Hidden, Host, add, change, exception


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
