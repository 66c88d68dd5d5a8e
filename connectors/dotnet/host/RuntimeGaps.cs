using System;

namespace Anchorage.DotNet.Link
{
    /// <summary>What connectors use that cannot work on mono, in plain words and with what to do.</summary>
    internal static class RuntimeGaps
    {
        private static readonly string[,] s_assemblies = {
            { "System.Management.Automation",
              "runs PowerShell, which needs Windows PowerShell. Run this connector on Windows" },
            { "System.DirectoryServices.Protocols",
              "speaks LDAP through System.DirectoryServices.Protocols, which mono does not have. Run this connector on Windows, "
                  + "or build it against an LDAP library of its own (Novell.Directory.Ldap)" },
            { "System.DirectoryServices.AccountManagement",
              "uses System.DirectoryServices.AccountManagement, which needs Windows. Run this connector on Windows" },
            { "System.Management",
              "asks WMI (System.Management), which exists on Windows only. Run this connector on Windows" },
            { "Microsoft.Office.Interop.Excel",
              "drives Excel, which exists on Windows only. Run this connector on Windows" }
        };

        private static readonly string[,] s_types = {
            { "System.Data.OleDb.",
              "uses OLE DB, which mono cannot do: its finalizer even ends the process. Run this connector on Windows, or use "
                  + "another provider" },
            { "System.Security.Principal.WindowsImpersonationContext",
              "works under another Windows identity (impersonation), which exists on Windows only. Run it on Windows" },
            { "System.Runtime.InteropServices.Marshal+GetActiveObject", "uses COM, which exists on Windows only" },
            { "Microsoft.Win32.RegistryKey",
              "reads the Windows registry, which answers emptily here: what it looks for is not found" }
        };

        internal static string OfMember(string type, string member)
        {
            if (type == "System.Diagnostics.Debugger" && member == "Launch")
                return "calls Debugger.Launch, which throws NotImplementedException on mono. Use the bench's own wait for a "
                    + "debugger instead";
            return null;
        }

        /// <summary>Null: nothing is known against it.</summary>
        internal static string OfAssembly(string assembly)
        {
            for (int i = 0; i < s_assemblies.GetLength(0); ++i)
                if (string.Equals(s_assemblies[i, 0], assembly, StringComparison.OrdinalIgnoreCase))
                    return s_assemblies[i, 1];
            return null;
        }

        internal static string OfType(string type)
        {
            for (int i = 0; i < s_types.GetLength(0); ++i)
                if (type.StartsWith(s_types[i, 0], StringComparison.Ordinal))
                    return s_types[i, 1];
            return null;
        }

        /// <summary>The registry is there and empty; all else does not work at all.</summary>
        internal static bool IsMild(string type) { return type == "Microsoft.Win32.RegistryKey"; }

        private static readonly string[] s_windowsLibraries = {
            "kernel32", "advapi32", "user32", "netapi32", "ole32", "oleaut32", "secur32", "wldap32", "activeds", "crypt32",
            "ntdsapi", "shell32", "rpcrt4", "dnsapi", "msi", "logoncli", "samcli", "wtsapi32", "psapi", "ntdll", "mpr"
        };

        internal static bool IsWindowsLibrary(string library)
        {
            string name = library.ToLowerInvariant();
            if (name.EndsWith(".dll", StringComparison.Ordinal))
                name = name.Substring(0, name.Length - 4);
            return Array.IndexOf(s_windowsLibraries, name) >= 0;
        }

        /// <summary>The Debian package with an assembly of the class library, by Debian's own naming rule; null: none.</summary>
        internal static string PackageOf(string assembly)
        {
            if (!StandardStreams.IsUnix || !assembly.StartsWith("System", StringComparison.Ordinal))
                return null;
            return "libmono-" + assembly.ToLowerInvariant().Replace('.', '-') + "4.0-cil";
        }
    }
}
