using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Anchorage.DotNet.Json;

namespace Anchorage.DotNet
{
    /// <summary>
    /// The options of `initialize`, all texts:
    ///   maFolder                   MAUtils.MAFolder and Utils.WorkingDirectory; default: the connector's folder
    ///   extensionsDirectory        Utils.ExtensionsDirectory; default: the connector's folder
    ///   maName                     name of the management agent; default: the assembly's name
    ///   configurationFile          of the connector's AppDomain; default: ASSEMBLY.dll.config
    ///   culture                    "de-DE"; default: invariant
    ///   timeZone                   "Europe/Berlin"; default: the system's
    ///   proxy                      "http://host:port", "none"; default: the system's
    ///   acceptServerCertificate    "any" or a SHA-1 thumbprint: TLS servers are trusted that otherwise are not
    ///   preferMicrosoftAssembly    "1": a licensed contract assembly beside the connector is used
    ///   waitForDebugger            "1": say where a debugger attaches; the bench waits before it opens
    ///   debuggerAddress            as given to mono, only shown; default: 127.0.0.1:55555
    ///   ioMap                      the starter's: MONO_IOMAP
    ///   linkCheck                  "error" (default), "warn": findings never stop a run, "off"
    ///   messageLimit               bytes of one received message
    /// "true" means "1". Unknown ones are named in the log and ignored.
    /// </summary>
    internal sealed class HostOptions
    {
        private readonly Dictionary<string, string> m_values = new Dictionary<string, string>(StringComparer.Ordinal);
        private readonly List<string> m_unknown = new List<string>();
        private static readonly string[] s_known = {
            "maFolder", "extensionsDirectory", "maName", "configurationFile", "culture", "timeZone", "proxy",
            "acceptServerCertificate", "preferMicrosoftAssembly", "waitForDebugger", "debuggerAddress", "linkCheck",
            "messageLimit", "ioMap"
        };

        internal string MAFolder { get { return Get("maFolder"); } }
        internal string ExtensionsDirectory { get { return Get("extensionsDirectory"); } }
        internal string MAName { get { return Get("maName"); } }
        internal string ConfigurationFile { get { return Get("configurationFile"); } }
        internal string Culture { get { return Get("culture"); } }
        internal string TimeZone { get { return Get("timeZone"); } }
        internal string Proxy { get { return Get("proxy"); } }
        internal string AcceptServerCertificate { get { return Get("acceptServerCertificate"); } }
        internal bool PreferMicrosoftAssembly { get { return IsSet("preferMicrosoftAssembly"); } }
        internal bool WaitForDebugger { get { return IsSet("waitForDebugger"); } }
        internal string DebuggerAddress { get { return Get("debuggerAddress") ?? "127.0.0.1:55555"; } }
        internal string LinkCheck { get { return Get("linkCheck") ?? "error"; } }
        internal IList<string> Unknown { get { return m_unknown; } }

        internal long? MessageLimit
        {
            get
            {
                long limit;
                return long.TryParse(Get("messageLimit"), NumberStyles.None, CultureInfo.InvariantCulture, out limit)
                    && limit > 0
                    ? limit
                    : (long?)null;
            }
        }

        /// <summary>Reads the member `options` of a message's params; stands before the object.</summary>
        internal static HostOptions Read(JsonReader reader)
        {
            var options = new HostOptions();
            reader.BeginObject();
            bool first = true;
            for (string name; (name = reader.NextMember(ref first)) != null;) {
                string value = reader.ReadString();
                if (Array.IndexOf(s_known, name) >= 0) {
                    if (value.Length > 0)
                        options.m_values[name] = value;
                } else {
                    options.m_unknown.Add(name);
                }
            }
            return options;
        }

        /// <summary>
        /// The options of a first message without judging it: whoever serves the connector reads the message
        /// again and answers what is wrong with it.
        /// </summary>
        internal static HostOptions Peek(byte[] line)
        {
            var reader = new JsonReader();
            try {
                reader.Start(line, 0, line.Length);
                reader.BeginObject();
                bool first = true;
                for (string name; (name = reader.NextMember(ref first)) != null;) {
                    if (name != "params") {
                        reader.Skip();
                        continue;
                    }
                    reader.BeginObject();
                    bool firstParam = true;
                    for (string param; (param = reader.NextMember(ref firstParam)) != null;) {
                        if (param == "options")
                            return Read(reader);
                        reader.Skip();
                    }
                }
            } catch (JsonException) {
                return new HostOptions();
            }
            return new HostOptions();
        }

        /// <summary>What must stand before the runtime looks for the first time.</summary>
        internal void ApplyToProcess()
        {
            if (TimeZone != null)
                Environment.SetEnvironmentVariable("TZ", TimeZone);
        }

        /// <summary>
        /// Where mono keeps the event log as files, which can be followed and shown; the starter says so, and
        /// removes the folder should this process not come to it. Null: the system's own log, or none.
        /// </summary>
        internal static string EventLogFolder()
        {
            const string inFolder = "local:";
            string kind = Environment.GetEnvironmentVariable("MONO_EVENTLOG_TYPE");
            return kind != null && kind.StartsWith(inFolder, StringComparison.Ordinal) ? kind.Substring(inFolder.Length) : null;
        }

        private bool IsSet(string name) { return Get(name) == "true" || Get(name) == "1"; }

        private string Get(string name)
        {
            string value;
            return m_values.TryGetValue(name, out value) ? value : null;
        }
    }
}
