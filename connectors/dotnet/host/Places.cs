using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace Anchorage.DotNet.Link
{
    /// <summary>Where this runtime looks for assemblies.</summary>
    internal sealed class Places
    {
        private readonly List<string> m_beside = new List<string>();
        private readonly string m_framework = Path.GetDirectoryName(typeof(object).Assembly.Location);

        internal Places(string connector)
        {
            string folder = Path.GetDirectoryName(connector);
            m_beside.Add(folder);
            foreach (string sub in ProbingFolders.Of(AppDomain.CurrentDomain.SetupInformation.ConfigurationFile))
                m_beside.Add(Path.Combine(folder, sub.Replace('\\', Path.DirectorySeparatorChar)));
        }

        /// <summary>Path of an assembly the connector brought along, or null.</summary>
        internal string Beside(string assembly)
        {
            foreach (string folder in m_beside)
                foreach (string ending in new[] { ".dll", ".exe" }) {
                    string path = Path.Combine(folder, assembly + ending);
                    if (File.Exists(path))
                        return path;
                }
            return null;
        }

        internal bool IsOfRuntime(string assembly)
        {
            if (File.Exists(Path.Combine(m_framework, assembly + ".dll"))
                || File.Exists(Path.Combine(Path.Combine(m_framework, "Facades"), assembly + ".dll")))
                return true;
            string gac = Path.Combine(Path.GetDirectoryName(m_framework), "gac");
            return Directory.Exists(Path.Combine(gac, assembly)) || InWindowsCache(assembly);
        }

        /// <summary>For a message: all the folders that were asked.</summary>
        internal string Text()
        {
            var places = new List<string>(m_beside);
            places.Add(m_framework);
            places.Add(Path.Combine(Path.GetDirectoryName(m_framework), "gac"));
            return string.Join(", ", places);
        }

        // .NET Framework has no folder to look at by name alone; there the binder is asked without loading code.
        private static bool InWindowsCache(string assembly)
        {
            if (StandardStreams.IsUnix)
                return false;
            try {
#pragma warning disable 618 // the partial name is all that is known
                return Assembly.ReflectionOnlyLoad(assembly) != null;
#pragma warning restore 618
            } catch (IOException) {
                return false;
            } catch (BadImageFormatException) {
                return false;
            }
        }
    }

    /// <summary>`probing privatePath` of a configuration file; read as text, as all of System.Xml is slow to start.</summary>
    internal static class ProbingFolders
    {
        internal static string[] Of(string configuration)
        {
            if (configuration == null || !File.Exists(configuration))
                return new string[0];
            string text = File.ReadAllText(configuration);
            int probing = text.IndexOf("<probing", StringComparison.Ordinal);
            int path = probing < 0 ? -1 : text.IndexOf("privatePath=", probing, StringComparison.Ordinal);
            if (path < 0 || path + 13 > text.Length)
                return new string[0];
            char quote = text[path + 12];
            int end = text.IndexOf(quote, path + 13);
            return end < 0 ? new string[0]
                           : text.Substring(path + 13, end - path - 13).Split(new[] { ';' },
                                                                              StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
