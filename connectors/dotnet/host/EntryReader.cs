using System;
using System.Collections.Generic;
using System.Globalization;
using Anchorage.DotNet.Json;
using Microsoft.MetadirectoryServices;
using Microsoft.MetadirectoryServices.DetachedObjectModel;

namespace Anchorage.DotNet
{
    /// <summary>Entries as they are handed over. The form is core/json/entry_json.cpp's.</summary>
    internal sealed class EntryReader
    {
        private readonly JsonReader m_json;
        private readonly NamedValues<ObjectModificationType> m_objectModifications = new NamedValues<ObjectModificationType>();
        private readonly NamedValues<AttributeModificationType> m_modifications = new NamedValues<AttributeModificationType>();
        private readonly NamedValues<AttributeType> m_types = new NamedValues<AttributeType>();

        private readonly List<object> m_raw = new List<object>();
        private readonly List<object> m_rawKinds = new List<object>(); // boxed for the same reason as in NamedValues

        internal EntryReader(JsonReader json) { m_json = json; }

        internal List<CSEntryChange> ReadEntries()
        {
            var entries = new List<CSEntryChange>();
            m_json.BeginArray();
            bool first = true;
            while (m_json.NextElement(ref first))
                entries.Add(ReadEntry());
            return entries;
        }

        private CSEntryChange ReadEntry()
        {
            Guid identifier = Guid.Empty;
            string dn = null, objectType = null;
            var modification = ObjectModificationType.Unconfigured;
            List<AnchorAttribute> anchors = null;
            List<AttributeChange> changes = null;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "identifier": identifier = m_json.ReadGuid(); break;
                case "dn": dn = m_json.ReadString(); break;
                case "objectType": objectType = m_json.ReadName(); break;
                case "modification": modification = m_objectModifications.Read(m_json); break;
                case "anchors": anchors = ReadAnchors(); break;
                case "changes": changes = ReadChanges(); break;
                default: m_json.Skip(); break;
                }
            }
            if (modification == ObjectModificationType.Unconfigured)
                throw m_json.Wrong("an entry with a modification");
            var entry = new CSEntryChangeDetached(identifier, modification, MAImportError.Success, null);
            entry.DN = dn;
            entry.ObjectType = objectType;
            if (anchors != null)
                foreach (AnchorAttribute anchor in anchors)
                    entry.AnchorAttributes.Add(anchor);
            if (changes != null)
                foreach (AttributeChange change in changes)
                    entry.AttributeChanges.Add(change);
            return entry;
        }

        internal List<AnchorAttribute> ReadAnchors()
        {
            var anchors = new List<AnchorAttribute>();
            m_json.BeginArray();
            bool first = true;
            while (m_json.NextElement(ref first))
                anchors.Add(ReadAnchor());
            return anchors;
        }

        private AnchorAttribute ReadAnchor()
        {
            string name = null;
            var type = AttributeType.String;
            object value = null;
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "name": name = m_json.ReadName(); break;
                case "type": type = m_types.Read(m_json); break;
                case "value":
                    if (m_json.IsNull())
                        m_json.ReadNull();
                    else
                        value = ReadRaw();
                    break;
                default: m_json.Skip(); break;
                }
            }
            if (name == null)
                throw m_json.Wrong("an anchor with a name");
            return new AnchorAttributeDetached(name, type, value == null ? null : Typed(value, type));
        }

        private List<AttributeChange> ReadChanges()
        {
            var changes = new List<AttributeChange>();
            m_json.BeginArray();
            bool first = true;
            while (m_json.NextElement(ref first))
                changes.Add(ReadChange());
            return changes;
        }

        private AttributeChange ReadChange()
        {
            string name = null;
            var type = AttributeType.String;
            bool multiValued = false;
            var modification = AttributeModificationType.Unconfigured;
            m_raw.Clear();
            m_rawKinds.Clear();
            m_json.BeginObject();
            bool first = true;
            for (string member; (member = m_json.NextMember(ref first)) != null;) {
                switch (member) {
                case "name": name = m_json.ReadName(); break;
                case "type": type = m_types.Read(m_json); break;
                case "multiValued": multiValued = m_json.ReadBool(); break;
                case "modification": modification = m_modifications.Read(m_json); break;
                case "add": ReadValues(s_add); break;
                case "delete": ReadValues(s_delete); break;
                default: m_json.Skip(); break;
                }
            }
            if (name == null || modification == AttributeModificationType.Unconfigured)
                throw m_json.Wrong("a change with name and modification");
            var values = new List<ValueChange>(m_raw.Count);
            for (int i = 0; i < m_raw.Count; ++i)
                values.Add(new ValueChange(Typed(m_raw[i], type), (ValueModificationType)m_rawKinds[i]));
            return new AttributeChangeDetached(name, modification, values, type, multiValued, false);
        }

        private static readonly object s_add = ValueModificationType.Add;
        private static readonly object s_delete = ValueModificationType.Delete;

        private void ReadValues(object kind)
        {
            m_json.BeginArray();
            bool first = true;
            while (m_json.NextElement(ref first)) {
                m_raw.Add(ReadRaw());
                m_rawKinds.Add(kind);
            }
        }

        // The type may stand after the values, so a value is read as what it looks like first.
        private object ReadRaw()
        {
            byte b = m_json.Peek();
            if (b == '"')
                return m_json.ReadString();
            if (b == 't' || b == 'f')
                return m_json.ReadBool();
            return m_json.ReadInteger();
        }

        // Integers arrive as long, binary as byte[], references as the DN string (dotnet.md).
        private object Typed(object raw, AttributeType type)
        {
            var text = raw as string;
            switch (type) {
            case AttributeType.Integer:
                long number;
                if (raw is long)
                    return raw;
                if (text != null && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                                                  out number))
                    return number;
                break;
            case AttributeType.Boolean:
                if (raw is bool)
                    return raw;
                break;
            case AttributeType.Binary:
                if (text == null)
                    break;
                try {
                    return Convert.FromBase64String(text);
                } catch (FormatException) {
                    throw m_json.Wrong("before it base64");
                }
            default:
                if (text != null)
                    return text;
                break;
            }
            throw m_json.Wrong("before it a value of type " + type);
        }
    }

    /// <summary>Enumeration members by the name the wire uses.</summary>
    internal sealed class NamedValues<T> where T : struct
    {
        private Dictionary<string, object> m_values; // boxed: one instantiation of the dictionary serves all
        private string m_lastName;
        private T m_last;

        internal T Read(JsonReader json)
        {
            string name = json.ReadName();
            if (ReferenceEquals(name, m_lastName))
                return m_last;
            if (m_values == null) {
                m_values = new Dictionary<string, object>(StringComparer.Ordinal);
                foreach (object each in Enum.GetValues(typeof(T)))
                    m_values[each.ToString()] = each;
            }
            object value;
            if (!m_values.TryGetValue(name, out value))
                throw json.Wrong("before it one of " + string.Join(", ", m_values.Keys));
            m_lastName = name;
            m_last = (T)value;
            return m_last;
        }
    }
}
