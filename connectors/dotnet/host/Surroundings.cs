using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;

namespace Anchorage.DotNet
{
    /// <summary>What a connector finds around itself: folders, culture, network, and where its output goes.</summary>
    internal sealed class Surroundings
    {
        private const int PollInterval = 250; // ms
        private const int FinalizerTime = 2000; // ms

        private readonly string m_assembly;
        private readonly WireHandles m_handles;
        private readonly WireOutput m_output;
        private readonly LogLines m_standardOutput;
        private readonly LogLines m_standardError;
        private readonly List<FileFollower> m_followers = new List<FileFollower>();
        private Timer m_timer;
        private ThreadCount m_threads;
        private Thread m_traces;

        internal Surroundings(string assembly, WireHandles handles, WireOutput output)
        {
            m_assembly = assembly;
            m_handles = handles;
            m_output = output;
            m_standardOutput = new LogLines(output, "stdout");
            m_standardError = new LogLines(output, "stderr");
            MAName = Path.GetFileNameWithoutExtension(assembly);
        }

        internal string MAName { get; private set; }
        internal Finding CertificateFinding { get; private set; } ///< null: they are checked as usual

        /// <summary>Before anything of the connector is loaded.</summary>
        internal void Install()
        {
            Console.SetOut(m_standardOutput);
            Console.SetError(m_standardError);
            Console.SetIn(TextReader.Null);
            AppDomain.CurrentDomain.UnhandledException += (sender, thrown) => Unhandled(thrown.ExceptionObject as Exception);
            new Thread(PumpForeignOutput) { IsBackground = true, Name = "foreign output" }.Start();
        }

        internal void Apply(HostOptions options)
        {
            foreach (string unknown in options.Unknown)
                m_output.Log("warning", "the option \"" + unknown + "\" is unknown to the .NET host");
            string folder = Path.GetDirectoryName(m_assembly);
            string maFolder = options.MAFolder ?? folder;
            MAName = options.MAName ?? MAName;
            AppDomain.CurrentDomain.SetData("Anchorage.MAFolder", maFolder);
            AppDomain.CurrentDomain.SetData("Anchorage.ExtensionsDirectory", options.ExtensionsDirectory ?? folder);
            AppDomain.CurrentDomain.SetData("Anchorage.MAName", MAName);
            ApplyCulture(options.Culture);
            if (options.TimeZone != null && !IsTimeZone(options.TimeZone))
                m_output.Log("warning", "this system knows no time zone \"" + options.TimeZone + "\"; using UTC");
            ApplyNetwork(options);
            Follow(maFolder);
        }

        internal void Flush()
        {
            m_standardOutput.Flush();
            m_standardError.Flush();
        }

        /// <summary>
        /// Trace reads the configuration file with all of System.Xml behind it: work that begins once the bench
        /// has its answer to `initialize`, and is done before a method of the connector is called.
        /// </summary>
        internal void BeginTrace()
        {
            if (m_traces != null)
                return;
            m_traces = new Thread(InstallTrace) { IsBackground = true, Name = "trace" };
            m_traces.Start();
        }

        private void InstallTrace()
        {
            try {
                Trace.Listeners.Clear();
                Trace.Listeners.Add(new LogTrace(m_output));
            } catch (Exception thrown) { // a configuration file with faults
                m_output.Log("warning", "Trace output is not shown: " + ExceptionForm.MessageOf(thrown));
            }
        }

        /// <summary>Before the connector's methods are called.</summary>
        internal void AwaitInstalled()
        {
            if (m_traces == null)
                return;
            m_traces.Join();
            m_traces = null;
        }

        internal void RunBegins()
        {
            AwaitInstalled();
            m_threads = ThreadCount.Now();
        }

        /// <summary>After Close: what the connector started and did not end is worth knowing.</summary>
        internal void RunEnds()
        {
            Poll(true);
            int more = m_threads == null ? 0 : ThreadCount.Now().MoreThan(m_threads);
            if (more > 0)
                m_output.Log("warning", more.ToString(CultureInfo.InvariantCulture)
                                            + " threads that were started since Open still run after Close");
        }

        /// <summary>
        /// In the service a finalizer that throws kills the process minutes later; here it does it now, where
        /// it can be seen.
        /// </summary>
        internal void RunFinalizers()
        {
            var finalizers = new Thread(() => {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }) { IsBackground = true };
            finalizers.Start();
            if (!finalizers.Join(FinalizerTime))
                m_output.Log("warning", "a finalizer of the connector does not return");
        }

        internal void End()
        {
            if (m_timer != null)
                m_timer.Dispose();
            Poll(true);
            Flush();
            RemoveEventLog();
        }

        /// <summary>Also when the bench is gone, while a call still runs.</summary>
        internal static void RemoveEventLog()
        {
            const int most = 3; // a connector that still writes may add a file while the folder goes
            string folder = HostOptions.EventLogFolder();
            for (int i = 0; folder != null && i < most; ++i) {
                try {
                    if (Directory.Exists(folder))
                        Directory.Delete(folder, true);
                    return;
                } catch (IOException) {
                    // Once more; in the end the starter removes it, if it still lives.
                } catch (UnauthorizedAccessException) {
                    return;
                }
            }
        }

