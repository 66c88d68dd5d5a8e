// Entries a second through the .NET host, beside the same connector class called directly and called
// with its input parsed and its answer written in the same process. Usage: bench.exe HOST CONNECTOR
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using Anchorage.DotNet;
using Anchorage.DotNet.Json;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Bench
{
    internal static class Program
    {
        private const int Attributes = 10, Seconds = 2, Starts = 7;

        private static void Main(string[] arguments)
        {
            Console.WriteLine("start of the host, until initialize is answered: " + Start(arguments[0], arguments[1]));
            Console.WriteLine("entries a second, and in brackets a second of processor time of the process that calls");
            Console.WriteLine("page        direct call   parse, call, write     through the host");
            foreach (int page in new[] { 1, 100, 1000 }) {
                byte[] line = Line(page);
                Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0,4} {1,18} {2,20} {3,20}", page,
                                                Direct(line, page), Parsed(line, page), Hosted(arguments, line, page)));
            }
        }

        private static string Direct(byte[] line, int page)
        {
            List<CSEntryChange> entries = Parse(new JsonReader(), line);
            var connector = new NullConnector();
            return Rate(page, () => connector.PutExportEntries(entries));
        }

        private static string Parsed(byte[] line, int page)
        {
            var connector = new NullConnector();
            var reader = new JsonReader();
            var json = new JsonWriter();
            var writer = new EntryWriter(null);
            return Rate(page, () => {
                json.Clear();
                writer.Write(json, connector.PutExportEntries(Parse(reader, line)));
            });
        }

        private static string Hosted(string[] arguments, byte[] line, int page)
        {
            using (Process host = Open(arguments[0], arguments[1])) {
                Ask(host, Encoding.UTF8.GetBytes("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"openExportConnection\",\"params\":"
                                                 + "{\"schema\":{\"types\":[]},\"step\":{\"exportType\":\"Delta\","
                                                 + "\"batchSize\":100}}}\n"));
                string rate = Rate(page, () => Ask(host, line), host);
                host.StandardInput.Close();
                host.WaitForExit();
                return rate;
            }
        }

        private static string Start(string program, string connector)
        {
            var times = new List<double>();
            double processor = 0;
            for (int i = 0; i < Starts; ++i) {
                Stopwatch watch = Stopwatch.StartNew();
                using (Process host = Open(program, connector)) {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                    processor += ProcessorSeconds(host) * 1000 / Starts;
                    host.StandardInput.Close();
                    host.WaitForExit();
                }
            }
            times.Sort();
            return string.Format(CultureInfo.InvariantCulture, "{0:0} ms (median of {1}; processor time {2:0} ms)",
                                 times[Starts / 2], Starts, processor);
        }

        private static Process Open(string program, string connector)
        {
            Process host = Process.Start(new ProcessStartInfo("mono", "--debug \"" + program + "\" \"" + connector + "\"") {
                UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true });
            Ask(host, Encoding.UTF8.GetBytes("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"magic\":"
                                             + "\"anchorage-wire\",\"protocolMin\":1,\"protocolMax\":1}}\n"));
            return host;
        }

        private static readonly byte[] s_buffer = new byte[1 << 20];

        private static void Ask(Process host, byte[] line)
        {
            host.StandardInput.BaseStream.Write(line, 0, line.Length);
            host.StandardInput.BaseStream.Flush();
            Stream stream = host.StandardOutput.BaseStream;
            // Log lines may come first; an answer has an id.
            var first = true;
            bool answer = false;
            while (true) {
                int got = stream.Read(s_buffer, 0, s_buffer.Length);
                if (got <= 0)
                    throw new IOException("the host is gone");
                if (first)
                    answer = Encoding.ASCII.GetString(s_buffer, 0, Math.Min(got, 40)).Contains("\"id\"");
                first = false;
                if (s_buffer[got - 1] != '\n')
                    continue;
                if (answer || Encoding.ASCII.GetString(s_buffer, 0, got).Contains("\n{\"jsonrpc\":\"2.0\",\"id\""))
                    return;
                first = true;
            }
        }

        private static List<CSEntryChange> Parse(JsonReader reader, byte[] line)
        {
            reader.Start(line, 0, line.Length);
            reader.BeginObject();
            bool first = true;
            while (reader.NextMember(ref first) != "params")
                reader.Skip();
            reader.BeginObject();
            bool firstParam = true;
            reader.NextMember(ref firstParam);
            return new EntryReader(reader).ReadEntries();
        }

        private static string Rate(int page, Action put) { return Rate(page, put, Process.GetCurrentProcess()); }

        // Wall time alone says little on a machine that others use too.
        private static string Rate(int page, Action put, Process worker)
        {
            Stopwatch warm = Stopwatch.StartNew();
            while (warm.ElapsedMilliseconds < 500)
                put();
            long entries = 0;
            double processor = ProcessorSeconds(worker);
            Stopwatch watch = Stopwatch.StartNew();
            for (; watch.Elapsed.TotalSeconds < Seconds; entries += page)
                put();
            double seconds = watch.Elapsed.TotalSeconds;
            processor = ProcessorSeconds(worker) - processor;
            return string.Format(CultureInfo.InvariantCulture, "{0:0} ({1:0})", entries / seconds, entries / processor);
        }

        // mono does not know this of other processes.
        private static double ProcessorSeconds(Process process)
        {
            string path = "/proc/" + process.Id + "/stat";
            if (!File.Exists(path))
                return process.TotalProcessorTime.TotalSeconds;
            const double ticks = 100;
            string text = File.ReadAllText(path);
            string[] fields = text.Substring(text.LastIndexOf(')') + 2).Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture))
                / ticks;
        }

        private static byte[] Line(int page)
        {
            var json = new JsonWriter();
            json.BeginObject().Member("jsonrpc", "2.0").Member("id", 7).Member("method", "putExportEntries").Key("params");
            json.BeginObject().Key("entries").BeginArray();
            for (int i = 0; i < page; ++i) {
                json.BeginObject().Key("identifier").Value(Guid.NewGuid());
                json.Member("dn", "cn=user" + i + ",ou=people,dc=example,dc=org").Member("objectType", "user");
                json.Member("modification", "Add").Key("changes").BeginArray();
                for (int a = 0; a < Attributes; ++a)
                    json.BeginObject().Member("name", "attribute" + a).Member("modification", "Add").Key("add").BeginArray()
                        .Value("value " + a + " of object " + i).EndArray().EndObject();
                json.EndArray().EndObject();
            }
            json.EndArray().EndObject().EndObject().LineEnd();
            var line = new byte[json.Length];
            Array.Copy(json.Bytes, line, json.Length);
            return line;
        }
    }
}
