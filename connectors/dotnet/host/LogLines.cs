using System.Diagnostics;
using System.IO;
using System.Text;

namespace Anchorage.DotNet
{
    /// <summary>Console.Out and Console.Error of the connector: each line becomes a line of the log.</summary>
    internal sealed class LogLines : TextWriter
    {
        private const int LongestLine = 64 * 1024;

        private readonly WireOutput m_output;
        private readonly string m_level;
        private readonly StringBuilder m_line = new StringBuilder();
        private readonly object m_lock = new object();

        internal LogLines(WireOutput output, string level)
        {
            m_output = output;
            m_level = level;
        }

        public override Encoding Encoding { get { return Encoding.UTF8; } }

        public override void Write(char value)
        {
            lock (m_lock)
                Append(value);
        }

        public override void Write(string value)
        {
            lock (m_lock)
                foreach (char c in value ?? "")
                    Append(c);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (m_lock)
                for (int i = index; i < index + count; ++i)
                    Append(buffer[i]);
        }

        /// <summary>A line that was begun must not stay back when a call ends.</summary>
        public override void Flush()
        {
            lock (m_lock)
                Send(false);
        }

        private void Append(char c)
        {
            if (c == '\n')
                Send(true);
            else if (c != '\r')
                m_line.Append(c);
            if (m_line.Length >= LongestLine)
                Send(true);
        }

        private void Send(bool evenEmpty)
        {
            if (m_line.Length == 0 && !evenEmpty)
                return;
            m_output.Log(m_level, m_line.ToString());
            m_line.Length = 0;
        }
    }

    /// <summary>System.Diagnostics.Trace and Debug of the connector.</summary>
    internal sealed class LogTrace : TraceListener
    {
        private readonly WireOutput m_output;
        private readonly StringBuilder m_begun = new StringBuilder();

        internal LogTrace(WireOutput output) : base("anchorage") { m_output = output; }

        public override bool IsThreadSafe { get { return false; } }

        public override void Write(string message) { m_begun.Append(message); }

        public override void WriteLine(string message)
        {
            m_output.Log("debug", m_begun + message);
            m_begun.Length = 0;
        }

        public override void TraceEvent(TraceEventCache cache, string source, TraceEventType type, int id,
                                        string message)
        {
            m_output.Log(LevelOf(type), message);
        }

        public override void TraceEvent(TraceEventCache cache, string source, TraceEventType type, int id,
                                        string format,
                                        params object[] args)
        {
            m_output.Log(LevelOf(type),
                         args == null || args.Length == 0
                             ? format
                             : string.Format(System.Globalization.CultureInfo.CurrentCulture, format, args));
        }

        public override void Fail(string message, string detail)
        {
            m_output.Log("error", "assertion failed: " + message + (string.IsNullOrEmpty(detail) ? "" : " " + detail));
        }

        private static string LevelOf(TraceEventType type)
        {
            switch (type) {
            case TraceEventType.Critical:
            case TraceEventType.Error: return "error";
            case TraceEventType.Warning: return "warning";
            case TraceEventType.Information: return "info";
            default: return "debug";
            }
        }
    }
}
