using System;
using System.Collections.Generic;
using System.Security;
using Anchorage.DotNet.Json;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    /// <summary>Schema, steps, parameters, partitions: the forms of core/json.</summary>
    internal sealed class ModelReader
    {
        private readonly JsonReader m_json;
        private readonly NamedValues<AttributeType> m_types = new NamedValues<AttributeType>();
        private readonly NamedValues<AttributeOperation> m_operations = new NamedValues<AttributeOperation>();
        private readonly NamedValues<OperationType> m_runTypes = new NamedValues<OperationType>();

        internal ModelReader(JsonReader json) { m_json = json; }

        internal Schema ReadSchema()
        {
            Schema schema = Schema.Create();
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                if (member != "types") {
                    m_json.Skip();
                    continue;
                }
                m_json.BeginArray();
                bool firstType = true;
                while (m_json.NextElement(ref firstType))
                    schema.Types.Add(ReadType());
            }
            return schema;
        }

        private SchemaType ReadType()
        {
            string name = null;
            bool locked = false;
            var attributes = new List<SchemaAttribute>();
            var components = new List<string>();
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "name": name = m_json.ReadString(); break;
                case "locked": locked = m_json.ReadBool(); break;
                case "attributes":
                    m_json.BeginArray();
                    bool firstAttribute = true;
                    while (m_json.NextElement(ref firstAttribute))
                        attributes.Add(ReadAttribute());
                    break;
                case "possibleDnComponents":
                    m_json.BeginArray();
                    bool firstComponent = true;
                    while (m_json.NextElement(ref firstComponent))
                        components.Add(m_json.ReadString());
                    break;
                default: m_json.Skip(); break;
                }
            }
            if (string.IsNullOrEmpty(name))
                throw m_json.Wrong("a schema type with a name");
            SchemaType type = SchemaType.Create(name, locked);
            foreach (SchemaAttribute attribute in attributes)
                type.Attributes.Add(attribute);
            foreach (string component in components)
                type.PossibleDNComponentsForProvisioning.Add(component);
            return type;
        }

        private SchemaAttribute ReadAttribute()
        {
            string name = null;
            var type = AttributeType.String;
            bool multiValued = false, anchor = false, hidden = false;
            var operation = AttributeOperation.ImportExport;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "name": name = m_json.ReadString(); break;
                case "type": type = m_types.Read(m_json); break;
                case "multiValued": multiValued = m_json.ReadBool(); break;
                case "anchor": anchor = m_json.ReadBool(); break;
                case "operation": operation = m_operations.Read(m_json); break;
                case "hiddenByDefault": hidden = m_json.ReadBool(); break;
                default: m_json.Skip(); break;
                }
            }
            if (string.IsNullOrEmpty(name))
                throw m_json.Wrong("a schema attribute with a name");
            SchemaAttribute attribute = anchor ? SchemaAttribute.CreateAnchorAttribute(name, type, operation)
                : multiValued                  ? SchemaAttribute.CreateMultiValuedAttribute(name, type, operation)
                                               : SchemaAttribute.CreateSingleValuedAttribute(name, type, operation);
            attribute.HiddenByDefault = hidden;
            return attribute;
        }

        internal OpenExportConnectionRunStep ReadExportStep()
        {
            Step step = ReadStep();
            return new OpenExportConnectionRunStep(step.Partition, step.Size, step.Type, step.Inclusions,
                                                   step.Exclusions);
        }

        internal OpenImportConnectionRunStep ReadImportStep()
        {
            Step step = ReadStep();
            return new OpenImportConnectionRunStep(step.Partition, step.Size, step.Type, step.Inclusions,
                                                   step.Exclusions, step.CustomData);
        }

        private sealed class Step
        {
            internal OperationType Type = OperationType.Full;
            internal int Size;
            internal Partition Partition;
            internal List<HierarchyNode> Inclusions = new List<HierarchyNode>();
            internal List<HierarchyNode> Exclusions = new List<HierarchyNode>();
            internal string CustomData;
        }

        private Step ReadStep()
        {
            var step = new Step();
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "exportType":
                case "importType": step.Type = m_runTypes.Read(m_json); break;
                case "batchSize":
                case "pageSize": step.Size = m_json.ReadInt32(); break;
                case "partition": step.Partition = ReadPartition(); break;
                case "inclusions": ReadNodes(step.Inclusions); break;
                case "exclusions": ReadNodes(step.Exclusions); break;
                case "customData": step.CustomData = m_json.ReadString(); break;
                default: m_json.Skip(); break;
                }
            }
            return step;
        }

        internal Partition ReadPartition()
        {
            Guid identifier = Guid.Empty;
            string dn = "default", name = null;
            bool hidden = false;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "identifier": identifier = m_json.ReadGuid(); break;
                case "dn": dn = m_json.ReadString(); break;
                case "name": name = m_json.ReadString(); break;
                case "hiddenByDefault": hidden = m_json.ReadBool(); break;
                default: m_json.Skip(); break;
                }
            }
            Partition partition = Partition.Create(identifier, dn, name ?? dn);
            partition.HiddenByDefault = hidden;
            return partition;
        }

        private void ReadNodes(List<HierarchyNode> nodes)
        {
            m_json.BeginArray();
            bool first = true;
            while (m_json.NextElement(ref first))
                nodes.Add(ReadNode());
        }

        /// <summary>A node may stand as its DN alone.</summary>
        internal HierarchyNode ReadNode()
        {
            string dn = null, displayName = null;
            if (m_json.Peek() == '"') {
                dn = m_json.ReadString();
                return HierarchyNode.Create(dn, dn);
            }
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "dn": dn = m_json.ReadString(); break;
                case "displayName": displayName = m_json.ReadString(); break;
                default: m_json.Skip(); break;
                }
            }
            if (dn == null)
                throw m_json.Wrong("a node with a dn");
            return HierarchyNode.Create(dn, displayName ?? dn);
        }

        internal List<ParameterValue> ReadParameters()
        {
            var parameters = new List<ParameterValue>();
            m_json.BeginArray();
            bool first = true;
            while (m_json.NextElement(ref first)) {
                var parameter = new ParameterValue();
                m_json.BeginObject();
                bool firstMember = true;
                for (string member; (member = m_json.NextMember(ref firstMember)) != null;) {
                    switch (member) {
                    case "name": parameter.Name = m_json.ReadString(); break;
                    case "value": parameter.Value = m_json.ReadString(); break;
                    case "secret": parameter.Secret = m_json.ReadBool(); break;
                    default: m_json.Skip(); break;
                    }
                }
                if (parameter.Name == null)
                    throw m_json.Wrong("a parameter with a name");
                parameters.Add(parameter);
            }
            return parameters;
        }

        /// <summary>{"value":"…","secret":true}</summary>
        internal SecureString ReadSecret()
        {
            string value = null;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                if (member == "value")
                    value = m_json.ReadString();
                else
                    m_json.Skip();
            }
            if (value == null)
                throw m_json.Wrong("a secret with a value");
            return ParameterValue.Secure(value);
        }
    }

    /// <summary>A parameter as it came; each call gets a collection of its own made from these.</summary>
    internal struct ParameterValue
    {
        internal string Name;
        internal string Value;
        internal bool Secret;

        internal static ConfigParameterKeyedCollection Collection(IEnumerable<ParameterValue> values)
        {
            var parameters = new ConfigParameterKeyedCollection();
            foreach (ParameterValue each in values) {
                parameters.Remove(each.Name); // the last one of a name counts
                parameters.Add(each.Secret ? new ConfigParameter(each.Name, Secure(each.Value ?? ""))
                                           : new ConfigParameter(each.Name, each.Value));
            }
            return parameters;
        }

        internal static SecureString Secure(string text)
        {
            var secure = new SecureString();
            foreach (char c in text)
                secure.AppendChar(c);
            secure.MakeReadOnly();
            return secure;
        }
    }
}
