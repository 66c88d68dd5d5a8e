// How the bench starts this program (everything else comes with `initialize`):
//
//   mono --debug [--debugger-agent=transport=dt_socket,server=y,suspend=n,address=HOST:PORT] \
//       anchorage-dotnet-host.exe --assembly PATH
//
// stdin/stdout carry the wire (resources/docs/wire.md); stderr stays what it is. The working directory is
// the connector's business: the bench sets it, by default to the connector's folder. `--debug` makes stacks
// carry source lines. Options of `initialize` that this host knows are in HostOptions.cs. Environment that
// must stand before a runtime starts is the starter's: MONO_IOMAP=all (backslash paths) and MONO_ENV_OPTIONS.
//
// Exit codes: 0 after `shutdown` and its goodbye, or when the bench is gone; 64 wrong arguments; 76 when
// the bench sent something that is no message. Without a goodbye the process has crashed.
using System;
using System.IO;
using System.Reflection;

namespace Anchorage.DotNet
{
    internal static class Program
    {
        private const string StageKey = "Anchorage.Stage";
        internal const string AssemblyKey = "Anchorage.Assembly";
        internal const string WireKey = "Anchorage.Wire";
        internal const string FirstLineKey = "Anchorage.FirstLine";

        // The same executable runs twice: in the default domain until `initialize` has told which configuration
        // file the connector wants, then inside a domain made with it. The wire's descriptors are the process's.
        private static int Main(string[] arguments)
        {
            if (AppDomain.CurrentDomain.GetData(StageKey) != null)
                return Serve();
            string assembly = AssemblyOf(arguments);
            if (assembly == null) {
                Console.Error.WriteLine("usage: anchorage-dotnet-host.exe --assembly PATH");
                return 64;
            }
            WireHandles wire = StandardStreams.MoveAside();
            byte[] first = new WireInput(wire).ReadFirstLine();
            if (first == null)
                return 0;
            HostOptions options = HostOptions.Peek(first);
            options.ApplyToProcess();

            var setup = new AppDomainSetup {
                ApplicationBase = Path.GetDirectoryName(assembly),
                ConfigurationFile = options.ConfigurationFile ?? assembly + ".config",
                ShadowCopyFiles = "false"
            };
            AppDomain domain = AppDomain.CreateDomain("connector", null, setup);
            domain.SetData(StageKey, "serve");
            domain.SetData(AssemblyKey, assembly);
            domain.SetData(WireKey, wire.ToData());
            domain.SetData(FirstLineKey, first);
            return domain.ExecuteAssembly(Assembly.GetExecutingAssembly().Location);
        }

        private static int Serve()
        {
            AppDomain domain = AppDomain.CurrentDomain;
            var assembly = (string)domain.GetData(AssemblyKey);
            var first = (byte[])domain.GetData(FirstLineKey);
            var wire = WireHandles.FromData((long[])domain.GetData(WireKey));
            var output = new WireOutput(wire);
            ContractBinding.Bind(assembly, HostOptions.Peek(first), output);
            return Run(assembly, wire, output, first);
        }

        // A method of its own: it mentions the contract, which must be bound before this is compiled.
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        private static int Run(string assembly, WireHandles wire, WireOutput output, byte[] first)
        {
            return new Session(assembly, wire, output).Run(first);
        }

        private static string AssemblyOf(string[] arguments)
        {
            string assembly = null;
            for (int i = 0; i + 1 < arguments.Length; i += 2) {
                if (arguments[i] != "--assembly")
                    return null;
                assembly = Path.GetFullPath(arguments[i + 1]);
            }
            return arguments.Length % 2 == 0 ? assembly : null;
        }
    }
}
