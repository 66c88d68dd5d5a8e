// The connector space entry as password calls see it, with its attributes.
using System;
using System.Collections;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>ConnectionRule is left out with the rest of the rules-extension types.</summary>
    public abstract class CSEntry : IEnumerable
    {
        protected CSEntry() { }

        public abstract ReferenceValue DN { get; set; }
        public abstract string RDN { get; set; }
        public abstract string ObjectType { get; }
        public abstract ValueCollection ObjectClass { get; set; }
        public abstract ManagementAgent MA { get; }
        public abstract ConnectionState ConnectionState { get; }
        public abstract DateTime ConnectionChangeTime { get; }
        public abstract Attrib this[string attributeName] { get; }

        public abstract void CommitNewConnector();
        public abstract void Deprovision();
        public abstract AttributeNameEnumerator GetEnumerator();
        public abstract override string ToString();

        IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
    }

    public abstract class Attrib
    {
        protected Attrib() { }

        public abstract string Name { get; }
        public abstract AttributeType DataType { get; }
        public abstract bool IsPresent { get; }
        public abstract bool IsMultivalued { get; }
        public abstract string Value { get; set; }
        public abstract string StringValue { get; set; }
        public abstract long IntegerValue { get; set; }
        public abstract bool BooleanValue { get; set; }
        public abstract byte[] BinaryValue { get; set; }
        public abstract ReferenceValue ReferenceValue { get; set; }
        public abstract ValueCollection Values { get; set; }
        public abstract ManagementAgent LastContributingMA { get; }
        public abstract DateTime LastContributionTime { get; }

        public abstract void Delete();
        public abstract override string ToString();
    }

    public abstract class AttributeNameEnumerator : IEnumerator
    {
        protected AttributeNameEnumerator() { }

        public abstract string Current { get; }
        public abstract bool MoveNext();
        public abstract void Reset();

        object IEnumerator.Current { get { return Current; } }
    }
}
