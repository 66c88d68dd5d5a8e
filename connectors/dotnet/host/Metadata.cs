using System;
using System.Text;

namespace Anchorage.DotNet.Link
{
    /// <summary>The file is no assembly.</summary>
    internal class NoAssemblyException : Exception
    {
        internal NoAssemblyException(string message) : base(message) { }
    }

    /// <summary>An assembly whose metadata this check cannot follow (obfuscators do that); the runtime may.</summary>
    internal sealed class OddMetadataException : NoAssemblyException
    {
        internal OddMetadataException(string message) : base(message) { }
    }

    /// <summary>
    /// Tables and heaps of one assembly file, read without loading it: a check must not run, bind or lock
    /// anything. Rows and columns count from 1 and 0, as in ECMA-335.
    /// </summary>
    internal sealed class Metadata
    {
        private readonly byte[] m_bytes;
        private readonly int[] m_rows = new int[64];
        private readonly int[] m_tableAt = new int[TableShapes.Count];
        private readonly int[] m_rowSize = new int[TableShapes.Count];
        private readonly int[][] m_columnAt = new int[TableShapes.Count][];
        private readonly int[][] m_columnSize = new int[TableShapes.Count][];
        private int m_strings, m_blobs;
        private int m_sections, m_sectionCount;

        internal Metadata(string path)
        {
            m_bytes = System.IO.File.ReadAllBytes(path);
            try {
                ReadHeaders();
            } catch (IndexOutOfRangeException) {
                throw new NoAssemblyException("the file is cut off");
            }
        }

        internal int Machine { get; private set; }
        internal bool Is64Bit { get; private set; }
        internal int Flags { get; private set; } ///< COMIMAGE_FLAGS: 1 IL only, 2 32 bit required, 0x20000 preferred

        internal int Rows(Table table) { return m_rows[(int)table]; }

        internal int Get(Table table, int row, int column)
        {
            int t = (int)table;
            if (row < 1 || row > m_rows[t])
                throw new OddMetadataException("a reference leads to row " + row + " of table " + table
                                               + ", which is not there");
            int at = m_tableAt[t] + (row - 1) * m_rowSize[t] + m_columnAt[t][column];
            return m_columnSize[t][column] == 2 ? U2(at) : I4(at);
        }

        internal string String(Table table, int row, int column)
        {
            int begin = m_strings + Get(table, row, column);
            int end = Array.IndexOf(m_bytes, (byte)0, begin);
            return Encoding.UTF8.GetString(m_bytes, begin, end - begin);
        }

        internal BlobReader Blob(Table table, int row, int column)
        {
            return new BlobReader(m_bytes, m_blobs + Get(table, row, column));
        }

        /// <summary>A coded index as a token: table in the top byte, row below.</summary>
        internal int Token(Table table, int row, int column, Table[] tables)
        {
            int coded = Get(table, row, column);
            int bits = TableShapes.TagBits(tables.Length);
            return ((int)tables[coded & ((1 << bits) - 1)] << 24) | (int)((uint)coded >> bits);
        }

        /// <summary>First and one past the last row of a list column ("fields from here to the next type's").</summary>
        internal void Range(Table table, int row, int column, Table target, out int first, out int end)
        {
            first = Get(table, row, column);
            end = row < Rows(table) ? Get(table, row + 1, column) : Rows(target) + 1;
        }

        internal byte[] Bytes { get { return m_bytes; } }

        /// <summary>Where an address of the loaded image is in the file, -1 for nowhere.</summary>
        internal int OffsetOf(int address)
        {
            for (int i = 0; i < m_sectionCount; ++i) {
                int section = m_sections + 40 * i;
                int begin = I4(section + 12);
                int size = Math.Max(I4(section + 8), I4(section + 16));
                if (address >= begin && address < begin + size)
                    return address - begin + I4(section + 20);
            }
            return -1;
        }

        internal int U2(int at) { return m_bytes[at] | (m_bytes[at + 1] << 8); }
        internal int I4(int at) { return U2(at) | (U2(at + 2) << 16); }

