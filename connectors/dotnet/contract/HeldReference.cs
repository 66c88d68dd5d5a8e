// References and the management agent that makes them; compiled into contract and host (see HeldValues.cs).
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Microsoft.MetadirectoryServices;
using Microsoft.MetadirectoryServices.DetachedObjectModel;

namespace Anchorage.DotNet.Held
{
    internal sealed class HeldReference : ReferenceValue
    {
        private readonly string m_dn;
        private readonly string[] m_components;

        internal HeldReference(string dn)
        {
            if (dn == null)
                throw new ArgumentNullException("dn");
            m_dn = dn;
            m_components = DetachedUtils.SplitDN(dn);
        }

        public override AttributeType DataType { get { return AttributeType.Reference; } }
        public override int Depth { get { return m_dn.Length == 0 ? 0 : m_components.Length; } }
        public override string this[int componentIndex] { get { return m_components[componentIndex]; } }

        public override ReferenceValue Parent() { return Parent(1); }
        public override ReferenceValue Parent(int level)
        {
            if (level < 0)
                throw new ArgumentOutOfRangeException("level");
            return level >= Depth ? null : Subcomponents(level, Depth - 1);
        }
        /// <summary>Both ends are included.</summary>
        public override ReferenceValue Subcomponents(int startingComponent, int endingComponent)
        {
            if (startingComponent < 0 || startingComponent >= Depth)
                throw new ArgumentOutOfRangeException("startingComponent");
            if (endingComponent < startingComponent || endingComponent >= Depth)
                throw new ArgumentOutOfRangeException("endingComponent");
            return new HeldReference(
                string.Join(",", m_components, startingComponent, endingComponent - startingComponent + 1));
        }
        public override ReferenceValue Concat(ReferenceValue dn)
        {
            if (dn == null)
                throw new ArgumentNullException("dn");
            return Concat(dn.ToString());
        }
        public override ReferenceValue Concat(string dn)
        {
            if (dn == null)
                throw new ArgumentNullException("dn");
            return new HeldReference(m_dn.Length == 0 ? dn : dn.Length == 0 ? m_dn : m_dn + "," + dn);
        }

        public override byte[] ToBinary() { throw NoConversion("binary"); }
        public override bool ToBoolean() { throw NoConversion("boolean"); }
        public override long ToInteger() { throw NoConversion("integer"); }
        public override string ToString() { return m_dn; }
        public override bool Equals(object obj)
        {
            var other = obj as ReferenceValue;
            return other != null && string.Equals(other.ToString(), m_dn, StringComparison.OrdinalIgnoreCase);
        }
        public override int GetHashCode() { return StringComparer.OrdinalIgnoreCase.GetHashCode(m_dn); }

        private static InvalidOperationException NoConversion(string wanted)
        {
            return new InvalidOperationException("A reference cannot be read as " + wanted + ".");
        }
    }

    internal sealed class HeldManagementAgent : ManagementAgent
    {
        private readonly string m_name;

        internal HeldManagementAgent(string name) { m_name = name; }

        public override string Name { get { return m_name; } }

        public override ReferenceValue CreateDN(string dn) { return new HeldReference(dn); }
        public override ReferenceValue CreateDN(Value dn)
        {
            if (dn == null)
                throw new ArgumentNullException("dn");
            return new HeldReference(dn.ToString());
        }
        public override ReferenceValue EscapeDNComponent(params string[] parts)
        {
            if (parts == null)
                throw new ArgumentNullException("parts");
            return new HeldReference(string.Join("+", Array.ConvertAll(parts, Escape)));
        }
        public override ReferenceValue EscapeDNComponent(params Value[] parts)
        {
            if (parts == null)
                throw new ArgumentNullException("parts");
            return EscapeDNComponent(Array.ConvertAll(parts, p => p.ToString()));
        }
        public override string[] UnescapeDNComponent(string component)
        {
            if (component == null)
                throw new ArgumentNullException("component");
            var parts = new List<string>();
            var text = new StringBuilder();
            for (int i = 0; i < component.Length; ++i) {
                char c = component[i];
                if (c == '\\' && i + 1 < component.Length) {
                    text.Append(component[++i]);
                } else if (c == '+') {
                    parts.Add(text.ToString());
                    text.Length = 0;
                } else {
                    text.Append(c);
                }
            }
            parts.Add(text.ToString());
            return parts.ToArray();
        }
        /// <summary>The bench normalises anchors itself, so nothing is left to do here.</summary>
        public override string NormalizeString(string value)
        {
            if (value == null)
                throw new ArgumentNullException("value");
            return value;
        }

        // The value of "cn=Smith, Ann" is escaped, its first '=' is not.
        private static string Escape(string part)
        {
            var text = new StringBuilder();
            bool inValue = part.IndexOf('=') < 0;
            foreach (char c in part) {
                if (inValue && (",+\"\\<>;=").IndexOf(c) >= 0)
                    text.Append('\\');
                inValue = inValue || c == '=';
                text.Append(c);
            }
            return text.ToString();
        }
    }

    internal sealed class HeldManagementAgents : ManagementAgentCollection
    {
        private readonly ManagementAgent m_agent;

        internal HeldManagementAgents(ManagementAgent agent) { m_agent = agent; }

        public override int Count { get { return 1; } }
        public override ManagementAgent this[string maName]
        {
            get
            {
                if (maName == null)
                    throw new ArgumentNullException("maName");
                if (!string.Equals(maName, m_agent.Name, StringComparison.OrdinalIgnoreCase))
                    throw new NoSuchManagementAgentException(string.Format(
                        CultureInfo.InvariantCulture, "There is no management agent \"{0}\"; this run has \"{1}\".",
                            maName,
                        m_agent.Name));
                return m_agent;
            }
        }
        public override ManagementAgentEnumerator GetEnumerator() { return new Enumerator(m_agent); }

        private sealed class Enumerator : ManagementAgentEnumerator
        {
            private readonly ManagementAgent m_agent;
            private int m_index = -1;

            internal Enumerator(ManagementAgent agent) { m_agent = agent; }

            public override ManagementAgent Current
            {
                get
                {
                    if (m_index != 0)
                        throw new InvalidOperationException("The enumerator stands on no management agent.");
                    return m_agent;
                }
            }
            public override bool MoveNext() { return ++m_index == 0; }
            public override void Reset() { m_index = -1; }
        }
    }
}
