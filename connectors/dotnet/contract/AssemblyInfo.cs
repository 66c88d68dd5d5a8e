// An independently written stand-in with the simple name every ECMA2 connector was built against. It is
// unsigned; mono binds assemblies outside the GAC by simple name alone, and 4.1.4.0 is the newest version
// connectors ask for.
using System;
using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("Microsoft.MetadirectoryServicesEx")]
[assembly: AssemblyDescription("ECMA2 contract of the Anchorage test bench; not Microsoft's assembly")]
[assembly: AssemblyProduct("Anchorage")]
[assembly: AssemblyVersion("4.1.4.0")]
[assembly: AssemblyFileVersion("4.1.4.0")]
[assembly: ComVisible(false)]
[assembly: CLSCompliant(true)]
