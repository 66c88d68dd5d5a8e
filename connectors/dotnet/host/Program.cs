// How the bench starts this program (everything else comes with `initialize`):
//
//   mono --debug [--debugger-agent=transport=dt_socket,server=y,suspend=n,address=HOST:PORT] \
//       anchorage-dotnet-host.exe ASSEMBLY
//
// stdin/stdout carry the wire (resources/docs/wire.md); stderr stays what it is. The working directory is
// the connector's business: the bench sets it, by default to the connector's folder. `--debug` makes stacks
// carry source lines. Options of `initialize` that this host knows are in HostOptions.cs. Environment that
// must stand before a runtime starts is the starter's: MONO_IOMAP=all (backslash paths), MONO_ENV_OPTIONS.
//
// Exit codes: 0 after `shutdown` and its goodbye, or when the bench is gone; 64 wrong arguments; 65 when
// the bench sent something that is no message. Without a goodbye the process has crashed.
using System;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Anchorage.DotNet
{
    internal static class Program
    {
        private const string AssemblyKey = "Anchorage.Assembly";
        private const string WireKey = "Anchorage.Wire";
        private const string FirstLineKey = "Anchorage.FirstLine";
        private const int Usage = 64;

        // Nothing in here may need more than mscorlib: the connector's configuration must be in place before
        // the runtime binds the first assembly that a redirect could mean.
        private static int Main(string[] arguments)
        {
            AppDomain domain = AppDomain.CurrentDomain;
            if (domain.GetData(AssemblyKey) != null) // the second time, inside the connector's own domain
                return Serve((string)domain.GetData(AssemblyKey), WireHandles.FromData((long[])domain.GetData(WireKey)),
                             (byte[])domain.GetData(FirstLineKey));
            if (arguments.Length != 1 || arguments[0].StartsWith("--", StringComparison.Ordinal)) {
                Console.Error.WriteLine("usage: anchorage-dotnet-host.exe ASSEMBLY\n"
                                        + "Loads one ECMA2 assembly and speaks the Anchorage wire on stdin and stdout.");
                return Usage;
            }
            string assembly = Path.GetFullPath(arguments[0]);
            WireHandles wire = StandardStreams.MoveAside();
            byte[] first = new WireInput(wire).ReadFirstLine();
            if (first == null)
                return 0; // the bench went away
            HostOptions options = HostOptions.Peek(first);
            options.ApplyToProcess();
            string configuration = options.ConfigurationFile ?? assembly + ".config";
            if (ConnectorDomain.Adopt(Path.GetDirectoryName(assembly), configuration))
                return Serve(assembly, wire, first);
            domain = ConnectorDomain.Create(Path.GetDirectoryName(assembly), configuration);
            domain.SetData(AssemblyKey, assembly);
            domain.SetData(WireKey, wire.ToData());
            domain.SetData(FirstLineKey, first);
            return domain.ExecuteAssembly(Assembly.GetExecutingAssembly().Location);
        }

        private static int Serve(string assembly, WireHandles wire, byte[] first)
        {
            var output = new WireOutput(wire);
            ContractBinding.Bind(assembly, HostOptions.Peek(first), output);
            return Run(assembly, wire, output, first);
        }

        // A method of its own: it mentions the contract, which must be bound before this is compiled.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int Run(string assembly, WireHandles wire, WireOutput output, byte[] first)
        {
            return new Session(assembly, wire, output).Run(first);
        }
    }
}
