using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using System.Text;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Samples.Memory
{
    /// <summary>
    /// What the native `memory` connector does on a plain export: it numbers new objects and writes down what
    /// it was given. Capabilities are parameters, as there.
    /// </summary>
    public sealed class MemoryConnector
        : IMAExtensible2GetCapabilitiesEx, IMAExtensible2GetParameters, IMAExtensible2GetSchema,
                                          IMAExtensible2CallExport
    {
        private StreamWriter m_log;
        private int m_puts;
        private long m_next;

        public int ExportDefaultPageSize { get { return 100; } }
        public int ExportMaxPageSize { get { return 9999; } }

        public IList<ConfigParameterDefinition> GetConfigParameters(KeyedCollection<string, ConfigParameter> configParameters,
                                                                    ConfigParameterPage page)
        {
            var definitions = new List<ConfigParameterDefinition>();
            if (page == ConfigParameterPage.Connectivity) {
                definitions.Add(ConfigParameterDefinition.CreateFileParameter("log"));
            } else if (page == ConfigParameterPage.Capabilities) {
                definitions.Add(ConfigParameterDefinition.CreateDropDownParameter(
                    "exportType", Enum.GetNames(typeof(MAExportType)), false, "AttributeUpdate"));
                definitions.Add(ConfigParameterDefinition.CreateDropDownParameter(
                    "distinguishedNameStyle", Enum.GetNames(typeof(MADistinguishedNameStyle)), false, "Generic"));
                definitions.Add(ConfigParameterDefinition.CreateCheckBoxParameter("noReferenceValuesInFirstExport",
                                                                                  false));
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(KeyedCollection<string, ConfigParameter> configParameters,
                                                                  ConfigParameterPage page)
        {
            return new ParameterValidationResult();
        }

        public MACapabilities GetCapabilitiesEx(KeyedCollection<string, ConfigParameter> configParameters)
        {
            return new MACapabilities {
                ExportType = Choice(configParameters, "exportType", MAExportType.AttributeUpdate),
                DistinguishedNameStyle = Choice(configParameters, "distinguishedNameStyle",
                                                MADistinguishedNameStyle.Generic),
                NoReferenceValuesInFirstExport = Text(configParameters, "noReferenceValuesInFirstExport") == "1",
                ObjectRename = true,
                DeleteAddAsReplace = false,
                SupportPartitions = false,
                SupportHierarchy = false,
                SupportImport = false,
                SupportPassword = false,
                DeltaImport = false
            };
        }

        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            Schema schema = Schema.Create();
            SchemaType user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String,
                                                                      AttributeOperation.ImportOnly));
            foreach (string name in new[] { "mail", "phone", "title" })
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(name, AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("proxy", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("manager", AttributeType.Reference));
            user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("seeAlso", AttributeType.Reference));
            schema.Types.Add(user);
            SchemaType group = SchemaType.Create("group", true);
            group.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String,
                                                                       AttributeOperation.ImportOnly));
            group.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("description", AttributeType.String));
            group.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("member", AttributeType.Reference));
            schema.Types.Add(group);
            return schema;
        }

        public void OpenExportConnection(KeyedCollection<string, ConfigParameter> configParameters, Schema types,
                                         OpenExportConnectionRunStep exportRunStep)
        {
            string path = Text(configParameters, "log");
            if (path.Length > 0)
                m_log = new StreamWriter(path, true, new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
            Write("open " + exportRunStep.ExportType + " batch="
                  + exportRunStep.BatchSize.ToString(CultureInfo.InvariantCulture)
                  + " partition=" + exportRunStep.StepPartition.DN);
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            Write("put " + (++m_puts).ToString(CultureInfo.InvariantCulture));
            var results = new PutExportEntriesResults();
            foreach (CSEntryChange entry in csentries) {
                Write(HandOverText.Of(entry));
                List<AttributeChange> anchors = null;
                if (entry.ObjectModificationType == ObjectModificationType.Add)
                    anchors = new List<AttributeChange> { AttributeChange.CreateAttributeAdd(
                        "id", (++m_next).ToString(CultureInfo.InvariantCulture)) };
                results.CSEntryChangeResults.Add(
                    CSEntryChangeResult.Create(entry.Identifier, anchors, MAExportError.Success));
            }
            return results;
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep)
        {
            Write("close " + exportRunStep.Reason);
            if (m_log != null)
                m_log.Dispose();
        }

        private void Write(string line)
        {
            if (m_log != null)
                m_log.WriteLine(line);
        }

        private static string Text(KeyedCollection<string, ConfigParameter> parameters, string name)
        {
            return parameters.Contains(name) ? parameters[name].Value ?? "" : "";
        }

        private static T Choice<T>(KeyedCollection<string, ConfigParameter> parameters, string name,
                                   T otherwise) where T : struct
        {
            T value;
            return Enum.TryParse(Text(parameters, name), out value) ? value : otherwise;
        }
    }
}
