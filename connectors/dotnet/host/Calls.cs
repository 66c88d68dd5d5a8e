using System;
using System.Collections.Generic;
using System.Threading;
using Anchorage.DotNet.Json;
using Anchorage.DotNet.Link;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    /// <summary>The calls that configure and inspect; export, import and password calls hang off it.</summary>
    internal sealed class Calls
    {
        private const string Magic = "anchorage-wire";
        private const int Protocol = 1;
        private const string Unsupported = "anchorage.Unsupported"; // core/wire/messages.h
        private const int MostSchemaPages = 100;

        private readonly string m_path;
        private readonly WireOutput m_output;
        private readonly Surroundings m_surroundings;
        private List<ParameterValue> m_parameters = new List<ParameterValue>();
        private int m_schemaPages = 1;
        private bool m_initialized;

        internal Calls(string path, WireOutput output, Surroundings surroundings)
        {
            m_path = path;
            m_output = output;
            m_surroundings = surroundings;
            Export = new ExportCalls(this, output);
            Import = new ImportCalls(this, output);
            Password = new PasswordCalls(this);
        }

        internal ExportCalls Export { get; private set; }
        internal ImportCalls Import { get; private set; }
        internal PasswordCalls Password { get; private set; }
        internal LoadedConnector Connector { get; private set; }
        internal Surroundings Surroundings { get { return m_surroundings; } }
        internal string MAName { get { return m_surroundings.MAName; } }

        /// <summary>A collection of its own for each call: what a connector does to it stays there.</summary>
        internal ConfigParameterKeyedCollection Parameters() { return ParameterValue.Collection(m_parameters); }

        // --- every call goes through one of these --------------------------------------------------------

        internal void Answer(long id, Action<JsonWriter> call)
        {
            try {
                JsonWriter writer = WireOutput.BeginResult(new JsonWriter(), id);
                call(writer);
                m_surroundings.Flush();
                m_output.Finish(writer);
            } catch (Exception thrown) {
                Threw(id, thrown);
            }
        }

        internal void Threw(long id, Exception thrown)
        {
            m_surroundings.Flush();
            string gap = ContractGap.In(thrown);
            if (gap != null)
                m_output.Log("error", gap);
            m_output.Threw(id, thrown);
        }

        /// <summary>Not offered in `initialize`, so the bench does not ask; a test may.</summary>
        internal bool Lacks<T>(long id, string method)
        {
            m_surroundings.AwaitInstalled();
            if (Connector != null && Connector.Has<T>())
                return false;
            m_output.NotImplemented(id, method);
            return true;
        }

        // --- the calls -----------------------------------------------------------------------------------

        internal void Initialize(long id, string magic, int lowest, int highest, HostOptions options)
        {
            Answer(id, json => {
                if (magic != Magic)
                    throw new StatedException(Unsupported,
                                              "the program that started this host does not speak the Anchorage wire: "
                                                  + "its magic is \"" + magic + "\", expected \"" + Magic + "\"");
                if (lowest > Protocol || highest < Protocol)
                    throw new StatedException(Unsupported, "the bench speaks versions " + lowest + " to " + highest
                                                           + " of the wire, this host " + Protocol + " to " + Protocol);
                if (m_initialized)
                    throw new StatedException("anchorage.Protocol", "`initialize` came twice");
                m_initialized = true;
                m_surroundings.Apply(options);
                Thread.CurrentThread.CurrentCulture = m_surroundings.Culture; // this thread is older than the option
                Thread.CurrentThread.CurrentUICulture = m_surroundings.Culture;
                List<Finding> findings = LinkCheck.Of(m_path, options);
                if (options.AcceptServerCertificate != null)
                    findings.Add(m_surroundings.CertificateFinding);
                if (!findings.Exists(f => f.Severity == Finding.Error))
                    Connector = LoadedConnector.Load(m_path);
                if (options.WaitForDebugger)
                    SayWhereToAttach(options.DebuggerAddress);
                json.Member("magic", Magic).Member("protocol", Protocol);
                Description.Write(json.Key("connector"), m_path, Connector, findings, m_output);
            });
            if (m_initialized)
                m_surroundings.BeginTrace();
        }

        internal void Configure(long id, List<ParameterValue> parameters)
        {
            m_parameters = parameters;
            m_output.Done(id);
        }

        internal void GetCapabilities(long id)
        {
            bool extended = Connector != null && Connector.Has<IMAExtensible2GetCapabilitiesEx>();
            if (!extended && Lacks<IMAExtensible2GetCapabilities>(id, "getCapabilities"))
                return;
            Answer(id, json => {
                MACapabilities capabilities =
                    extended ? Connector.Instance<IMAExtensible2GetCapabilitiesEx>().GetCapabilitiesEx(Parameters())
                             : Connector.Instance<IMAExtensible2GetCapabilities>().Capabilities;
                ModelWriter.Write(json.Key("capabilities"), NotNull(capabilities, "capabilities"));
            });
        }

        internal void GetConfigParameters(long id, ConfigParameterPage page)
        {
            bool extended = UsesExtendedParameters(page);
            if (!extended && Lacks<IMAExtensible2GetParameters>(id, "getConfigParameters"))
                return;
            Answer(id, json => {
                json.Key("definitions").BeginArray();
                for (int number = 1; number <= MostSchemaPages; ++number) {
                    IList<ConfigParameterDefinition> definitions =
                        extended ? Connector.Instance<IMAExtensible2GetParametersEx>().GetConfigParametersEx(Parameters(), page,
                                                                                                            number)
                                 : Connector.Instance<IMAExtensible2GetParameters>().GetConfigParameters(Parameters(), page);
                    bool any = definitions != null && definitions.Count > 0;
                    if (any)
                        foreach (ConfigParameterDefinition definition in definitions)
                            ModelWriter.Write(json, definition, page);
                    // Only the Schema page comes in a number of its own: ask until one is empty.
                    if (!extended || page != ConfigParameterPage.Schema || !any)
                        break;
                    m_schemaPages = number;
                }
                json.EndArray();
            });
        }

        internal void ValidateConfigParameters(long id, ConfigParameterPage page)
        {
            bool extended = UsesExtendedParameters(page);
            if (!extended && Lacks<IMAExtensible2GetParameters>(id, "validateConfigParameters"))
                return;
            Answer(id, json => {
                ParameterValidationResult result = null;
                int pages = extended && page == ConfigParameterPage.Schema ? m_schemaPages : 1;
                for (int number = 1; number <= pages; ++number) {
                    result = extended ? Connector.Instance<IMAExtensible2GetParametersEx>().ValidateConfigParametersEx(
                                            Parameters(), page, number)
                                      : Connector.Instance<IMAExtensible2GetParameters>().ValidateConfigParameters(Parameters(),
                                                                                                                  page);
                    if (NotNull(result, "validation result").Code != ParameterValidationResultCode.Success)
                        break;
                }
                ModelWriter.Write(json.Key("result"), result);
            });
        }

        internal void GetSchema(long id)
        {
            if (Lacks<IMAExtensible2GetSchema>(id, "getSchema"))
                return;
            Answer(id, json => ModelWriter.Write(
                           json.Key("schema"),
                           NotNull(Connector.Instance<IMAExtensible2GetSchema>().GetSchema(Parameters()), "schema")));
        }

        internal void GetPartitions(long id)
        {
            if (Lacks<IMAExtensible2GetPartitions>(id, "getPartitions"))
                return;
            Answer(id, json => {
                json.Key("partitions").BeginArray();
                IList<Partition> partitions = Connector.Instance<IMAExtensible2GetPartitions>().GetPartitions(Parameters());
                foreach (Partition partition in NotNull(partitions, "partitions"))
                    ModelWriter.Write(json, partition);
                json.EndArray();
            });
        }

        internal void GetHierarchy(long id, HierarchyNode parent)
        {
            if (Lacks<IMAExtensible2GetHierarchy>(id, "getHierarchy"))
                return;
            Answer(id, json => {
                json.Key("nodes").BeginArray();
                IList<HierarchyNode> nodes = Connector.Instance<IMAExtensible2GetHierarchy>().GetHierarchy(Parameters(), parent);
                // A leaf may answer null.
                if (nodes != null)
                    foreach (HierarchyNode node in nodes)
                        ModelWriter.Write(json, node);
                json.EndArray();
            });
        }

        internal void Shutdown(long id)
        {
            m_surroundings.RunFinalizers();
            m_surroundings.End();
            m_output.Done(id);
            m_output.Goodbye();
            StandardStreams.Exit(0);
        }

        private bool UsesExtendedParameters(ConfigParameterPage page)
        {
            return Connector != null && Connector.Has<IMAExtensible2GetParametersEx>()
                && (page == ConfigParameterPage.Schema || !Connector.Has<IMAExtensible2GetParameters>());
        }

        private static T NotNull<T>(T value, string what) where T : class
        {
            if (value == null)
                throw new StatedException("NullAnswerException", "the connector returned null instead of its " + what);
            return value;
        }

        // The bench waits itself, before it opens; a call that hangs here would only look like a slow start.
        private void SayWhereToAttach(string address)
        {
            if (StandardStreams.IsUnix && DebuggerAddress.IsTaken(address))
                throw new StatedException(Unsupported, "the debugger's address " + address
                                          + " is taken by another program, "
                                                           + "perhaps another run: choose one with the option debuggerAddress");
            m_output.Log("info", StandardStreams.IsUnix
                                     ? "waiting for a debugger: attach mono's soft debugger to " + address
                                     : "waiting for a debugger: attach one to process " + StandardStreams.ProcessId());
        }
    }
}
