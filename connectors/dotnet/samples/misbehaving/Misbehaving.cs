using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Net;
using System.Threading;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Samples.Misbehaving
{
    /// <summary>
    /// Every defect that was seen in real connectors, one for each value of the parameter "defect". What a
    /// bench makes visible of them is tested in tests/dotnet.
    /// </summary>
    public sealed class Misbehaving
        : IMAExtensible2GetCapabilities, IMAExtensible2GetParameters, IMAExtensible2GetSchema,
                                      IMAExtensible2CallExport
    {
        private static readonly List<string> s_exported = new List<string>(); // survives Close
        private string m_defect;
        private string m_url;
        private string m_fromSchema; // set by GetSchema: never there in an export run
        private Doomed m_doomed;

        public int ExportDefaultPageSize { get { return 100; } }
        public int ExportMaxPageSize { get { return 1000; } }

        public MACapabilities Capabilities
        {
            get
            {
                return new MACapabilities {
                    DistinguishedNameStyle = MADistinguishedNameStyle.Generic,
                    SupportPartitions = false,
                    SupportHierarchy = false,
                    SupportImport = false,
                    SupportPassword = false
                };
            }
        }

        public IList<ConfigParameterDefinition> GetConfigParameters(KeyedCollection<string, ConfigParameter> configParameters,
                                                                    ConfigParameterPage page)
        {
            var definitions = new List<ConfigParameterDefinition>();
            if (page == ConfigParameterPage.Connectivity) {
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("defect", ""));
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("url", "", "http://127.0.0.1:9/"));
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""));
                // Declared, and never looked at again.
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Timeout", "", "30"));
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(KeyedCollection<string, ConfigParameter> configParameters,
                                                                  ConfigParameterPage page)
        {
            return new ParameterValidationResult();
        }

        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            m_fromSchema = "user";
            Schema schema = Schema.Create();
            bool noAnchors = configParameters.Contains("defect")
                && configParameters["defect"].Value == "schema-without-anchors";
            foreach (string name in new[] { "user", "group" }) {
                SchemaType type = SchemaType.Create(name, true);
                type.Attributes.Add(
                    noAnchors ? SchemaAttribute.CreateSingleValuedAttribute("id", AttributeType.String,
                                                                            AttributeOperation.ImportOnly)
                              : SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String,
                                                                      AttributeOperation.ImportOnly));
                type.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String));
                type.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("active", AttributeType.Boolean));
                schema.Types.Add(type);
            }
            return schema;
        }

        public void OpenExportConnection(KeyedCollection<string, ConfigParameter> configParameters, Schema types,
                                         OpenExportConnectionRunStep exportRunStep)
        {
            m_defect = configParameters["defect"].Value;
            m_url = configParameters["url"].Value;
            switch (m_defect) {
            case "password-in-exception":
                throw new BadServerCredentialsException("login failed with password "
                                                        + Secret(configParameters, "Password"));
            case "password-printed":
                Console.WriteLine("connecting with " + Secret(configParameters, "Password"));
                break;
            case "leaked-thread":
                new Thread(() => Thread.Sleep(Timeout.Infinite)) { IsBackground = true, Name = "leaked" }.Start();
                break;
            case "finalizer":
                m_doomed = new Doomed();
                break;
            case "thread-dies":
                new Thread(() => { throw new InvalidOperationException("nobody catches this"); }).Start();
                Thread.Sleep(2000);
                break;
            case "debugger":
                System.Diagnostics.Debugger.Break();
                Console.WriteLine("still alive");
                System.Diagnostics.Debugger.Launch();
                break;
            }
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            var results = new PutExportEntriesResults();
            switch (m_defect) {
            case "hangs": Thread.Sleep(Timeout.Infinite); break;
            case "no-results": return results;
            case "null-results": return null;
            case "swallows-http-error": return Swallow(results);
            case "field-from-schema": Console.WriteLine(m_fromSchema.Length); break;
            case "crashes": Environment.FailFast("the connector ends the process"); break;
            }
            foreach (CSEntryChange entry in csentries)
                Export(entry, results);
            return results;
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep)
        {
            GC.KeepAlive(m_doomed);
            m_doomed = null;
            if (m_defect == "throws-in-close")
                throw new EndConnectionException("the target was not flushed");
        }

        private void Export(CSEntryChange entry, PutExportEntriesResults results)
        {
            Guid identifier = entry.Identifier;
            IList<AttributeChange> anchors = null;
            if (entry.ObjectModificationType == ObjectModificationType.Add)
                anchors = new List<AttributeChange> { AttributeChange.CreateAttributeAdd("id", "id-" + entry.DN) };
            switch (m_defect) {
            case "unexpected-shape":
                if (entry.ObjectModificationType != ObjectModificationType.Add)
                    return;
                break;
            case "empty-identifier": identifier = Guid.Empty; break;
            case "first-anchor-only":
                if (results.CSEntryChangeResults.Count > 0)
                    anchors = null;
                break;
            case "always-success": // what the target said of it is in the trace, and in no answer
                System.Diagnostics.Trace.WriteLine("the target refuses " + entry.DN);
                anchors = null;
                break;
            case "first-type-only":
                if (entry.ObjectType != "user")
                    return;
                break;
            case "throws-on-bad-entry":
                if (entry.DN.Contains("bad"))
                    throw new InvalidOperationException("entry " + entry.DN + " has no mail",
                                                        new FormatException("the mail is empty"));
                break;
            case "static-state":
                if (s_exported.Contains("closed"))
                    throw new ObjectDisposedException("connection");
                s_exported.Add("closed");
                break;
            case "boolean-as-string": {
                // A boolean is a bool here; the cast is what real connectors die of.
                string active = (string)entry.AttributeChanges["active"].ValueChanges[0].Value;
                Console.WriteLine(active);
                break;
            }
            case "duplicate-result":
                results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(identifier, anchors,
                                                                            MAExportError.Success));
                break;
            }
            results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(identifier, anchors, MAExportError.Success));
        }

        private PutExportEntriesResults Swallow(PutExportEntriesResults nothing)
        {
            try {
                using (WebRequest.Create(m_url).GetResponse())
                    return nothing;
            } catch (WebException thrown) {
                Console.WriteLine("request failed: " + thrown.Status); // and that was all
                return nothing;
            }
        }

        private static string Secret(KeyedCollection<string, ConfigParameter> parameters, string name)
        {
            IntPtr text = System.Runtime.InteropServices.Marshal.SecureStringToGlobalAllocUnicode(parameters[name].SecureValue);
            try {
                return System.Runtime.InteropServices.Marshal.PtrToStringUni(text);
            } finally {
                System.Runtime.InteropServices.Marshal.ZeroFreeGlobalAllocUnicode(text);
            }
        }

        private sealed class Doomed
        {
            ~Doomed() { throw new InvalidOperationException("thrown by a finalizer"); }
        }
    }
}
