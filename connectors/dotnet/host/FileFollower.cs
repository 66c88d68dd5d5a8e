using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Anchorage.DotNet
{
    /// <summary>
    /// Follows log files below a folder: text that is new since the start becomes lines of the log. Polled, as
    /// log4net and NLog rename and reopen their files in ways that watchers miss.
    /// </summary>
    internal sealed class FileFollower
    {
        private const int MostFiles = 500, DeepestFolder = 4, MostBytesAtOnce = 1024 * 1024;
        private static readonly string[] s_extensions = { ".log", ".txt", ".trace", ".out", ".err" };

        private sealed class Followed
        {
            internal long Position;
            internal readonly StringBuilder Line = new StringBuilder();
            internal readonly Decoder Decoder = new UTF8Encoding(false, false).GetDecoder();
        }

        private readonly string m_folder;
        private readonly Action<string, string> m_line; ///< file relative to the folder, line
        private readonly bool m_everyFile;
        private readonly Dictionary<string, Followed> m_files = new Dictionary<string, Followed>();
        private readonly object m_lock = new object();

        internal FileFollower(string folder, bool everyFile, Action<string, string> line)
        {
            m_folder = folder;
            m_everyFile = everyFile;
            m_line = line;
            // What is there already is not this run's.
            foreach (string path in Files())
                m_files[path] = new Followed { Position = LengthOf(path) };
        }

        /// <summary>`last`: a line without its end is told too.</summary>
        internal void Poll(bool last)
        {
            lock (m_lock) {
                foreach (string path in Files())
                    Follow(path);
                foreach (KeyValuePair<string, Followed> each in m_files)
                    if ((last || m_everyFile) && each.Value.Line.Length > 0)
                        Tell(each.Key, each.Value);
            }
        }

        private void Tell(string path, Followed file)
        {
            m_line(path.Substring(m_folder.Length).TrimStart('/', '\\'), file.Line.ToString());
            file.Line.Length = 0;
        }

        private void Follow(string path)
        {
            Followed file;
            if (!m_files.TryGetValue(path, out file)) {
                file = new Followed();
                m_files[path] = file;
            }
            long length = LengthOf(path);
            if (length < file.Position)
                file.Position = 0; // rolled or truncated
            if (length == file.Position)
                return;
            try {
                using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read,
                                                   FileShare.ReadWrite | FileShare.Delete)) {
                    stream.Position = file.Position;
                    var bytes = new byte[(int)Math.Min(length - file.Position, MostBytesAtOnce)];
                    int got = stream.Read(bytes, 0, bytes.Length);
                    file.Position += got;
                    Lines(path, file, bytes, got);
                }
            } catch (IOException) {
                // Locked for the moment: the next poll sees it.
            } catch (UnauthorizedAccessException) {
                file.Position = length;
            }
        }

        private void Lines(string path, Followed file, byte[] bytes, int count)
        {
            if (!m_everyFile && file.Line.Length == 0 && Array.IndexOf(bytes, (byte)0, 0, count) >= 0)
                return; // no text
            var chars = new char[count + 1];
            int length = file.Decoder.GetChars(bytes, 0, count, chars, 0);
            for (int i = 0; i < length; ++i) {
                if (chars[i] == '\n') {
                    Tell(path, file);
                } else if (chars[i] != '\r' && chars[i] != '\uFEFF' && chars[i] != '\0') {
                    file.Line.Append(chars[i]);
                }
            }
        }

        private List<string> Files()
        {
            var files = new List<string>();
            Collect(m_folder, 0, files);
            return files;
        }

        private void Collect(string folder, int depth, List<string> files)
        {
            try {
                foreach (string file in Directory.GetFiles(folder)) {
                    if (files.Count >= MostFiles)
                        return;
                    if (IsLog(file))
                        files.Add(file);
                }
                if (depth < DeepestFolder)
                    foreach (string sub in Directory.GetDirectories(folder))
                        Collect(sub, depth + 1, files);
            } catch (IOException) {
                // Gone, or no folder (any more).
            } catch (UnauthorizedAccessException) {
                // Not ours to read.
            }
        }

        // A connector may keep its data in the same folder; that is not to be shown as log.
        private bool IsLog(string path)
        {
            string name = Path.GetFileName(path).ToLowerInvariant();
            return m_everyFile || Array.IndexOf(s_extensions, Path.GetExtension(name)) >= 0
                || name.IndexOf(".log.", StringComparison.Ordinal) >= 0;
        }

        private static long LengthOf(string path)
        {
            try {
                return new FileInfo(path).Length;
            } catch (IOException) {
                return 0;
            }
        }
    }
}
