using System;
using System.IO;
using System.Reflection;

namespace Anchorage.DotNet
{
    /// <summary>
    /// The AppDomain a connector lives in: its own folder as application base, its own configuration file.
    /// On .NET Framework that is a second domain. mono needs 150 ms of work to make one, and compiles the
    /// whole class library anew in it; there the first domain, in which nothing has been bound yet, takes the
    /// connector's settings on.
    /// </summary>
    internal static class ConnectorDomain
    {
        /// <summary>False: this runtime does not let the running domain change.</summary>
        internal static bool Adopt(string folder, string configuration)
        {
            if (Type.GetType("Mono.Runtime") == null)
                return false;
            PropertyInfo property = typeof(AppDomain).GetProperty(
                "SetupInformationNoCopy", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
            var setup = property == null ? null : property.GetValue(AppDomain.CurrentDomain, null) as AppDomainSetup;
            if (setup == null)
                return false;
            Settle(setup, folder, configuration);
            return AppDomain.CurrentDomain.BaseDirectory == setup.ApplicationBase;
        }

        internal static AppDomain Create(string folder, string configuration)
        {
            var setup = new AppDomainSetup { ShadowCopyFiles = "false" };
            Settle(setup, folder, configuration);
            return AppDomain.CreateDomain("connector", null, setup);
        }

        private static void Settle(AppDomainSetup setup, string folder, string configuration)
        {
            setup.ApplicationBase = folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
            setup.ConfigurationFile = configuration;
        }
    }
}
