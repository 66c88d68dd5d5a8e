using System;
using System.Globalization;
using System.Text;

namespace Anchorage.DotNet.Json
{
    /// <summary>The bytes are no JSON, or not the JSON that was expected here.</summary>
    internal sealed class JsonException : Exception
    {
        internal JsonException(string message, long position)
            : base(message + " at byte " + position.ToString(CultureInfo.InvariantCulture))
        {
        }
    }

    /// <summary>
    /// Pulls one JSON text out of UTF-8 bytes: no tree, no strings but the values that are wanted. Every byte
    /// is looked at, so that a text that was read to its end was well-formed.
    /// </summary>
    internal sealed class JsonReader
    {
        internal const int DepthLimit = 256;

        private byte[] m_bytes;
        private int m_position;
        private int m_end;
        private int m_depth;
        private char[] m_text = new char[1024];
        private readonly StringCache m_names = new StringCache();

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
                if (!long.TryParse(ReadString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out parsed)) {
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

        internal string ReadString()
        {
            if (Peek() != '"')
                throw Wrong("a string");
            int begin = ++m_position;
            int length = AsciiRun(begin);
            int end = begin + length;
            if (end < m_end && m_bytes[end] == '"') {
                m_position = end + 1;
                return length == 0 ? "" : new string(m_text, 0, length);
            }
            return ReadStringSlowly(end, length);
        }

        /// <summary>As ReadString, but the same text gives the same string: for words that come again.</summary>
        internal string ReadName()
        {
            if (Peek() != '"')
                throw Wrong("a string");
            int begin = m_position + 1;
            int i = begin;
            uint hash = 2166136261;
            while (i < m_end) {
                byte b = m_bytes[i];
                if (b == '"') {
                    m_position = i + 1;
                    return m_names.Get(m_bytes, begin, i - begin, hash);
                }
                if (b < 0x20 || b >= 0x80 || b == '\\')
                    break;
                hash = (hash ^ b) * 16777619;
                ++i;
            }
            return ReadString();
        }

        internal Guid ReadGuid()
        {
            int begin = m_position;
            if (Peek() == '"') {
                begin = m_position;
                Guid guid;
                if (begin + 37 < m_end && m_bytes[begin + 37] == '"' && GuidForm.TryParse(m_bytes, begin + 1, out guid)) {
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
            return new JsonException("expected " + expected + ", found " + Excerpt.Of(m_bytes, m_position, m_end, 20), m_position);
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

        /// <summary>Copies plain ASCII into the text buffer; gives how many.</summary>
        private int AsciiRun(int begin)
        {
            byte[] bytes = m_bytes;
            char[] text = m_text;
            int end = Math.Min(m_end, begin + text.Length);
            int i = begin;
            for (int at = 0; i < end; ++i, ++at) {
                byte b = bytes[i];
                if (b < 0x20 || b >= 0x80 || b == '"' || b == '\\')
                    break;
                text[at] = (char)b;
            }
            return i - begin;
        }

        // Escapes, other characters than ASCII, and texts longer than the buffer.
        private string ReadStringSlowly(int position, int length)
        {
            m_position = position;
            while (true) {
                if (m_position >= m_end)
                    throw new JsonException("the message ends inside a string", m_position);
                byte b = m_bytes[m_position];
                if (length + 2 > m_text.Length)
                    Array.Resize(ref m_text, m_text.Length * 2);
                if (b == '"') {
                    ++m_position;
                    return new string(m_text, 0, length);
                }
                if (b < 0x20)
                    throw Wrong("no control character in a string");
                if (b == '\\') {
                    m_text[length++] = Escape();
                } else if (b < 0x80) {
                    m_text[length++] = (char)b;
                    ++m_position;
                } else {
                    length = Utf8(length);
                }
            }
        }

        private char Escape()
        {
            if (m_position + 1 >= m_end)
                throw new JsonException("the message ends inside a string", m_position);
            byte b = m_bytes[m_position + 1];
            int at = ("\"\\/bfnrt").IndexOf((char)b);
            if (at >= 0) {
                m_position += 2;
                return "\"\\/\b\f\n\r\t"[at];
            }
            if (b != 'u' || m_position + 6 > m_end)
                throw Wrong("an escape sequence");
            int code = 0;
            for (int i = 2; i < 6; ++i) {
                int digit = GuidForm.HexDigit(m_bytes[m_position + i]);
                if (digit < 0)
                    throw Wrong("an escape sequence");
                code = code * 16 + digit;
            }
            m_position += 6;
            return (char)code;
        }

        private int Utf8(int length)
        {
            int b = m_bytes[m_position];
            int more = b >= 0xF0 && b <= 0xF4 ? 3 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xC2 && b < 0xE0 ? 1 : 0;
            if (more == 0 || m_position + more >= m_end)
                throw Wrong("UTF-8");
            int code = b & (0x3F >> more);
            for (int i = 1; i <= more; ++i) {
                int next = m_bytes[m_position + i];
                if ((next & 0xC0) != 0x80)
                    throw Wrong("UTF-8");
                code = (code << 6) | (next & 0x3F);
            }
            if ((more == 2 && (code < 0x800 || (code >= 0xD800 && code < 0xE000)))
                || (more == 3 && (code < 0x10000 || code > 0x10FFFF)))
                throw Wrong("UTF-8");
            m_position += more + 1;
            if (code < 0x10000) {
                m_text[length++] = (char)code;
                return length;
            }
            code -= 0x10000;
            m_text[length++] = (char)(0xD800 + (code >> 10));
            m_text[length++] = (char)(0xDC00 + (code & 0x3FF));
            return length;
        }
    }

    /// <summary>Words that come again and again (member names, attribute names) become one string each.</summary>
    internal sealed class StringCache
    {
        private const int Slots = 1024;
        private const int LongestWord = 64;
        private readonly string[] m_words = new string[Slots];

        internal string Get(byte[] bytes, int begin, int length, uint hash)
        {
            if (length > LongestWord)
                return Encoding.ASCII.GetString(bytes, begin, length);
            uint slot = (hash ^ (hash >> 15)) % Slots;
            string word = m_words[slot];
            if (word != null && word.Length == length) {
                int i = 0;
                while (i < length && word[i] == bytes[begin + i])
                    ++i;
                if (i == length)
                    return word;
            }
            word = Encoding.ASCII.GetString(bytes, begin, length);
            m_words[slot] = word;
            return word;
        }
    }

    internal static class GuidForm
    {
        private static readonly int[] s_dashes = { 8, 13, 18, 23 };

        internal static int HexDigit(int b)
        {
            if (b >= '0' && b <= '9')
                return b - '0';
            b |= 0x20;
            return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
        }

        /// <summary>36 bytes from <paramref name="begin"/>; the caller has checked that they are there.</summary>
        internal static bool TryParse(byte[] bytes, int begin, out Guid guid)
        {
            guid = Guid.Empty;
            foreach (int dash in s_dashes)
                if (bytes[begin + dash] != '-')
                    return false;
            ulong high = 0, low = 0;
            int digits = 0;
            for (int i = 0; i < 36; ++i) {
                if (i == 8 || i == 13 || i == 18 || i == 23)
                    continue;
                int digit = HexDigit(bytes[begin + i]);
                if (digit < 0)
                    return false;
                if (digits++ < 16)
                    high = (high << 4) | (uint)digit;
                else
                    low = (low << 4) | (uint)digit;
            }
            guid = new Guid((uint)(high >> 32), (ushort)(high >> 16), (ushort)high, (byte)(low >> 56), (byte)(low >> 48),
                            (byte)(low >> 40), (byte)(low >> 32), (byte)(low >> 24), (byte)(low >> 16), (byte)(low >> 8),
                            (byte)low);
            return true;
        }
    }

    internal static class Excerpt
    {
        /// <summary>The first bytes of something, printable, for messages.</summary>
        internal static string Of(byte[] bytes, int begin, int end, int most)
        {
            var text = new StringBuilder("\"");
            for (int i = begin; i < end && i < begin + most; ++i) {
                if (bytes[i] >= 0x20 && bytes[i] < 0x7F)
                    text.Append((char)bytes[i]);
                else
                    text.Append("\\x").Append(bytes[i].ToString("x2", CultureInfo.InvariantCulture));
            }
            return text.Append('"').Append(end - begin > most ? "…" : "").ToString();
        }
    }
}
