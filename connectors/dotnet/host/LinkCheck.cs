using System;
using System.Collections.Generic;
using System.IO;

namespace Anchorage.DotNet.Link
{
    /// <summary>
    /// The pre-flight check: everything the connector refers to is looked for before any of it is loaded. A
    /// member that is missing would otherwise surface when a method is compiled, inside the connector, which
    /// reports it as an entry error. What the connector's classes cannot reach is a warning only.
    /// </summary>
    internal sealed class LinkCheck
    {
        private readonly World m_world;
        private readonly Reach m_reach;
        private readonly List<Finding> m_findings = new List<Finding>();
        private readonly Dictionary<string, Finding> m_byMessage = new Dictionary<string, Finding>();

        private LinkCheck(World world)
        {
            m_world = world;
            m_reach = new Reach(world);
        }

        internal static List<Finding> Of(string path, HostOptions options)
        {
            if (options.LinkCheck == "off" || !File.Exists(path))
                return new List<Finding>();
            try {
                List<Finding> findings = Check(path);
                if (options.LinkCheck == "warn")
                    foreach (Finding finding in findings)
                        if (finding.Severity == Finding.Error)
                            finding.Severity = Finding.Warning;
                return findings;
            } catch (Exception thrown) {
                bool odd = thrown is OddMetadataException;
                if (thrown is NoAssemblyException && !odd)
                    throw new StatedException("ExtensionDllInvalidAssemblyException",
                                              Path.GetFileName(path) + " is no usable .NET assembly: "
                                                  + thrown.Message);
                if (thrown is UnauthorizedAccessException)
                    throw new StatedException("ExtensionDllAccessException", path + " may not be read: "
                                              + thrown.Message, thrown);
                if (!(odd || thrown is IndexOutOfRangeException || thrown is ArgumentException
                      || thrown is IOException))
                    throw;
                // Obfuscated metadata may be beyond us; the runtime may still load it.
                return new List<Finding> { new Finding("link-unchecked", Finding.Warning,
                                                       "its references could not be checked: " + thrown.Message) };
            }
        }

        private static List<Finding> Check(string path)
        {
            var check = new LinkCheck(new World(path, ContractBinding.ContractPath));
            // Looking at one may bring in another.
            var seen = new HashSet<Image>();
            for (bool more = true; more;) {
                more = false;
                foreach (Image image in check.m_world.Loaded()) {
                    if (!seen.Add(image))
                        continue;
                    more = true;
                    check.Platform(image);
                    check.Assemblies(image);
                    check.Types(image);
                    check.Members(image);
                    check.NativeCalls(image);
                }
            }
            return check.m_findings;
        }

        private void Platform(Image image)
        {
            const int IlOnly = 1, Requires32Bit = 2, Prefers32Bit = 0x20000;
            int flags = image.Data.Flags;
            if ((flags & IlOnly) == 0)
                Add("link-mixed-mode", StandardStreams.IsUnix, image.Name + " is a mixed-mode assembly (C++/CLI): it holds "
                                                                   + "native Windows code. It works on Windows only");
            else if ((flags & Requires32Bit) != 0 && (flags & Prefers32Bit) == 0 && IntPtr.Size == 8)
                Add("link-bitness", !StandardStreams.IsUnix, image.Name + " is built for x86 (32 bit), this host is a 64-bit "
                                                                 + "process. Build it for Any CPU");
        }

        private void Assemblies(Image image)
        {
            for (int row = 1; row <= image.Data.Rows(Table.AssemblyRef); ++row) {
                string name = image.AssemblyRefName(row);
                string gap = StandardStreams.IsUnix ? RuntimeGaps.OfAssembly(name) : null;
                bool reached = ReachesAny(image, name);
                if (gap != null) {
                    Add("link-runtime", reached, image.Name + " " + gap);
                    continue;
                }
                if (name == "System.Runtime" && image.Data.Get(Table.AssemblyRef, row, 0) >= 5
                    || name == "System.Private.CoreLib")
                    Add("link-target", true, image.Name + " is built for .NET " + image.AssemblyRefVersion(row)
                                                 + "; ECMA2 connectors run on .NET Framework. Build it for net472 or older");
                else if (m_world.Find(name) == null && !m_world.Places.IsOfRuntime(name))
                    Add("link-dependency", reached, Missing(image, name, row));
            }
        }

        private string Missing(Image image, string name, int row)
        {
            string package = RuntimeGaps.PackageOf(name);
            return image.Name + " needs " + name + " " + image.AssemblyRefVersion(row) + ", which was not found in "
                + m_world.Places.Text()
                + (package == null ? ". Copy " + name + ".dll beside the connector"
                                   : ". It is part of the class library: install the package " + package);
        }

