using System;

namespace Anchorage.DotNet.Json
{
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
            guid = new Guid((uint)(high >> 32), (ushort)(high >> 16), (ushort)high, (byte)(low >> 56),
                            (byte)(low >> 48),
                            (byte)(low >> 40), (byte)(low >> 32), (byte)(low >> 24), (byte)(low >> 16),
                                (byte)(low >> 8),
                            (byte)low);
            return true;
        }
    }
}
