using System;
using System.Globalization;
using System.IO;

namespace Anchorage.DotNet
{
    /// <summary>
    /// mono's soft debugger says nothing where its address is taken: whoever attaches then talks to another
    /// program. Linux tells in /proc whose sockets listen; elsewhere nothing is known.
    /// </summary>
    internal static class DebuggerAddress
    {
        private const string Table = "/proc/net/tcp";
        private const string Listening = "0A";

        /// <summary>Some process listens on that port, and it is not this one.</summary>
        internal static bool IsTaken(string address)
        {
            int port;
            if (!File.Exists(Table) || !int.TryParse(address.Substring(address.LastIndexOf(':') + 1), NumberStyles.None,
                                                     CultureInfo.InvariantCulture, out port))
                return false;
            string end = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
            foreach (string line in File.ReadAllLines(Table)) {
                string[] fields = line.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries);
                const int local = 1, state = 3, inode = 9;
                if (fields.Length > inode && fields[state] == Listening
                    && fields[local].EndsWith(end, StringComparison.Ordinal)
                    && !IsOurs("socket:[" + fields[inode] + "]"))
                    return true;
            }
            return false;
        }

        private static bool IsOurs(string socket)
        {
            foreach (string descriptor in Directory.GetFileSystemEntries("/proc/self/fd"))
                if (StandardStreams.LinkTarget(descriptor) == socket)
                    return true;
            return false;
        }
    }
}
