using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Anchorage.Samples.Hr
{
    /// <summary>One object of the directory: its names and its attributes, every value as text.</summary>
    internal sealed class HrObject
    {
        internal long Id;
        internal string Dn;
        internal string Type;
        internal readonly SortedDictionary<string, List<string>> Values =
            new SortedDictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The target: a directory in a JSON file, one object a line so that a person can read it.</summary>
    internal sealed class HrStore
    {
        private readonly string m_path;
        private readonly List<HrObject> m_objects = new List<HrObject>();

        internal HrStore(string path)
        {
            m_path = path;
            if (!File.Exists(path))
                return;
            foreach (string line in File.ReadAllLines(path))
                if (line.StartsWith("{", StringComparison.Ordinal))
                    m_objects.Add(Read(new HrJson(line)));
        }

        internal List<HrObject> Objects { get { return m_objects; } }

        internal HrObject Find(string dn)
        {
            return m_objects.Find(each => string.Equals(each.Dn, dn, StringComparison.OrdinalIgnoreCase));
        }

        internal HrObject Find(long id) { return m_objects.Find(each => each.Id == id); }

        /// <summary>The anchor is made here, as a database would.</summary>
        internal HrObject Add(string dn, string type)
        {
            var added = new HrObject { Id = 1, Dn = dn, Type = type };
            foreach (HrObject each in m_objects)
                added.Id = Math.Max(added.Id, each.Id + 1);
            m_objects.Add(added);
            return added;
        }

        internal void Save()
        {
            var text = new StringBuilder("[\n");
            for (int i = 0; i < m_objects.Count; ++i)
                text.Append(Text(m_objects[i])).Append(i + 1 < m_objects.Count ? ",\n" : "\n");
            File.WriteAllText(m_path, text.Append("]\n").ToString());
        }

        private static string Text(HrObject written)
        {
            var text = new StringBuilder("{\"id\":").Append(written.Id.ToString(CultureInfo.InvariantCulture));
            text.Append(",\"dn\":").Append(HrJson.Quote(written.Dn)).Append(",\"type\":").Append(HrJson.Quote(written.Type));
            foreach (KeyValuePair<string, List<string>> attribute in written.Values) {
                text.Append(',').Append(HrJson.Quote(attribute.Key)).Append(":[");
                text.Append(string.Join(",", attribute.Value.ConvertAll(HrJson.Quote))).Append(']');
            }
            return text.Append('}').ToString();
        }

        private static HrObject Read(HrJson json)
        {
            var read = new HrObject();
            json.Expect('{');
            while (!json.Take('}')) {
                string name = json.Text();
                json.Expect(':');
                if (name == "id")
                    read.Id = json.Number();
                else if (name == "dn")
                    read.Dn = json.Text();
                else if (name == "type")
                    read.Type = json.Text();
                else
                    read.Values[name] = json.Texts();
                json.Take(',');
            }
            return read;
        }
    }

    /// <summary>As much JSON as the file needs.</summary>
    internal sealed class HrJson
    {
        private readonly string m_text;
        private int m_at;

        internal HrJson(string text) { m_text = text; }

        internal bool Take(char c)
        {
            bool there = m_at < m_text.Length && m_text[m_at] == c;
            if (there)
                ++m_at;
            return there;
        }

        internal void Expect(char c)
        {
            if (!Take(c))
                throw new FormatException("expected " + c + " at column " + m_at + " of " + m_text);
        }

        internal long Number()
        {
            int begin = m_at;
            while (m_at < m_text.Length && char.IsDigit(m_text[m_at]))
                ++m_at;
            return long.Parse(m_text.Substring(begin, m_at - begin), CultureInfo.InvariantCulture);
        }

        internal string Text()
        {
            Expect('"');
            var text = new StringBuilder();
            while (!Take('"')) {
                char c = m_text[m_at++];
                text.Append(c == '\\' ? Escaped() : c);
            }
            return text.ToString();
        }

        internal List<string> Texts()
        {
            var texts = new List<string>();
            Expect('[');
            while (!Take(']')) {
                texts.Add(Text());
                Take(',');
            }
            return texts;
        }

        internal static string Quote(string text)
        {
            var quoted = new StringBuilder("\"");
            foreach (char c in text)
                if (c == '"' || c == '\\')
                    quoted.Append('\\').Append(c);
                else if (c < 0x20)
                    quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                else
                    quoted.Append(c);
            return quoted.Append('"').ToString();
        }

        private char Escaped()
        {
            char c = m_text[m_at++];
            if (c != 'u')
                return c;
            m_at += 4;
            return (char)int.Parse(m_text.Substring(m_at - 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }
    }
}