        private void Poll(bool last)
        {
            lock (m_followers)
                foreach (FileFollower follower in m_followers)
                    follower.Poll(last);
        }

        private void Follow(string maFolder)
        {
            lock (m_followers) {
                if (Directory.Exists(maFolder))
                    m_followers.Add(new FileFollower(maFolder, false,
                                                     (file, line) => m_output.Log("info", "[" + file + "] " + line)));
                if (HostOptions.EventLogFolder() != null)
                    m_followers.Add(new FileFollower(HostOptions.EventLogFolder(), true, EventLogLine));
            }
            m_timer = new Timer(state => Poll(false), null, PollInterval, PollInterval);
        }

        // mono writes an entry as lines of "Key: value"; the ones that a person reads are these.
        private void EventLogLine(string file, string line)
        {
            if (line.Length > 0 && !line.StartsWith("InstanceID:", StringComparison.Ordinal)
                && !line.StartsWith("TimeGenerated:", StringComparison.Ordinal)
                && !line.StartsWith("Category:", StringComparison.Ordinal)
                && !line.StartsWith("EntryType:", StringComparison.Ordinal)
                && !line.StartsWith("ReplacementStrings:", StringComparison.Ordinal))
                m_output.Log("info", "[event log " + Path.GetDirectoryName(file) + "] " + line);
        }

        // The C library takes what it does not know for UTC, and says nothing.
        private static bool IsTimeZone(string name)
        {
            return !StandardStreams.IsUnix || !Directory.Exists("/usr/share/zoneinfo")
                || File.Exists(Path.Combine("/usr/share/zoneinfo", name));
        }

        private void ApplyCulture(string name)
        {
            try {
                CultureInfo culture = name == null ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name);
                CultureInfo.DefaultThreadCurrentCulture = culture;
                CultureInfo.DefaultThreadCurrentUICulture = culture;
                Culture = culture;
            } catch (CultureNotFoundException) {
                m_output.Log("warning", "this runtime knows no culture \"" + name + "\"; using the invariant one");
                ApplyCulture(null);
            }
        }

        /// <summary>For threads that were there before the option was known.</summary>
        internal CultureInfo Culture { get; private set; }

        private void ApplyNetwork(HostOptions options)
        {
            if (options.Proxy == "none")
                WebRequest.DefaultWebProxy = null;
            else if (options.Proxy != null)
                WebRequest.DefaultWebProxy = ProxyAt(options.Proxy);
            if (options.AcceptServerCertificate == null)
                return;
            string accepted = options.AcceptServerCertificate.Replace(":", "").Replace(" ", "");
            CertificateFinding = new Finding("server-certificates", Finding.Warning,
                                             "TLS server certificates are not checked as usual (option acceptServerCertificate): "
                                                 + "accepted is " + (accepted == "any" ? "any of them"
                                                                     : "also the one with thumbprint " + accepted));
            m_output.Log("warning", CertificateFinding.Message);
            ServicePointManager.ServerCertificateValidationCallback = (sender, certificate, chain, errors) =>
                errors == SslPolicyErrors.None || Accept(accepted, certificate, errors);
        }

        // To go past a proxy that was asked for could reach the wrong network: a wrong one is refused.
        private static WebProxy ProxyAt(string address)
        {
            try {
                return new WebProxy(address);
            } catch (UriFormatException thrown) {
                throw new StatedException("anchorage.Unsupported", "the option proxy is \"" + address
                                                                       + "\", expected http://HOST:PORT or none: "
                                                                           + thrown.Message);
            }
        }

        private bool Accept(string accepted, X509Certificate certificate, SslPolicyErrors errors)
        {
            string thumbprint = certificate == null ? "" : certificate.GetCertHashString();
            bool accept = accepted == "any" || string.Equals(accepted, thumbprint, StringComparison.OrdinalIgnoreCase);
            m_output.Log(accept ? "warning" : "error", (accept ? "accepted" : "refused") + " a server certificate (" + errors
                                                           + "), thumbprint " + thumbprint);
            return accept;
        }

        private void Unhandled(Exception thrown)
        {
            if (thrown == null)
                return;
            m_output.Log("error", "an exception that nothing caught ends the process: " + thrown);
        }

        private void PumpForeignOutput()
        {
            using (Stream stream = StandardStreams.Open(m_handles.ForeignOutput, false)) {
                var lines = new LogLines(m_output, "stdout");
                var decoder = new UTF8Encoding(false, false).GetDecoder();
                var bytes = new byte[4096];
                var chars = new char[4097];
                for (int got; (got = stream.Read(bytes, 0, bytes.Length)) > 0;)
                    lines.Write(chars, 0, decoder.GetChars(bytes, 0, got, chars, 0));
            }
        }
    }
}
