using System;
using System.Collections.Generic;
using System.Security;
using Anchorage.DotNet.Held;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    internal sealed class PasswordCalls
    {
        private readonly Calls m_calls;
        private bool m_opened;

        internal PasswordCalls(Calls calls) { m_calls = calls; }

        internal void Open(long id, Partition partition)
        {
            if (m_calls.Lacks<IMAExtensible2Password>(id, "openPasswordConnection"))
                return;
            if (m_opened)
                m_calls.Connector.Forget<IMAExtensible2Password>();
            m_opened = true;
            m_calls.Answer(id, json => Connector().OpenPasswordConnection(m_calls.Parameters(), partition));
        }

        internal void GetConnectionSecurityLevel(long id)
        {
            if (m_calls.Lacks<IMAExtensible2Password>(id, "getConnectionSecurityLevel"))
                return;
            m_calls.Answer(id, json => json.Member("level", Connector().GetConnectionSecurityLevel().ToString()));
        }

        internal void Set(long id, CSEntry entry, SecureString newPassword, PasswordOptions options)
        {
            if (m_calls.Lacks<IMAExtensible2Password>(id, "setPassword"))
                return;
            m_calls.Answer(id, json => Connector().SetPassword(entry, newPassword, options));
        }

        internal void Change(long id, CSEntry entry, SecureString oldPassword, SecureString newPassword)
        {
            if (m_calls.Lacks<IMAExtensible2Password>(id, "changePassword"))
                return;
            m_calls.Answer(id, json => Connector().ChangePassword(entry, oldPassword, newPassword));
        }

        internal void Close(long id)
        {
            if (m_calls.Lacks<IMAExtensible2Password>(id, "closePasswordConnection"))
                return;
            m_calls.Answer(id, json => Connector().ClosePasswordConnection());
        }

        private IMAExtensible2Password Connector() { return m_calls.Connector.Instance<IMAExtensible2Password>(); }
    }

    /// <summary>The object of a password call: DN, type and anchors are all the engine knows here.</summary>
    internal sealed class PasswordEntry : CSEntry
    {
        private readonly string m_objectType;
        private readonly Dictionary<string, PasswordAttribute> m_attributes =
            new Dictionary<string, PasswordAttribute>(StringComparer.OrdinalIgnoreCase);
        private readonly ManagementAgent m_agent;
        private ReferenceValue m_dn;

        internal PasswordEntry(string dn, string objectType, IEnumerable<AnchorAttribute> anchors, string agent)
        {
            m_dn = new HeldReference(dn);
            m_objectType = objectType;
            m_agent = new HeldManagementAgent(agent);
            foreach (AnchorAttribute anchor in anchors)
                m_attributes[anchor.Name] = new PasswordAttribute(anchor.Name, anchor.Value, m_agent);
        }

        public override ReferenceValue DN { get { return m_dn; } set { throw NotHere("DN"); } }
        public override string RDN
        {
            get { return m_dn.Depth == 0 ? "" : m_dn[0]; }
            set { throw NotHere("RDN"); }
        }
        public override string ObjectType { get { return m_objectType; } }
        public override ValueCollection ObjectClass
        {
            get { return new HeldValueCollection(m_objectType); }
            set { throw NotHere("ObjectClass"); }
        }
        public override ManagementAgent MA { get { return m_agent; } }
        public override ConnectionState ConnectionState { get { return ConnectionState.Connected; } }
        public override DateTime ConnectionChangeTime { get { return DateTime.MinValue; } }

        /// <summary>An attribute that is no anchor is there, but has no value.</summary>
        public override Attrib this[string attributeName]
        {
            get
            {
                if (attributeName == null)
                    throw new ArgumentNullException("attributeName");
                PasswordAttribute attribute;
                return m_attributes.TryGetValue(attributeName, out attribute)
                    ? attribute
                    : new PasswordAttribute(attributeName, null, m_agent);
            }
        }

        public override void CommitNewConnector() { throw NotHere("CommitNewConnector"); }
        public override void Deprovision() { throw NotHere("Deprovision"); }
        public override AttributeNameEnumerator GetEnumerator()
        {
            return new Names(new List<string>(m_attributes.Keys));
        }
        public override string ToString() { return m_dn.ToString(); }

        internal static InvalidOperationException NotHere(string member)
        {
            return new InvalidOperationException(member + " cannot be used in a password call.");
        }

        private sealed class Names : AttributeNameEnumerator
        {
            private readonly List<string> m_names;
            private int m_index = -1;

            internal Names(List<string> names) { m_names = names; }

            public override string Current { get { return m_names[m_index]; } }
            public override bool MoveNext() { return ++m_index < m_names.Count; }
            public override void Reset() { m_index = -1; }
        }
    }

    internal sealed class PasswordAttribute : Attrib
    {
        private readonly string m_name;
        private readonly Value m_value; ///< null: not present
        private readonly ManagementAgent m_agent;

        internal PasswordAttribute(string name, object value, ManagementAgent agent)
        {
            m_name = name;
            m_value = value == null ? null : new HeldValue(value);
            m_agent = agent;
        }

        public override string Name { get { return m_name; } }
        public override AttributeType DataType
        {
            get { return m_value == null ? AttributeType.String : m_value.DataType; }
        }
        public override bool IsPresent { get { return m_value != null; } }
        public override bool IsMultivalued { get { return false; } }
        public override string Value { get { return Held().ToString(); } set { throw PasswordEntry.NotHere("Value"); } }
        public override string StringValue
        {
            get { return Held().ToString(); }
            set { throw PasswordEntry.NotHere("StringValue"); }
        }
        public override long IntegerValue
        {
            get { return Held().ToInteger(); }
            set { throw PasswordEntry.NotHere("IntegerValue"); }
        }
        public override bool BooleanValue
        {
            get { return Held().ToBoolean(); }
            set { throw PasswordEntry.NotHere("BooleanValue"); }
        }
        public override byte[] BinaryValue
        {
            get { return Held().ToBinary(); }
            set { throw PasswordEntry.NotHere("BinaryValue"); }
        }
        public override ReferenceValue ReferenceValue
        {
            get { return new HeldReference(Held().ToString()); }
            set { throw PasswordEntry.NotHere("ReferenceValue"); }
        }
        public override ValueCollection Values
        {
            get { return m_value == null ? new HeldValueCollection() : new HeldValueCollection(m_value); }
            set { throw PasswordEntry.NotHere("Values"); }
        }
        public override ManagementAgent LastContributingMA { get { return m_agent; } }
        public override DateTime LastContributionTime { get { return DateTime.MinValue; } }

        public override void Delete() { throw PasswordEntry.NotHere("Delete"); }
        public override string ToString() { return m_value == null ? "" : m_value.ToString(); }

        private Value Held()
        {
            if (m_value == null)
                throw new AttributeNotPresentException(m_name);
            return m_value;
        }
    }
}
