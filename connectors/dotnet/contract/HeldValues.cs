// Values that hold what they stand for. This file is compiled into the contract (Utils.ValueCollection) and
// into the host (the entry of a password call): the host must not need internals of the contract, because
// on Windows it can run against the licensed assembly.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet.Held
{
    internal sealed class HeldValue : Value
    {
        private readonly object m_value;
        private readonly AttributeType m_type;

        internal HeldValue(object value)
        {
            if (value == null)
                throw new ArgumentNullException("value");
            m_value = value;
            m_type = value is long ? AttributeType.Integer
                : value is bool    ? AttributeType.Boolean
                : value is byte[]  ? AttributeType.Binary
                                   : AttributeType.String;
        }

        public override AttributeType DataType { get { return m_type; } }

        public override byte[] ToBinary()
        {
            var bytes = m_value as byte[];
            if (bytes != null)
                return (byte[])bytes.Clone();
            if (m_value is long)
                return BitConverter.GetBytes((long)m_value);
            if (m_value is string)
                return Encoding.Unicode.GetBytes((string)m_value);
            throw NoConversion("binary");
        }

        public override bool ToBoolean()
        {
            if (m_value is bool)
                return (bool)m_value;
            bool parsed;
            if (m_value is string && bool.TryParse((string)m_value, out parsed))
                return parsed;
            throw NoConversion("boolean");
        }

        public override long ToInteger()
        {
            if (m_value is long)
                return (long)m_value;
            long parsed;
            if (m_value is string
                && long.TryParse((string)m_value, NumberStyles.Integer, CultureInfo.InvariantCulture, out parsed))
                return parsed;
            var bytes = m_value as byte[];
            if (bytes != null && bytes.Length <= 8) {
                long number = 0;
                for (int i = bytes.Length - 1; i >= 0; --i)
                    number = (number << 8) | bytes[i];
                return number;
            }
            throw NoConversion("integer");
        }

        public override string ToString()
        {
            var bytes = m_value as byte[];
            if (bytes == null)
                return Convert.ToString(m_value, CultureInfo.InvariantCulture);
            var hex = new StringBuilder(bytes.Length * 2);
            foreach (byte b in bytes)
                hex.Append(b.ToString("X2", CultureInfo.InvariantCulture));
            return hex.ToString();
        }

        public override bool Equals(object obj)
        {
            var other = obj as Value;
            return other != null && other.DataType == m_type && other.ToString() == ToString();
        }

        public override int GetHashCode() { return ToString().GetHashCode(); }

        private InvalidOperationException NoConversion(string wanted)
        {
            return new InvalidOperationException("A value of type " + m_type + " cannot be read as " + wanted + ".");
        }
    }

    internal sealed class HeldValueCollection : ValueCollection
    {
        private readonly List<Value> m_values = new List<Value>();

        internal HeldValueCollection(params object[] values)
        {
            foreach (object value in values)
                m_values.Add(value as Value ?? new HeldValue(value));
        }

        public override int Count { get { return m_values.Count; } }
        public override Value this[int valueIndex] { get { return m_values[valueIndex]; } }

        public override void Add(string value) { Add(new HeldValue(value)); }
        public override void Add(long value) { Add(new HeldValue(value)); }
        public override void Add(byte[] value) { Add(new HeldValue(value)); }
        public override void Add(Value value)
        {
            if (value == null)
                throw new ArgumentNullException("value");
            if (m_values.Count > 0 && m_values[0].DataType != value.DataType)
                throw new InvalidOperationException("The collection holds values of type " + m_values[0].DataType
                                                    + ", not " + value.DataType + ".");
            if (!m_values.Contains(value)) // a collection is a set
                m_values.Add(value);
        }
        public override void Add(ValueCollection value)
        {
            if (value == null)
                throw new ArgumentNullException("value");
            foreach (Value each in value)
                Add(each);
        }
        public override void Clear() { m_values.Clear(); }
        public override bool Contains(string value) { return Contains(new HeldValue(value)); }
        public override bool Contains(long value) { return Contains(new HeldValue(value)); }
        public override bool Contains(byte[] value) { return Contains(new HeldValue(value)); }
        public override bool Contains(Value value) { return m_values.Contains(value); }
        public override void Remove(string value) { Remove(new HeldValue(value)); }
        public override void Remove(long value) { Remove(new HeldValue(value)); }
        public override void Remove(byte[] value) { Remove(new HeldValue(value)); }
        public override void Remove(Value value) { m_values.Remove(value); }
        public override void Set(bool value)
        {
            m_values.Clear();
            m_values.Add(new HeldValue(value));
        }
        public override string[] ToStringArray() { return m_values.ConvertAll(v => v.ToString()).ToArray(); }
        public override long[] ToIntegerArray() { return m_values.ConvertAll(v => v.ToInteger()).ToArray(); }
        public override byte[][] ToByteArrays() { return m_values.ConvertAll(v => v.ToBinary()).ToArray(); }
        public override ValueCollectionEnumerator GetEnumerator() { return new Enumerator(m_values); }

        private sealed class Enumerator : ValueCollectionEnumerator
        {
            private readonly List<Value> m_values;
            private int m_index = -1;

            internal Enumerator(List<Value> values) { m_values = values; }

            public override Value Current { get { return m_values[m_index]; } }
            public override bool MoveNext() { return ++m_index < m_values.Count; }
            public override void Reset() { m_index = -1; }
        }
    }
}
