using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Samples.Hr
{
    /// <summary>Reads everything back, typed as the schema says.</summary>
    public sealed class HrImport : IMAExtensible2CallImport
    {
        private HrStore m_store;
        private Schema m_types;
        private int m_position;
        private int m_pageSize;

        public int ImportDefaultPageSize { get { return 100; } }
        public int ImportMaxPageSize { get { return 1000; } }

        public OpenImportConnectionResults OpenImportConnection(KeyedCollection<string, ConfigParameter> configParameters,
                                                                Schema types, OpenImportConnectionRunStep importRunStep)
        {
            m_store = new HrStore(configParameters["File"].Value);
            m_types = types;
            m_position = 0;
            m_pageSize = importRunStep.PageSize;
            return new OpenImportConnectionResults("0");
        }

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep)
        {
            var entries = new List<CSEntryChange>();
            for (; entries.Count < m_pageSize && m_position < m_store.Objects.Count; ++m_position)
                if (m_types.Types.Contains(m_store.Objects[m_position].Type))
                    entries.Add(Entry(m_store.Objects[m_position]));
            return new GetImportEntriesResults(m_position.ToString(CultureInfo.InvariantCulture),
                                               m_position < m_store.Objects.Count, entries);
        }

        public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep importRunStep)
        {
            m_store = null;
            return new CloseImportConnectionResults(importRunStep.CustomData);
        }

        private CSEntryChange Entry(HrObject read)
        {
            CSEntryChange entry = CSEntryChange.Create();
            entry.ObjectModificationType = ObjectModificationType.Add;
            entry.ObjectType = read.Type;
            entry.DN = read.Dn;
            entry.AnchorAttributes.Add(AnchorAttribute.Create("id", read.Id));
            foreach (SchemaAttribute attribute in m_types.Types[read.Type].Attributes) {
                List<string> values;
                if (attribute.Name == "id")
                    entry.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("id", read.Id));
                else if (read.Values.TryGetValue(attribute.Name, out values))
                    entry.AttributeChanges.Add(AttributeChange.CreateAttributeAdd(
                        attribute.Name, values.ConvertAll(text => Value(text, attribute.DataType))));
            }
            return entry;
        }

        private static object Value(string text, AttributeType type)
        {
            switch (type) {
            case AttributeType.Integer: return long.Parse(text, CultureInfo.InvariantCulture);
            case AttributeType.Boolean: return bool.Parse(text);
            case AttributeType.Binary: return Convert.FromBase64String(text);
            default: return text;
            }
        }
    }
}
