// Values as rules and password extensions see them. Every conversion that makes no sense throws
// InvalidOperationException.
using System.Collections;

namespace Microsoft.MetadirectoryServices
{
    public abstract class Value
    {
        protected Value() { }

        public abstract AttributeType DataType { get; }

        public abstract byte[] ToBinary();
        public abstract bool ToBoolean();
        public abstract long ToInteger();
        public abstract override string ToString();
        public abstract override bool Equals(object obj);
        public abstract override int GetHashCode();
    }

    /// <summary>A value that is a distinguished name; the first component is the deepest.</summary>
    public abstract class ReferenceValue : Value
    {
        protected ReferenceValue() { }

        public abstract int Depth { get; }
        public abstract string this[int componentIndex] { get; }

        public abstract ReferenceValue Parent();
        public abstract ReferenceValue Parent(int level);
        public abstract ReferenceValue Subcomponents(int startingComponent, int endingComponent);
        public abstract ReferenceValue Concat(ReferenceValue dn);
        public abstract ReferenceValue Concat(string dn);
    }

    public abstract class ValueCollection : IEnumerable
    {
        protected ValueCollection() { }

        public abstract int Count { get; }
        public abstract Value this[int valueIndex] { get; }

        public abstract void Add(string value);
        public abstract void Add(long value);
        public abstract void Add(byte[] value);
        public abstract void Add(Value value);
        public abstract void Add(ValueCollection value);
        public abstract void Clear();
        public abstract bool Contains(string value);
        public abstract bool Contains(long value);
        public abstract bool Contains(byte[] value);
        public abstract bool Contains(Value value);
        public abstract void Remove(string value);
        public abstract void Remove(long value);
        public abstract void Remove(byte[] value);
        public abstract void Remove(Value value);
        public abstract void Set(bool value);
        public abstract string[] ToStringArray();
        public abstract long[] ToIntegerArray();
        public abstract byte[][] ToByteArrays();
        public abstract ValueCollectionEnumerator GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() { return GetEnumerator(); }
    }

    public abstract class ValueCollectionEnumerator : IEnumerator
    {
        protected ValueCollectionEnumerator() { }

        public abstract Value Current { get; }
        public abstract bool MoveNext();
        public abstract void Reset();

        object IEnumerator.Current { get { return Current; } }
    }
}
