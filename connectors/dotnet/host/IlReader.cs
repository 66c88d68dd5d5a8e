using System;

namespace Anchorage.DotNet.Link
{
    /// <summary>The tokens a method's code mentions (ECMA-335, III).</summary>
    internal static class IlReader
    {
        // Bytes of the operand by opcode; T: a token, S: the switch table.
        private static readonly char[] s_one = Operands(
            "0E-13:1 1F:1 20:4 21:8 22:4 23:8 27-29:T 2B-37:1 38-44:4 45:S 6F-71:T 72:4 73-75:T 79:T 7B-81:T 8C-8D:T 8F:T "
            + "A3-A5:T C2:T C6:T D0:T DD:4 DE:1");
        private static readonly char[] s_two = Operands("06-07:T 09-0E:2 12:1 15-16:T 19:1 1C:T");

        /// <summary>Tells every token of the body at this address, types of catch clauses too; then the locals' one.</summary>
        internal static void Read(Metadata data, int address, Action<int> token, Action<int> locals)
        {
            int at = data.OffsetOf(address);
            if (at < 0)
                return;
            byte[] bytes = data.Bytes;
            int header = bytes[at];
            if ((header & 3) == 2) {
                Code(data, at + 1, at + 1 + (header >> 2), token);
                return;
            }
            int flags = data.U2(at);
            int size = data.I4(at + 4);
            int localToken = data.I4(at + 8);
            if (localToken != 0)
                locals(localToken);
            int code = at + ((flags >> 12) & 15) * 4;
            Code(data, code, code + size, token);
            if ((flags & 8) != 0)
                Clauses(data, (code + size + 3) & ~3, token);
        }

        private static void Code(Metadata data, int at, int end, Action<int> token)
        {
            byte[] bytes = data.Bytes;
            while (at < end) {
                char operand = bytes[at] == 0xFE ? s_two[bytes[++at]] : s_one[bytes[at]];
                ++at;
                switch (operand) {
                case 'T':
                    token(data.I4(at));
                    at += 4;
                    break;
                case 'S':
                    at += 4 + 4 * data.I4(at);
                    break;
                default:
                    at += operand - '0';
                    break;
                }
            }
        }

        private static void Clauses(Metadata data, int at, Action<int> token)
        {
            bool more = true;
            while (more) {
                int kind = data.Bytes[at];
                more = (kind & 0x80) != 0;
                bool fat = (kind & 0x40) != 0;
                int size = fat ? data.I4(at) >> 8 : data.Bytes[at + 1];
                int clause = fat ? 24 : 12;
                for (int i = at + 4; i + clause <= at + size; i += clause)
                    if ((fat ? data.I4(i) : data.U2(i)) == 0)
                        token(data.I4(i + clause - 4));
                at = (at + size + 3) & ~3;
            }
        }

        private static char[] Operands(string text)
        {
            var operands = new char[256];
            for (int i = 0; i < operands.Length; ++i)
                operands[i] = '0';
            foreach (string part in text.Split(' ')) {
                string[] range = part.Substring(0, part.IndexOf(':')).Split('-');
                int first = Convert.ToInt32(range[0], 16);
                int last = range.Length > 1 ? Convert.ToInt32(range[1], 16) : first;
                for (int i = first; i <= last; ++i)
                    operands[i] = part[part.Length - 1];
            }
            return operands;
        }
    }
}
