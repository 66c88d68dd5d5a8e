using System;
using System.Collections.Generic;
using System.IO;

namespace Anchorage.DotNet
{
    /// <summary>Threads of this process that somebody started: those of the runtime's pools come and go.</summary>
    internal sealed class ThreadCount
    {
        private readonly HashSet<string> m_threads = new HashSet<string>();

        internal static ThreadCount Now()
        {
            var count = new ThreadCount();
            if (!Directory.Exists("/proc/self/task"))
                return count;
            try {
                foreach (string task in Directory.GetDirectories("/proc/self/task")) {
                    string name = File.ReadAllText(Path.Combine(task, "comm")).Trim();
                    bool pool = name.StartsWith("Thread Pool", StringComparison.Ordinal)
                        || name.StartsWith("Threadpool", StringComparison.Ordinal)
                        || name.StartsWith("Timer-Sch", StringComparison.Ordinal)
                        || name.StartsWith("overlapping", StringComparison.Ordinal);
                    if (!pool)
                        count.m_threads.Add(Path.GetFileName(task));
                }
            } catch (IOException) {
                // One ended while it was looked at.
            }
            return count;
        }

        internal int MoreThan(ThreadCount before)
        {
            int more = 0;
            foreach (string thread in m_threads)
                if (!before.m_threads.Contains(thread))
                    ++more;
            return more;
        }
    }
}
