using System;
using System.Collections.Generic;
using System.Security;
using Anchorage.DotNet.Json;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    internal struct Request
    {
        internal Action Run; ///< null: nothing is to be called
        internal bool MayOverlap;
    }

    /// <summary>Messages from the bench, read to their end before anything is called.</summary>
    internal sealed class Requests
    {
        private readonly JsonReader m_json;
        private readonly Calls m_calls;
        private readonly WireOutput m_output;
        private readonly EntryReader m_entries;
        private readonly ModelReader m_model;
        private readonly NamedValues<ConfigParameterPage> m_pages = new NamedValues<ConfigParameterPage>();
        private readonly NamedValues<CloseReason> m_reasons = new NamedValues<CloseReason>();
        private readonly NamedValues<PasswordOptions> m_passwordOptions = new NamedValues<PasswordOptions>();

        internal Requests(JsonReader json, Calls calls, WireOutput output)
        {
            m_json = json;
            m_calls = calls;
            m_output = output;
            m_entries = new EntryReader(json);
            m_model = new ModelReader(json);
        }

        internal long? MessageLimit { get; private set; } ///< bytes, once `initialize` has said so

        internal Request Read()
        {
            string method = null, version = null;
            long? id = null;
            int paramsAt = -1;
            Action<long> call = null;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "jsonrpc": version = m_json.ReadName(); break;
                case "id": id = m_json.ReadInteger(); break;
                case "method": method = m_json.ReadName(); break;
                case "params":
                    if (method != null) {
                        call = ReadCall(method);
                    } else {
                        m_json.Peek();
                        paramsAt = m_json.Position;
                        m_json.Skip();
                    }
                    break;
                default: m_json.Skip(); break;
                }
            }
            m_json.End();
            if (version != "2.0")
                throw m_json.Wrong("jsonrpc 2.0");
            if (method == null)
                throw m_json.Wrong("a method");
            if (call == null && paramsAt >= 0) {
                m_json.Return(paramsAt);
                call = ReadCall(method);
            }
            if (!id.HasValue)
                return Notification(method);
            if (call == null)
                call = CallWithoutParams(method);
            long answerTo = id.Value;
            if (call == null)
                return new Request { Run = () => m_output.NotImplemented(answerTo, method) };
            return new Request { Run = () => call(answerTo), MayOverlap = MayOverlap(method) };
        }

        private Request Notification(string method)
        {
            if (method != "cancel")
                throw m_json.Wrong("a known notification instead of \"" + method + "\"");
            m_output.Log("info", "cancel was asked for. ECMA2 has no way to tell a connector: the call goes on until it "
                                     + "returns or the bench ends the process");
            return new Request();
        }

        private static bool MayOverlap(string method)
        {
            return method.StartsWith("close", StringComparison.Ordinal)
                || method.EndsWith("Password", StringComparison.Ordinal)
                || method == "openPasswordConnection" || method == "shutdown";
        }

        private Action<long> CallWithoutParams(string method)
        {
            switch (method) {
            case "getCapabilities": return m_calls.GetCapabilities;
            case "getSchema": return m_calls.GetSchema;
            case "getPartitions": return m_calls.GetPartitions;
            case "getConnectionSecurityLevel": return m_calls.Password.GetConnectionSecurityLevel;
            case "closePasswordConnection": return m_calls.Password.Close;
            case "shutdown": return m_calls.Shutdown;
            default: return null;
            }
        }

        private Action<long> ReadCall(string method)
        {
            switch (method) {
            case "putExportEntries": return ReadPut();
            case "initialize": return ReadInitialize();
            case "configure": {
                List<ParameterValue> parameters = Single("parameters", m_model.ReadParameters);
                return id => m_calls.Configure(id, parameters);
            }
            case "getConfigParameters": {
                ConfigParameterPage page = Single("page", () => m_pages.Read(m_json));
                return id => m_calls.GetConfigParameters(id, page);
            }
            case "validateConfigParameters": {
                ConfigParameterPage page = Single("page", () => m_pages.Read(m_json));
                return id => m_calls.ValidateConfigParameters(id, page);
            }
            case "getHierarchy": {
                HierarchyNode parent = Single("parent", m_model.ReadNode);
                return id => m_calls.GetHierarchy(id, parent);
            }
            case "openExportConnection": return ReadOpen(true);
            case "openImportConnection": return ReadOpen(false);
            case "closeExportConnection": {
                CloseReason reason = Single("reason", () => m_reasons.Read(m_json));
                return id => m_calls.Export.Close(id, reason);
            }
            case "getImportEntries":
            case "closeImportConnection": return ReadImport(method);
            case "openPasswordConnection": {
                Partition partition = Single("partition", m_model.ReadPartition);
                return id => m_calls.Password.Open(id, partition);
            }
            case "setPassword":
            case "changePassword": return ReadPassword(method);
            default:
                m_json.Skip();
                return CallWithoutParams(method);
            }
        }

        /// <summary>Params with one member that must be there.</summary>
        private T Single<T>(string wanted, Func<T> read)
        {
            T value = default(T);
            bool found = false;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                if (member == wanted) {
                    value = read();
                    found = true;
                } else {
                    m_json.Skip();
                }
            }
            if (!found)
                throw m_json.Wrong("before it the member \"" + wanted + "\"");
            return value;
        }

        private Action<long> ReadPut()
        {
            List<CSEntryChange> entries = Single("entries", m_entries.ReadEntries);
            return id => m_calls.Export.Put(id, entries);
        }

        private Action<long> ReadInitialize()
        {
            string magic = "";
            int lowest = 0, highest = 0;
            var options = new HostOptions();
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "magic": magic = m_json.ReadString(); break;
                case "protocolMin": lowest = m_json.ReadInt32(); break;
                case "protocolMax": highest = m_json.ReadInt32(); break;
                case "options": options = HostOptions.Read(m_json); break;
                default: m_json.Skip(); break;
                }
            }
            MessageLimit = options.MessageLimit;
            return id => m_calls.Initialize(id, magic, lowest, highest, options);
        }

        private Action<long> ReadOpen(bool export)
        {
            Schema schema = null;
            OpenExportConnectionRunStep exportStep = null;
            OpenImportConnectionRunStep importStep = null;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                if (member == "schema")
                    schema = m_model.ReadSchema();
                else if (member == "step" && export)
                    exportStep = m_model.ReadExportStep();
                else if (member == "step")
                    importStep = m_model.ReadImportStep();
                else
                    m_json.Skip();
            }
            if (schema == null || (exportStep == null && importStep == null))
                throw m_json.Wrong("before it schema and step");
            if (export)
                return id => m_calls.Export.Open(id, schema, exportStep);
            return id => m_calls.Import.Open(id, schema, importStep);
        }

        private Action<long> ReadImport(string method)
        {
            string customData = "";
            var reason = CloseReason.Normal;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "customData": customData = m_json.ReadString(); break;
                case "reason": reason = m_reasons.Read(m_json); break;
                default: m_json.Skip(); break;
                }
            }
            if (method == "getImportEntries")
                return id => m_calls.Import.Get(id, customData);
            return id => m_calls.Import.Close(id, reason, customData);
        }

        private Action<long> ReadPassword(string method)
        {
            string dn = "", objectType = "";
            var anchors = new List<AnchorAttribute>();
            SecureString newPassword = null, oldPassword = null;
            var options = PasswordOptions.None;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "dn": dn = m_json.ReadString(); break;
                case "objectType": objectType = m_json.ReadString(); break;
                case "anchors": anchors = m_entries.ReadAnchors(); break;
                case "newPassword": newPassword = m_model.ReadSecret(); break;
                case "oldPassword": oldPassword = m_model.ReadSecret(); break;
                case "options":
                    m_json.BeginArray();
                    bool firstOption = true;
                    while (m_json.NextElement(ref firstOption))
                        options |= m_passwordOptions.Read(m_json);
                    break;
                default: m_json.Skip(); break;
                }
            }
            if (newPassword == null || (method == "changePassword" && oldPassword == null))
                throw m_json.Wrong("before it the passwords");
            var entry = new PasswordEntry(dn, objectType, anchors, m_calls.MAName);
            if (method == "setPassword")
                return id => m_calls.Password.Set(id, entry, newPassword, options);
            return id => m_calls.Password.Change(id, entry, oldPassword, newPassword);
        }
    }
}
