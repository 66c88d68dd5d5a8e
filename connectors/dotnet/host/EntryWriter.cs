using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using Anchorage.DotNet.Json;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    /// <summary>Results of an export and entries of an import; the forms of core/json/entry_json.cpp.</summary>
    internal sealed class EntryWriter
    {
        private readonly WireOutput m_output;
        private readonly HashSet<string> m_complained = new HashSet<string>();

        internal EntryWriter(WireOutput output) { m_output = output; }

        /// <summary>The schema of the import that runs: it tells references from strings. May be null.</summary>
        internal Schema Schema { get; set; }

        internal void Write(JsonWriter json, PutExportEntriesResults results)
        {
            if (results == null || results.CSEntryChangeResults == null) {
                json.Null();
                return;
            }
            json.BeginArray();
            foreach (CSEntryChangeResult result in results.CSEntryChangeResults) {
                json.BeginObject().Key("identifier").Value(result.Identifier);
                json.Member("errorCode", NameOf(result.ErrorCode));
                json.MemberUnlessEmpty("errorName", result.ErrorName).MemberUnlessEmpty("errorDetail", result.ErrorDetail);
                if (result.AnchorAttributes != null && result.AnchorAttributes.Count > 0)
                    Write(json, "anchors", result.AnchorAttributes, null);
                json.EndObject();
            }
            json.EndArray();
        }

        internal void Write(JsonWriter json, CSEntryChange entry)
        {
            SchemaType type = null;
            if (Schema != null && entry.ObjectType != null && Schema.Types.Contains(entry.ObjectType))
                type = Schema.Types[entry.ObjectType];
            json.BeginObject().Key("identifier").Value(entry.Identifier);
            json.Member("dn", entry.DN ?? "").Member("objectType", entry.ObjectType ?? "");
            json.Member("modification", entry.ObjectModificationType.ToString());
            if (entry.AnchorAttributes != null && entry.AnchorAttributes.Count > 0) {
                json.Key("anchors").BeginArray();
                foreach (AnchorAttribute anchor in entry.AnchorAttributes) {
                    AttributeType known = TypeOf(anchor.Name, anchor.Value, anchor.DataType, null, type);
                    json.BeginObject().Member("name", anchor.Name);
                    if (known != AttributeType.String)
                        json.Member("type", known.ToString());
                    json.Key("value");
                    WriteValue(json, anchor.Value);
                    json.EndObject();
                }
                json.EndArray();
            }
            if (entry.AttributeChanges != null && entry.AttributeChanges.Count > 0)
                Write(json, "changes", entry.AttributeChanges, type);
            if (entry.ErrorCodeImport != MAImportError.Success) {
                json.Member("importError", entry.ErrorCodeImport.ToString());
                json.MemberUnlessEmpty("errorName", entry.ErrorName).MemberUnlessEmpty("errorDetail", entry.ErrorDetail);
                m_output.Log("warning", "import error " + entry.ErrorCodeImport + " on " + entry.DN + ": "
                             + entry.ErrorName + " "
                                            + entry.ErrorDetail);
            }
            json.EndObject();
        }

        private void Write(JsonWriter json, string member, KeyedCollection<string, AttributeChange> changes,
                           SchemaType type)
        {
            json.Key(member).BeginArray();
            foreach (AttributeChange change in changes) {
                SchemaAttribute attribute =
                    type != null && type.Attributes.Contains(change.Name) ? type.Attributes[change.Name] : null;
                IList<ValueChange> values = change.ValueChanges ?? new ValueChange[0];
                AttributeType known = TypeOf(change.Name, values.Count > 0 ? values[0].Value : null, change.DataType, attribute,
                                             type);
                json.BeginObject().Member("name", change.Name);
                if (known != AttributeType.String)
                    json.Member("type", known.ToString());
                bool multiValued = attribute != null ? attribute.IsMultiValued
                                                     : change.IsMultiValued || values.Count > 1;
                json.MemberIfTrue("multiValued", multiValued);
                json.Member("modification", change.ModificationType.ToString());
                Write(json, "add", values, ValueModificationType.Add);
                Write(json, "delete", values, ValueModificationType.Delete);
                json.EndObject();
            }
            json.EndArray();
        }

        private void Write(JsonWriter json, string member, IList<ValueChange> values, ValueModificationType kind)
        {
            bool any = false;
            foreach (ValueChange value in values) {
                if (value.ModificationType != kind)
                    continue;
                if (!any)
                    json.Key(member).BeginArray();
                any = true;
                WriteValue(json, value.Value);
            }
            if (any)
                json.EndArray();
        }

        /// <summary>
        /// What the value is decides, not what the schema says: a number that came as text is a finding of the
        /// bench. Only references cannot be told from text by looking.
        /// </summary>
        private AttributeType TypeOf(string name, object value, AttributeType declared, SchemaAttribute attribute,
                                     SchemaType type)
        {
            if (attribute == null && type != null && type.Attributes.Contains(name))
                attribute = type.Attributes[name];
            if (value == null)
                return attribute != null ? attribute.DataType
                    : declared == AttributeType.Undefined ? AttributeType.String : declared;
            if (value is ReferenceValue)
                return AttributeType.Reference;
            if (value is string) {
                bool reference = attribute != null ? attribute.DataType == AttributeType.Reference
                                                   : declared == AttributeType.Reference;
                return reference ? AttributeType.Reference : AttributeType.String;
            }
            AttributeType found = Utils.GetAttributeType(value.GetType());
            if (found != AttributeType.Undefined)
                return found;
            if (value is ulong || value is uint)
                return AttributeType.Integer;
            if (m_complained.Add(name + " " + value.GetType().FullName))
                m_output.Log("warning", "attribute " + name + " holds a " + value.GetType().FullName
                                            + ", which no ECMA2 attribute can be; shown as text");
            return AttributeType.String;
        }

        private static void WriteValue(JsonWriter json, object value)
        {
            var bytes = value as byte[];
            if (value == null)
                json.Null();
            else if (bytes != null)
                json.Value(Convert.ToBase64String(bytes));
            else if (value is bool)
                json.Value((bool)value);
            else if (value is long || value is int || value is short || value is byte || value is uint || value is ushort
                     || value is sbyte)
                json.Value(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else
                json.Value(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        private static readonly string[] s_errorNames = Enum.GetNames(typeof(MAExportError));

        private static string NameOf(MAExportError error)
        {
            // ToString of an enumeration is slow, and this runs once an entry.
            int number = (int)error;
            return number >= 0 && number < s_errorNames.Length ? s_errorNames[number] : error.ToString();
        }
    }
}
