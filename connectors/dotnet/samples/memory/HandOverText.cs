using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Samples.Memory
{
    /// <summary>
    /// The text form of a hand-over, character for character the one of the native `memory` connector
    /// (connectors/memory/hand_over_log.h), so that what two connectors were given can be compared.
    /// </summary>
    internal static class HandOverText
    {
        private const string SecretMarker = "[secret]";

        internal static string Of(CSEntryChange entry)
        {
            var text = new StringBuilder(Short(entry.ObjectModificationType));
            text.Append(' ').Append(Dn(entry.DN ?? ""));
            if (entry.AnchorAttributes.Count > 0) {
                var anchors = new List<string>();
                foreach (AnchorAttribute anchor in entry.AnchorAttributes)
                    anchors.Add(anchor.Name + "="
                                + (anchor.Value == null ? "" : Value(anchor.Value, anchor.DataType, false)));
                text.Append(" {").Append(string.Join("+", anchors)).Append('}');
            }
            foreach (AttributeChange change in entry.AttributeChanges)
                text.Append(' ').Append(Change(change));
            return text.ToString();
        }

        private static string Change(AttributeChange change)
        {
            string head = change.Name + ":" + Short(change.ModificationType);
            if (change.ModificationType == AttributeModificationType.Delete && change.ValueChanges.Count == 0)
                return head;
            bool update = change.ModificationType == AttributeModificationType.Update;
            bool secret = string.Equals(change.Name, "export_password", StringComparison.OrdinalIgnoreCase);
            var values = new List<string>();
            foreach (ValueModificationType kind in new[] { ValueModificationType.Add, ValueModificationType.Delete })
                foreach (ValueChange value in change.ValueChanges)
                    if (value.ModificationType == kind) {
                        string sign = update || kind == ValueModificationType.Delete
                            ? (kind == ValueModificationType.Add ? "+" : "-")
                            : "";
                        values.Add(sign + (secret ? SecretMarker : Value(value.Value, change.DataType, change.Name == "DN")));
                    }
            return head + "(" + string.Join(" ", values) + ")";
        }

        private static string Value(object value, AttributeType type, bool isDn)
        {
            var bytes = value as byte[];
            string text;
            if (bytes != null) {
                var hex = new StringBuilder("0x");
                foreach (byte b in bytes)
                    hex.Append(b.ToString("x2", CultureInfo.InvariantCulture));
                text = hex.ToString();
            } else if (value is bool) {
                text = (bool)value ? "true" : "false";
            } else {
                text = Convert.ToString(value, CultureInfo.InvariantCulture);
            }
            return type == AttributeType.Reference || isDn ? Dn(text) : Quoted(text);
        }

        private static string Short(ObjectModificationType type)
        {
            switch (type) {
            case ObjectModificationType.Add: return "Add";
            case ObjectModificationType.Replace: return "Rep";
            case ObjectModificationType.Update: return "Upd";
            case ObjectModificationType.Delete: return "Del";
            default: return type.ToString();
            }
        }

        private static string Short(AttributeModificationType type)
        {
            switch (type) {
            case AttributeModificationType.Add: return "add";
            case AttributeModificationType.Replace: return "rep";
            case AttributeModificationType.Update: return "upd";
            case AttributeModificationType.Delete: return "del";
            default: return "?";
            }
        }

        private static bool NeedsQuotes(string text)
        {
            return text.Length == 0 || text[0] == '+' || text[0] == '-'
                || text.IndexOfAny("(){}\"\\".ToCharArray()) >= 0
                || Array.Exists(text.ToCharArray(), c => c <= 0x20 || c == 0x7F);
        }

        private static string Quoted(string text)
        {
            if (!NeedsQuotes(text))
                return text;
            var quoted = new StringBuilder("\"");
            foreach (char c in text) {
                if (c == '"' || c == '\\')
                    quoted.Append('\\').Append(c);
                else if (c == '\n')
                    quoted.Append("\\n");
                else if (c == '\t')
                    quoted.Append("\\t");
                else if (c < 0x20 || c == 0x7F)
                    quoted.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
                else
                    quoted.Append(c);
            }
            return quoted.Append('"').ToString();
        }

        // DNs live on commas, equals signs and backslashes: only blanks and controls put them in quotes.
        private static string Dn(string dn)
        {
            bool plain = dn.Length > 0 && !Array.Exists(dn.ToCharArray(), c => c <= 0x20 || c == 0x7F || c == '"');
            return plain || !NeedsQuotes(dn) ? dn : Quoted(dn);
        }
    }
}
