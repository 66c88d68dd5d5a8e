using System;
using System.Globalization;

namespace Anchorage.DotNet.Json
{
    /// <summary>
    /// Pulls one JSON text out of UTF-8 bytes: no tree, no strings but the values that are wanted. Every byte
    /// is looked at, so that a text that was read to its end was well-formed.
    /// </summary>
    internal sealed partial class JsonReader
    {
        internal const int DepthLimit = 256;

        private byte[] m_bytes;
        private int m_position;
        private int m_end;
        private int m_depth;

        internal void Start(byte[] bytes, int begin, int end)
        {
            m_bytes = bytes;
            m_position = begin;
            m_end = end;
            m_depth = 0;
        }

        internal int Position { get { return m_position; } }

        /// <summary>Goes back to a value that was skipped, or on behind it again.</summary>
        internal void Return(int position) { m_position = position; }

        // --- structure ---------------------------------------------------------------------------------

        internal void BeginObject() { Begin((byte)'{', "an object"); }
        internal void BeginArray() { Begin((byte)'[', "an array"); }

        /// <summary>
        /// The next member's name, null at the end of the object; the value must be read or skipped. Names are
        /// shared strings.
        /// </summary>
        internal string NextMember(ref bool first)
        {
            byte b = Peek();
            if (b == '}') {
                ++m_position;
                --m_depth;
                return null;
            }
            if (!first) {
                if (b != ',')
                    throw Wrong("',' or '}'");
                ++m_position;
                b = Peek();
            }
            first = false;
            if (b != '"')
                throw Wrong("a member name");
            string name = ReadName();
            if (Peek() != ':')
                throw Wrong("':'");
            ++m_position;
            return name;
        }

        /// <summary>True: an element follows and must be read or skipped. False: the array has ended.</summary>
        internal bool NextElement(ref bool first)
        {
            byte b = Peek();
            if (b == ']') {
                ++m_position;
                --m_depth;
                return false;
            }
            if (!first) {
                if (b != ',')
                    throw Wrong("',' or ']'");
                ++m_position;
                if (Peek() == ']')
                    throw Wrong("a value");
            }
            first = false;
            return true;
        }

        /// <summary>Nothing but blanks may be left.</summary>
        internal void End()
        {
            SkipBlanks();
            if (m_position != m_end)
                throw Wrong("the end of the message");
        }

        internal byte Peek()
        {
            SkipBlanks();
            if (m_position >= m_end)
                throw new JsonException("the message ends too early", m_position);
            return m_bytes[m_position];
        }

        internal void Skip()
        {
            bool first = true;
            switch (Peek()) {
            case (byte)'{':
                BeginObject();
                while (NextMember(ref first) != null)
                    Skip();
                break;
            case (byte)'[':
                BeginArray();
                while (NextElement(ref first))
                    Skip();
                break;
            case (byte)'"':
                ReadString();
                break;
            case (byte)'t':
            case (byte)'f':
                ReadBool();
                break;
            case (byte)'n':
                ReadNull();
                break;
            default:
                SkipNumber();
                break;
            }
        }

        // --- values ------------------------------------------------------------------------------------

        internal bool ReadBool()
        {
            if (Peek() == 't') {
                Word("true");
                return true;
            }
            Word("false");
            return false;
        }

        internal void ReadNull()
        {
            Peek();
            Word("null");
        }

        internal bool IsNull() { return Peek() == 'n'; }

        /// <summary>A JSON integer or, beyond 2^53, a decimal string.</summary>
        internal long ReadInteger()
        {
            byte b = Peek();
            if (b == '"') {
                int begin = m_position;
                long parsed;
                if (!long.TryParse(ReadString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                                   out parsed)) {
                    m_position = begin;
                    throw Wrong("an integer");
                }
                return parsed;
            }
            bool negative = b == '-';
            if (negative)
                ++m_position;
            int digits = m_position;
            ulong number = 0;
            while (m_position < m_end && (uint)(m_bytes[m_position] - '0') <= 9) {
                if (m_position - digits >= 19)
                    throw Wrong("an integer within 64 bits");
                number = number * 10 + (uint)(m_bytes[m_position++] - '0');
            }
            bool fraction = m_position < m_end && (m_bytes[m_position] == '.' || (m_bytes[m_position] | 0x20) == 'e');
            if (m_position == digits || fraction || (m_bytes[digits] == '0' && m_position > digits + 1))
                throw Wrong("an integer");
            if (number > (ulong)long.MaxValue + (negative ? 1UL : 0UL))
                throw Wrong("an integer within 64 bits");
            return negative ? unchecked(-(long)number) : (long)number;
        }

        internal int ReadInt32()
        {
            long number = ReadInteger();
            if (number < int.MinValue || number > int.MaxValue)
                throw Wrong("an integer within 32 bits");
            return (int)number;
        }

        internal Guid ReadGuid()
        {
            int begin = m_position;
            if (Peek() == '"') {
                begin = m_position;
                Guid guid;
                if (begin + 37 < m_end && m_bytes[begin + 37] == '"'
                    && GuidForm.TryParse(m_bytes, begin + 1, out guid)) {
                    m_position = begin + 38;
                    return guid;
                }
            }
            m_position = begin;
            throw Wrong("an identifier (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)");
        }

        internal JsonException Wrong(string expected)
        {
            if (m_position >= m_end)
                return new JsonException("expected " + expected + ", found the end of the message", m_position);
            return new JsonException("expected " + expected + ", found " + Excerpt.Of(m_bytes, m_position, m_end, 20),
                                     m_position);
        }

        // --- inside ------------------------------------------------------------------------------------

        private void Begin(byte bracket, string what)
        {
            if (Peek() != bracket)
                throw Wrong(what);
            if (++m_depth > DepthLimit)
                throw new JsonException("the message is nested deeper than " + DepthLimit, m_position);
            ++m_position;
        }

        private void SkipBlanks()
        {
            while (m_position < m_end) {
                byte b = m_bytes[m_position];
                if (b > 0x20 || (b != ' ' && b != '\t' && b != '\r' && b != '\n'))
                    return;
                ++m_position;
            }
        }

        private void Word(string word)
        {
            for (int i = 0; i < word.Length; ++i)
                if (m_position + i >= m_end || m_bytes[m_position + i] != word[i])
                    throw Wrong("a value");
            m_position += word.Length;
        }

        private void SkipNumber()
        {
            int begin = m_position;
            if (m_bytes[m_position] == '-')
                ++m_position;
            int whole = Digits();
            if (whole == 0 || (whole > 1 && m_bytes[m_position - whole] == '0')) {
                m_position = begin;
                throw Wrong("a value");
            }
            if (m_position < m_end && m_bytes[m_position] == '.') {
                ++m_position;
                if (Digits() == 0)
                    throw Wrong("a digit");
            }
            if (m_position < m_end && (m_bytes[m_position] | 0x20) == 'e') {
                ++m_position;
                if (m_position < m_end && (m_bytes[m_position] == '+' || m_bytes[m_position] == '-'))
                    ++m_position;
                if (Digits() == 0)
                    throw Wrong("a digit");
            }
        }

        private int Digits()
        {
            int begin = m_position;
            while (m_position < m_end && (uint)(m_bytes[m_position] - '0') <= 9)
                ++m_position;
            return m_position - begin;
        }
    }
}
