using System.Collections;

namespace Microsoft.MetadirectoryServices
{
    public abstract class ManagementAgent
    {
        protected ManagementAgent() { }

        public abstract string Name { get; }

        public abstract ReferenceValue CreateDN(string dn);
        public abstract ReferenceValue CreateDN(Value dn);
        public abstract ReferenceValue EscapeDNComponent(params string[] parts);
        public abstract ReferenceValue EscapeDNComponent(params Value[] parts);
        public abstract string[] UnescapeDNComponent(string component);
        public abstract string NormalizeString(string value);
    }

    public abstract class ManagementAgentCollection : IEnumerable
    {
        protected ManagementAgentCollection() { }

        public abstract int Count { get; }
        public abstract ManagementAgent this[string maName] { get; }
        public abstract ManagementAgentEnumerator GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
    }

    public abstract class ManagementAgentEnumerator : IEnumerator
    {
        protected ManagementAgentEnumerator() { }

        public abstract ManagementAgent Current { get; }
        public abstract bool MoveNext();
        public abstract void Reset();

        object IEnumerator.Current { get { return Current; } }
    }

    public abstract class TransactionPropertyCollection : IEnumerable
    {
        protected TransactionPropertyCollection() { }

        public abstract int Count { get; }
        public abstract object this[string propertyName] { get; set; }
        public abstract bool Contains(string propertyName);
        public abstract void Remove(string propertyName);
        public abstract IEnumerator GetEnumerator();
    }
}
