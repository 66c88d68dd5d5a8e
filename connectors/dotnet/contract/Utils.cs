using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Security.AccessControl;
using System.Security.Principal;
using Anchorage.DotNet.Held;
using Microsoft.MetadirectoryServices.DetachedObjectModel;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>
    /// The folder of the management agent: a real one of the project. The host leaves these settings in the
    /// AppDomain, so that it needs nothing of this assembly but the public contract.
    /// </summary>
    public abstract class MAUtils
    {
        protected MAUtils() { }

        public static string MAFolder { get { return Setting.Of("Anchorage.MAFolder"); } }
    }

    /// <summary>FindMVEntries is left out with the rest of the rules-extension types.</summary>
    public abstract class Utils
    {
        private static readonly Transaction s_transaction = new Transaction();

        protected Utils() { }

        public static string ExtensionsDirectory { get { return Setting.Of("Anchorage.ExtensionsDirectory"); } }
        public static string WorkingDirectory { get { return Setting.Of("Anchorage.MAFolder"); } }
        public static bool InPreviewMode { get { return false; } }
        public static ManagementAgentCollection MAs
        {
            get { return new HeldManagementAgents(new HeldManagementAgent(Setting.Of("Anchorage.MAName"))); }
        }
        public static TransactionPropertyCollection TransactionProperties { get { return s_transaction; } }

        public static string ConvertSidToString(byte[] sid)
        {
            Check.NotNull(sid, "sid");
            return new SecurityIdentifier(sid, 0).Value;
        }
        public static byte[] ConvertStringToSid(string sid)
        {
            Check.NotNull(sid, "sid");
            var identifier = new SecurityIdentifier(sid);
            var bytes = new byte[identifier.BinaryLength];
            identifier.GetBinaryForm(bytes, 0);
            return bytes;
        }
        public static string ConvertSecurityDescriptorToString(byte[] securityDescriptor)
        {
            Check.NotNull(securityDescriptor, "securityDescriptor");
            return new RawSecurityDescriptor(securityDescriptor, 0).GetSddlForm(AccessControlSections.All);
        }
        public static byte[] ConvertStringToSecurityDescriptor(string securityDescriptor)
        {
            Check.NotNull(securityDescriptor, "securityDescriptor");
            var raw = new RawSecurityDescriptor(securityDescriptor);
            var bytes = new byte[raw.BinaryLength];
            raw.GetBinaryForm(bytes, 0);
            return bytes;
        }

        public static AnchorAttribute CreateAnchorAttribute(string name, object value)
        {
            return AnchorAttribute.Create(name, value);
        }
        public static AttributeChange CreateAttributeChange(string attributeChange,
                                                            AttributeModificationType attributeModificationType)
        {
            return new AttributeChangeDetached(attributeChange, attributeModificationType, new List<ValueChange>());
        }
        public static CSEntryChange CreateCSEntryChange() { return CSEntryChange.Create(); }
        public static CSEntryChangeResult CreateCSEntryChangeResult(Guid identifier,
                                                                    IList<AttributeChange> attributeChanges,
                                                                    MAExportError errorCode)
        {
            return CSEntryChangeResult.Create(identifier, attributeChanges, errorCode);
        }
        public static CSEntryChangeResult CreateCSEntryChangeResult(Guid identifier,
                                                                    IList<AttributeChange> attributeChanges,
                                                                    MAExportError errorCode, string errorName,
                                                                    string errorDetail)
        {
            return CSEntryChangeResult.Create(identifier, attributeChanges, errorCode, errorName, errorDetail);
        }
        public static KeyedCollection<Guid, CSEntryChangeResult> CreateCSEntryChangeResultCollection()
        {
            return new CSEntryChangeResultCollection();
        }

        /// <summary>Undefined for a type no attribute can hold.</summary>
        public static AttributeType GetAttributeType(Type type)
        {
            Check.NotNull(type, "type");
            if (type == typeof(string))
                return AttributeType.String;
            if (type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(byte)
                || type == typeof(uint) || type == typeof(ushort) || type == typeof(sbyte))
                return AttributeType.Integer;
            if (type == typeof(bool))
                return AttributeType.Boolean;
            if (type == typeof(byte[]))
                return AttributeType.Binary;
            if (typeof(ReferenceValue).IsAssignableFrom(type))
                return AttributeType.Reference;
            return AttributeType.Undefined;
        }
        public static string GetAttributeTypeName(AttributeType attributeType) { return attributeType.ToString(); }
        public static bool IsTypeCompatible(AttributeType attributeType, Type type)
        {
            AttributeType found = GetAttributeType(type);
            return found != AttributeType.Undefined
                && (found == attributeType || attributeType == AttributeType.Undefined
                    || (attributeType == AttributeType.Reference && found == AttributeType.String));
        }

        /// <summary>Below zero, zero or above zero, as memcmp; the shorter of two otherwise equal arrays is less.</summary>
        public static int BinaryCompare(byte[] left, byte[] right)
        {
            Check.NotNull(left, "left");
            Check.NotNull(right, "right");
            for (int i = 0; i < left.Length && i < right.Length; ++i)
                if (left[i] != right[i])
                    return left[i].CompareTo(right[i]);
            return left.Length.CompareTo(right.Length);
        }

        public static ValueCollection ValueCollection(string value) { return new HeldValueCollection(value); }
        public static ValueCollection ValueCollection(long value) { return new HeldValueCollection(value); }
        public static ValueCollection ValueCollection(bool value) { return new HeldValueCollection(value); }
        public static ValueCollection ValueCollection(byte[] value) { return new HeldValueCollection((object)value); }
        public static ValueCollection ValueCollection(Value value) { return new HeldValueCollection(value); }

        private sealed class Transaction : TransactionPropertyCollection
        {
            private readonly Dictionary<string, object> m_properties = new Dictionary<string, object>();

            public override int Count { get { return m_properties.Count; } }
            public override object this[string propertyName]
            {
                get { return m_properties[propertyName]; }
                set { m_properties[propertyName] = value; }
            }
            public override bool Contains(string propertyName) { return m_properties.ContainsKey(propertyName); }
            public override void Remove(string propertyName) { m_properties.Remove(propertyName); }
            public override IEnumerator GetEnumerator() { return m_properties.GetEnumerator(); }
        }
    }

    internal static class Setting
    {
        internal static string Of(string name)
        {
            return Convert.ToString(AppDomain.CurrentDomain.GetData(name), CultureInfo.InvariantCulture);
        }
    }
}