        private void ReadHeaders()
        {
            if (m_bytes.Length < 64 || m_bytes[0] != 'M' || m_bytes[1] != 'Z')
                throw new NoAssemblyException("this is no Windows file (MZ)");
            int pe = I4(0x3C);
            if (I4(pe) != 0x4550)
                throw new NoAssemblyException("this is no PE file");
            Machine = U2(pe + 4);
            m_sectionCount = U2(pe + 6);
            m_sections = pe + 24 + U2(pe + 20);
            Is64Bit = U2(pe + 24) == 0x20B;
            int cliDirectory = pe + 24 + (Is64Bit ? 112 : 96) + 14 * 8;
            int cli = OffsetOf(I4(cliDirectory));
            if (I4(cliDirectory) == 0 || cli < 0)
                throw new NoAssemblyException("this is a native library, not a .NET assembly");
            Flags = I4(cli + 16);
            int root = OffsetOf(I4(cli + 8));
            if (root < 0 || I4(root) != 0x424A5342)
                throw new NoAssemblyException("its metadata is missing");
            int streams = root + 16 + I4(root + 12);
            int count = U2(streams + 2);
            int at = streams + 4, tables = -1;
            for (int i = 0; i < count; ++i) {
                int offset = root + I4(at);
                int end = Array.IndexOf(m_bytes, (byte)0, at + 8);
                string name = Encoding.ASCII.GetString(m_bytes, at + 8, end - at - 8);
                if (name == "#~" || name == "#-")
                    tables = offset;
                else if (name == "#Strings")
                    m_strings = offset;
                else if (name == "#Blob")
                    m_blobs = offset;
                at += 8 + (name.Length + 4) / 4 * 4;
            }
            if (tables < 0)
                throw new NoAssemblyException("its metadata tables are missing");
            ReadTables(tables);
        }

        private void ReadTables(int at)
        {
            int heaps = m_bytes[at + 6];
            int next = at + 24;
            for (int t = 0; t < 64; ++t) {
                if ((m_bytes[at + 8 + t / 8] & (1 << (t % 8))) == 0)
                    continue;
                if (t >= TableShapes.Count)
                    throw new OddMetadataException("it has a metadata table of number " + t + ", which is unknown");
                m_rows[t] = I4(next);
                next += 4;
            }
            if ((heaps & 0x40) != 0)
                next += 4; // extra data, written by some obfuscators
            for (int t = 0; t < TableShapes.Count; ++t) {
                string[] columns = TableShapes.ColumnsOf(t);
                m_columnAt[t] = new int[columns.Length];
                m_columnSize[t] = new int[columns.Length];
                for (int c = 0; c < columns.Length; ++c) {
                    m_columnAt[t][c] = m_rowSize[t];
                    m_columnSize[t][c] = SizeOf(columns[c], heaps);
                    m_rowSize[t] += m_columnSize[t][c];
                }
                m_tableAt[t] = next;
                next += m_rowSize[t] * m_rows[t];
            }
        }

        private int SizeOf(string column, int heaps)
        {
            switch (column[0]) {
            case '2': return 2;
            case '4': return 4;
            case 'S': return (heaps & 1) != 0 ? 4 : 2;
            case 'G': return (heaps & 2) != 0 ? 4 : 2;
            case 'B': return (heaps & 4) != 0 ? 4 : 2;
            case 't': return m_rows[Convert.ToInt32(column.Substring(1), 16)] > 0xFFFF ? 4 : 2;
            default:
                Table[] tables = TableShapes.Coded(column.Substring(1));
                int most = 0;
                foreach (Table table in tables)
                    most = Math.Max(most, m_rows[(int)table]);
                return most >= 1 << (16 - TableShapes.TagBits(tables.Length)) ? 4 : 2;
            }
        }
    }

    /// <summary>Walks one blob of the heap.</summary>
    internal sealed class BlobReader
    {
        private readonly byte[] m_bytes;
        private int m_at;
        private readonly int m_end;

        internal BlobReader(byte[] bytes, int at)
        {
            m_bytes = bytes;
            m_at = at;
            m_end = bytes.Length;
            int length = Compressed();
            m_end = m_at + length;
        }

        internal bool AtEnd { get { return m_at >= m_end; } }
        internal byte Peek() { return m_at < m_end ? m_bytes[m_at] : (byte)0; }
        internal byte Next()
        {
            if (m_at >= m_end)
                throw new OddMetadataException("a signature is cut off");
            return m_bytes[m_at++];
        }

        internal int Compressed()
        {
            int first = Next();
            if ((first & 0x80) == 0)
                return first;
            if ((first & 0x40) == 0)
                return ((first & 0x3F) << 8) | Next();
            return ((first & 0x1F) << 24) | (Next() << 16) | (Next() << 8) | Next();
        }
    }
}
