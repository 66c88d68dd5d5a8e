using System;
using System.Globalization;
using System.IO;
using Anchorage.DotNet.Json;

namespace Anchorage.DotNet
{
    /// <summary>The stream is not one of messages any more; there is no way on.</summary>
    internal sealed class BrokenStreamException : Exception
    {
        internal BrokenStreamException(string message) : base(message) { }
    }

    /// <summary>Bytes in, lines out. A line lives until the next one is asked for.</summary>
    internal sealed class WireInput
    {
        private readonly Stream m_stream;
        private byte[] m_buffer = new byte[64 * 1024];
        private int m_begin;
        private int m_filled;
        private long m_offset;

        internal WireInput(WireHandles handles)
        {
            m_stream = StandardStreams.Open(handles.Input, false);
            MessageLimit = 64L * 1024 * 1024;
        }

        internal long MessageLimit { get; set; } ///< bytes
        internal byte[] Buffer { get { return m_buffer; } }
        internal int LineBegin { get; private set; }
        internal int LineEnd { get; private set; }
        internal long LineOffset { get; private set; } ///< in the whole stream

        /// <summary>Bytes that were read before this object looked.</summary>
        internal void SkipOffset(long bytes) { m_offset += bytes; }

        /// <summary>False at the end of the stream.</summary>
        internal bool ReadLine()
        {
            int scanned = m_begin;
            while (true) {
                int end = Array.IndexOf(m_buffer, (byte)'\n', scanned, m_filled - scanned);
                if (end >= 0) {
                    TakeLine(end);
                    if (LineEnd > LineBegin)
                        return true;
                    scanned = m_begin;
                    continue;
                }
                if (m_filled - m_begin > MessageLimit)
                    throw Broken("a message is longer than the limit of "
                                 + MessageLimit.ToString(CultureInfo.InvariantCulture) + " bytes");
                scanned = m_filled - m_begin;
                MakeRoom();
                scanned += m_begin;
                int got = m_stream.Read(m_buffer, m_filled, m_buffer.Length - m_filled);
                if (got <= 0)
                    return false;
                m_filled += got;
            }
        }

        /// <summary>
        /// The first line alone, byte by byte: whoever reads on must find the second one. Null when the bench
        /// went away.
        /// </summary>
        internal byte[] ReadFirstLine()
        {
            var line = new MemoryStream();
            var one = new byte[1];
            while (m_stream.Read(one, 0, 1) == 1) {
                if (one[0] == '\n' && line.Length > 0)
                    return line.ToArray();
                if (one[0] != '\n')
                    line.WriteByte(one[0]);
                if (line.Length > MessageLimit)
                    return line.ToArray();
            }
            return null;
        }

        private BrokenStreamException Broken(string why)
        {
            return new BrokenStreamException("the bench sent something that is no message, at byte "
                                             + m_offset.ToString(CultureInfo.InvariantCulture) + " of the stream: "
                                                 + why
                                             + "; it begins with " + Excerpt.Of(m_buffer, m_begin, m_filled, 60));
        }

        private void TakeLine(int end)
        {
            if (end - m_begin > MessageLimit)
                throw Broken("a message is longer than the limit of "
                             + MessageLimit.ToString(CultureInfo.InvariantCulture)
                             + " bytes");
            LineBegin = m_begin;
            LineEnd = end > m_begin && m_buffer[end - 1] == '\r' ? end - 1 : end;
            LineOffset = m_offset;
            m_offset += end + 1 - m_begin;
            m_begin = end + 1;
        }

        private void MakeRoom()
        {
            if (m_begin > 0) {
                System.Buffer.BlockCopy(m_buffer, m_begin, m_buffer, 0, m_filled - m_begin);
                m_filled -= m_begin;
                m_begin = 0;
            }
            if (m_filled == m_buffer.Length)
                Array.Resize(ref m_buffer, m_buffer.Length * 2);
        }
    }
}
