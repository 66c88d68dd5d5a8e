using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.IO;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Samples.ImportOnly
{
    /// <summary>Reads people from a text file, one a line: id;name;mail. It exports nothing.</summary>
    public sealed class StaffList : IMAExtensible2GetCapabilities, IMAExtensible2GetParameters, IMAExtensible2GetSchema,
                                    IMAExtensible2CallImport
    {
        private string[] m_lines;
        private int m_position;
        private int m_pageSize;

        public int ImportDefaultPageSize { get { return 50; } }
        public int ImportMaxPageSize { get { return 1000; } }

        public MACapabilities Capabilities
        {
            get
            {
                return new MACapabilities {
                    DistinguishedNameStyle = MADistinguishedNameStyle.None,
                    DeltaImport = false,
                    SupportExport = false,
                    SupportPartitions = false,
                    SupportHierarchy = false,
                    SupportPassword = false
                };
            }
        }

        public IList<ConfigParameterDefinition> GetConfigParameters(KeyedCollection<string, ConfigParameter> configParameters,
                                                                    ConfigParameterPage page)
        {
            var definitions = new List<ConfigParameterDefinition>();
            if (page == ConfigParameterPage.Connectivity)
                definitions.Add(ConfigParameterDefinition.CreateFileParameter("File"));
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(KeyedCollection<string, ConfigParameter> configParameters,
                                                                  ConfigParameterPage page)
        {
            if (page != ConfigParameterPage.Connectivity || File.Exists(configParameters["File"].Value))
                return new ParameterValidationResult();
            return new ParameterValidationResult(ParameterValidationResultCode.Failure,
                                                 "There is no file " + configParameters["File"].Value + ".", "File");
        }

        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            Schema schema = Schema.Create();
            SchemaType person = SchemaType.Create("person", true);
            person.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.Integer,
                                                                        AttributeOperation.ImportOnly));
            person.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("name", AttributeType.String,
                                                                              AttributeOperation.ImportOnly));
            person.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String,
                                                                              AttributeOperation.ImportOnly));
            schema.Types.Add(person);
            return schema;
        }

        public OpenImportConnectionResults OpenImportConnection(KeyedCollection<string, ConfigParameter> configParameters,
                                                                Schema types, OpenImportConnectionRunStep importRunStep)
        {
            m_lines = File.ReadAllLines(configParameters["File"].Value);
            m_position = 0;
            m_pageSize = importRunStep.PageSize;
            return new OpenImportConnectionResults();
        }

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep)
        {
            var entries = new List<CSEntryChange>();
            while (entries.Count < m_pageSize && m_position < m_lines.Length)
                entries.Add(Entry(m_lines[m_position++]));
            return new GetImportEntriesResults(null, m_position < m_lines.Length, entries);
        }

        public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep importRunStep)
        {
            m_lines = null;
            return new CloseImportConnectionResults();
        }

        private static CSEntryChange Entry(string line)
        {
            string[] fields = line.Split(';');
            CSEntryChange entry = CSEntryChange.Create();
            entry.ObjectModificationType = ObjectModificationType.Add;
            entry.ObjectType = "person";
            long id;
            if (fields.Length < 3
                || !long.TryParse(fields[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out id)) {
                entry.DN = line;
                entry.ErrorCodeImport = MAImportError.ImportErrorParseError;
                entry.ErrorName = "bad-line";
                entry.ErrorDetail = "expected id;name;mail, found " + line;
                return entry;
            }
            entry.DN = fields[0];
            entry.AnchorAttributes.Add(AnchorAttribute.Create("id", id));
            entry.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("id", id));
            entry.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("name", fields[1]));
            if (fields[2].Length > 0)
                entry.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", fields[2]));
            return entry;
        }
    }
}
