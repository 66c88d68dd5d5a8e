using System;
using System.Reflection;

[assembly: AssemblyTitle("anchorage-dotnet-host")]
[assembly: AssemblyDescription("Loads one ECMA2 assembly and speaks the Anchorage wire")]
[assembly: AssemblyProduct("Anchorage")]
[assembly: AssemblyVersion("1.0.0.0")]
[assembly: CLSCompliant(false)]