        // Only a dependency whose types are mentioned by reachable code can hurt.
        private bool ReachesAny(Image image, string assembly)
        {
            for (int row = 1; row <= image.Data.Rows(Table.TypeRef); ++row)
                if (image.AssemblyOf(row) == assembly && m_reach.Reaches(image, ((int)Table.TypeRef << 24) | row))
                    return true;
            return false;
        }

        private void Types(Image image)
        {
            for (int row = 1; row <= image.Data.Rows(Table.TypeRef); ++row) {
                string name = image.TypeRefName(row);
                string assembly = image.AssemblyOf(row);
                bool reached = m_reach.Reaches(image, ((int)Table.TypeRef << 24) | row);
                string gap = StandardStreams.IsUnix ? RuntimeGaps.OfType(name) : null;
                if (gap != null)
                    Add("link-runtime", reached && !RuntimeGaps.IsMild(name), image.Name + " " + gap);
                Image home = assembly == null ? null : m_world.Find(assembly);
                if (home == null || home.FindType(name) != 0 || home.ForwardedTo(name) != null)
                    continue;
                Lacks(home, "type " + name, image, reached);
            }
        }

        private void Members(Image image)
        {
            for (int row = 1; row <= image.Data.Rows(Table.MemberRef); ++row) {
                int parent = image.Data.Token(Table.MemberRef, row, 0, TableShapes.Parent);
                string gap = StandardStreams.IsUnix && parent >> 24 == (int)Table.TypeRef
                    ? RuntimeGaps.OfMember(image.TypeName(parent), image.Data.String(Table.MemberRef, row, 1))
                    : null;
                if (gap != null) // usually left over from debugging, behind a condition
                    Add("link-runtime", false, image.Name + " " + gap);
                Image home;
                int type = parent >> 24 == (int)Table.TypeRef ? Reach.Resolve(m_world, image, parent, out home) : None(out home);
                if (type == 0 || home == image)
                    continue;
                string member = image.Data.String(Table.MemberRef, row, 1);
                string signature = new Signature(image, null).Member(image.Data.Blob(Table.MemberRef, row, 2));
                if (Has(home, type, member, signature))
                    continue;
                bool reached = m_reach.Reaches(image, ((int)Table.MemberRef << 24) | row);
                Lacks(home, "member " + home.TypeDefName(type) + "." + member + " " + signature, image, reached);
            }
        }

        private void Lacks(Image home, string what, Image image, bool reached)
        {
            if (home == m_world.Contract)
                Add("link-contract", reached, "the bench's contract assembly has no " + what + ", which " + image.Name
                    + " uses. Please report it: this is a gap of the bench, not of the connector");
            else
                Add("link-member", reached, home.Path + " has no " + what + ", which " + image.Name
                    + " uses: it is another version than the one " + image.Name + " was built with");
        }

        private static int None(out Image home)
        {
            home = null;
            return 0;
        }

        // Up the bases, as far as they are the connector's or the contract's; what the runtime's classes have
        // is not looked at.
        private bool Has(Image home, int type, string member, string signature)
        {
            for (int depth = 0; depth < 32; ++depth) {
                if (home.FindMethod(type, member, signature) != 0 || home.HasField(type, member, signature))
                    return true;
                int baseToken = home.Data.Token(Table.TypeDef, type, 3, TableShapes.Type);
                if ((baseToken & 0xFFFFFF) == 0)
                    return false;
                if (home.TypeName(baseToken) == "System.Object")
                    return IsOfObject(member);
                Image next;
                int up = Reach.Resolve(m_world, home, baseToken, out next);
                if (up == 0 || next == null)
                    return true;
                home = next;
                type = up;
            }
            return true;
        }

        private static bool IsOfObject(string member)
        {
            return member == "ToString" || member == "Equals" || member == "GetHashCode" || member == "GetType"
                || member == "Finalize" || member == "MemberwiseClone" || member == "ReferenceEquals";
        }

        private void NativeCalls(Image image)
        {
            if (!StandardStreams.IsUnix)
                return;
            for (int row = 1; row <= image.Data.Rows(Table.ImplMap); ++row) {
                int method = image.Data.Token(Table.ImplMap, row, 1, TableShapes.Forwarded);
                string library = image.Data.String(Table.ModuleRef, image.Data.Get(Table.ImplMap, row, 3), 0);
                if (RuntimeGaps.IsWindowsLibrary(library))
                    Add("link-native", m_reach.Reaches(image, method),
                        image.Name + " calls " + image.Data.String(Table.ImplMap, row, 2)
                            + " of the Windows library " + library + ", which does not exist here: that call will fail. Run this connector on Windows");
            }
        }

        private void Add(string id, bool reached, string message)
        {
            Finding known;
            string severity = reached ? Finding.Error : Finding.Warning;
            if (m_byMessage.TryGetValue(message, out known)) {
                if (reached)
                    known.Severity = severity;
                return;
            }
            known = new Finding(id, severity, message);
            m_byMessage[message] = known;
            m_findings.Add(known);
        }
    }
}
