using System;
using System.Globalization;

namespace Anchorage.DotNet.Json
{
    /// <summary>Writes JSON straight into UTF-8 bytes. The caller keeps the order; commas are the writer's.</summary>
    internal sealed class JsonWriter
    {
        private const long ExactlyRepresentable = 9007199254740992; // 2^53 (wire.md)
        private const string Hex = "0123456789abcdef";

        private byte[] m_bytes = new byte[16 * 1024];
        private int m_length;
        private bool m_first = true;
        private bool m_afterKey;

        internal byte[] Bytes { get { return m_bytes; } }
        internal int Length { get { return m_length; } }

        internal void Clear()
        {
            if (m_bytes.Length > 4 * 1024 * 1024)
                m_bytes = new byte[16 * 1024]; // one huge answer must not stay
            m_length = 0;
            m_first = true;
            m_afterKey = false;
        }

        internal JsonWriter BeginObject() { return Begin('{'); }
        internal JsonWriter EndObject() { return End('}'); }
        internal JsonWriter BeginArray() { return Begin('['); }
        internal JsonWriter EndArray() { return End(']'); }

        internal JsonWriter Key(string name)
        {
            Value(name);
            Put(':');
            m_afterKey = true;
            return this;
        }

        internal JsonWriter Value(string text)
        {
            if (text == null)
                return Null();
            Separate();
            Room(text.Length * 6 + 2);
            byte[] bytes = m_bytes;
            int at = m_length;
            bytes[at++] = (byte)'"';
            for (int i = 0; i < text.Length; ++i) {
                char c = text[i];
                if (c < 0x80 && c >= 0x20 && c != '"' && c != '\\')
                    bytes[at++] = (byte)c;
                else
                    at = Special(text, ref i, at);
            }
            bytes[at++] = (byte)'"';
            m_length = at;
            return this;
        }

        internal JsonWriter Value(bool truth)
        {
            Separate();
            return Ascii(truth ? "true" : "false");
        }

        /// <summary>Beyond 2^53 a decimal string, so that every language's standard library reads it.</summary>
        internal JsonWriter Value(long number)
        {
            string text = number.ToString(CultureInfo.InvariantCulture);
            if (number > ExactlyRepresentable || number < -ExactlyRepresentable)
                return Value(text);
            Separate();
            return Ascii(text);
        }

        internal JsonWriter Value(Guid guid) { return Value(guid.ToString("D", CultureInfo.InvariantCulture)); }

        internal JsonWriter Null()
        {
            Separate();
            return Ascii("null");
        }

        internal JsonWriter Member(string name, string text) { return Key(name).Value(text); }
        internal JsonWriter Member(string name, bool truth) { return Key(name).Value(truth); }
        internal JsonWriter Member(string name, long number) { return Key(name).Value(number); }

        /// <summary>Only where there is a text; absent means empty on the wire.</summary>
        internal JsonWriter MemberUnlessEmpty(string name, string text)
        {
            return string.IsNullOrEmpty(text) ? this : Member(name, text);
        }

        internal JsonWriter MemberIfTrue(string name, bool truth) { return truth ? Member(name, true) : this; }

        internal void LineEnd() { Put('\n'); }

        private int Special(string text, ref int i, int at)
        {
            char c = text[i];
            byte[] bytes = m_bytes;
            if (c == '"' || c == '\\') {
                bytes[at++] = (byte)'\\';
                bytes[at++] = (byte)c;
            } else if (c < 0x20) {
                int letter = "\b\f\n\r\t".IndexOf(c);
                bytes[at++] = (byte)'\\';
                if (letter >= 0) {
                    bytes[at++] = (byte)"bfnrt"[letter];
                } else {
                    bytes[at++] = (byte)'u';
                    bytes[at++] = (byte)'0';
                    bytes[at++] = (byte)'0';
                    bytes[at++] = (byte)Hex[c >> 4];
                    bytes[at++] = (byte)Hex[c & 15];
                }
            } else if (c < 0x800) {
                bytes[at++] = (byte)(0xC0 | (c >> 6));
                bytes[at++] = (byte)(0x80 | (c & 0x3F));
            } else {
                int code = c;
                if (char.IsSurrogate(c))
                    code = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                        ? char.ConvertToUtf32(c, text[++i])
                        : 0xFFFD; // half a pair is no character
                if (code >= 0x10000) {
                    bytes[at++] = (byte)(0xF0 | (code >> 18));
                    bytes[at++] = (byte)(0x80 | ((code >> 12) & 0x3F));
                } else {
                    bytes[at++] = (byte)(0xE0 | (code >> 12));
                }
                bytes[at++] = (byte)(0x80 | ((code >> 6) & 0x3F));
                bytes[at++] = (byte)(0x80 | (code & 0x3F));
            }
            return at;
        }

        private JsonWriter Begin(char bracket)
        {
            Separate();
            Put(bracket);
            m_first = true;
            return this;
        }

        private JsonWriter End(char bracket)
        {
            Put(bracket);
            m_first = false;
            return this;
        }

        private void Separate()
        {
            if (!m_first && !m_afterKey)
                Put(',');
            m_first = false;
            m_afterKey = false;
        }

        private JsonWriter Ascii(string text)
        {
            Room(text.Length);
            foreach (char c in text)
                m_bytes[m_length++] = (byte)c;
            return this;
        }

        private void Put(char c)
        {
            Room(1);
            m_bytes[m_length++] = (byte)c;
        }

        private void Room(int more)
        {
            if (m_length + more > m_bytes.Length)
                Array.Resize(ref m_bytes, Math.Max(m_bytes.Length * 2, m_length + more));
        }
    }
}
