using System.Globalization;
using System.Text;

namespace Anchorage.DotNet.Json
{
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
