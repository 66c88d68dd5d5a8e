using System;
using System.IO;
using System.Reflection;
using Anchorage.DotNet.Link;

namespace Anchorage.DotNet
{
    /// <summary>
    /// Puts the contract in place before anything that refers to it is compiled or loaded. A foreign dll of
    /// the same name beside the connector, or another version in a reference, must not get in between.
    /// </summary>
    internal static class ContractBinding
    {
        internal const string SimpleName = "Microsoft.MetadirectoryServicesEx";
        private const string MicrosoftKey = "31bf3856ad364e35";

        private static Assembly s_contract;
        private static Places s_places;

        internal static string ContractPath { get { return s_contract.Location; } }

        internal static void Bind(string connector, HostOptions options, WireOutput output)
        {
            string ours = Path.Combine(HostFolder(), SimpleName + ".dll");
            string path = ours;
            if (options.PreferMicrosoftAssembly) {
                string theirs = Path.Combine(Path.GetDirectoryName(connector), SimpleName + ".dll");
                if (IsMicrosoft(theirs)) {
                    path = theirs;
                    output.Log("info", "using Microsoft's contract assembly " + theirs);
                } else {
                    output.Log("warning",
                               "preferMicrosoftAssembly is set, but there is no contract assembly of Microsoft at "
                                              + theirs + "; using " + ours);
                }
            }
            s_contract = Assembly.LoadFrom(path);
            s_places = new Places(connector);
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
        }

        private static Assembly Resolve(object sender, ResolveEventArgs request)
        {
            string name = new AssemblyName(request.Name).Name;
            if (name == SimpleName)
                return s_contract;
            // A reference to this host, made while its Main runs in the connector's domain.
            if (name == Assembly.GetExecutingAssembly().GetName().Name)
                return Assembly.GetExecutingAssembly();
            // Loaded by name at run time, or from a folder that only the configuration file names.
            string beside = s_places.Beside(name);
            return beside == null ? null : Assembly.LoadFrom(beside);
        }

        private static bool IsMicrosoft(string path)
        {
            if (!File.Exists(path))
                return false;
            try {
                byte[] token = AssemblyName.GetAssemblyName(path).GetPublicKeyToken();
                return token != null && BitConverter.ToString(token).Replace("-", "").ToLowerInvariant() == MicrosoftKey;
            } catch (BadImageFormatException) {
                return false;
            }
        }

        private static string HostFolder() { return Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location); }
    }
}
