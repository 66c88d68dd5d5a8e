using System;

namespace Anchorage.DotNet.Json
{
    /// <summary>
    /// The texts: most are short ASCII without escapes and are copied in one go. Names that come again cost nothing.
    /// </summary>
    internal sealed partial class JsonReader
    {
        private char[] m_text = new char[1024];
        private readonly StringCache m_names = new StringCache();

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

        // --- inside ------------------------------------------------------------------------------------

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
}
