using System.Text;

namespace Anchorage.DotNet.Json
{
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
}
