using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Text;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Tests
{
    /// <summary>The public surface of an assembly as sorted lines.</summary>
    internal static class Surface
    {
        private const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        internal static List<string> Of(Assembly assembly)
        {
            var lines = new List<string>();
            foreach (Type type in assembly.GetExportedTypes())
                Add(lines, type);
            lines.Sort(StringComparer.Ordinal);
            return lines;
        }

        private static void Add(List<string> lines, Type type)
        {
            string name = type.FullName;
            lines.Add(name + " : " + Kind(type));
            if (type.IsEnum) {
                foreach (object value in Enum.GetValues(type))
                    lines.Add(name + "." + value + " = " + (int)value);
                return;
            }
            foreach (FieldInfo field in type.GetFields(Declared))
                if (field.IsPublic)
                    lines.Add(name + "." + field.Name + " field " + NameOf(field.FieldType));
            foreach (ConstructorInfo constructor in type.GetConstructors(Declared))
                if (constructor.IsPublic || constructor.IsFamily)
                    lines.Add(name + "..ctor" + Arguments(constructor) + (constructor.IsFamily ? " protected" : ""));
            foreach (MethodInfo method in type.GetMethods(Declared))
                if ((method.IsPublic || (method.IsFamily && !method.IsVirtual)) && !method.IsSpecialName)
                    lines.Add(name + "." + method.Name + Arguments(method) + " " + NameOf(method.ReturnType) + Manner(method));
            foreach (PropertyInfo property in type.GetProperties(Declared)) {
                MethodInfo getter = property.GetGetMethod(false), setter = property.GetSetMethod(false);
                if (getter == null && setter == null)
                    continue;
                lines.Add(name + "." + property.Name + (getter != null && getter.GetParameters().Length > 0 ? Arguments(getter) : "")
                          + " " + NameOf(property.PropertyType) + (getter != null ? " get" : "")
                          + (setter != null ? " set" : "") + Manner(getter ?? setter));
            }
        }

        private static string Kind(Type type)
        {
            var kind = new StringBuilder(type.IsEnum ? "enum" : type.IsInterface ? "interface" : "class");
            if (type.IsClass && type.IsAbstract && type.IsSealed)
                kind.Insert(0, "static ");
            else if (type.IsClass && type.IsAbstract)
                kind.Insert(0, "abstract ");
            else if (type.IsClass && type.IsSealed)
                kind.Insert(0, "sealed ");
            if (type.IsDefined(typeof(FlagsAttribute), false))
                kind.Append(" flags");
            if (type.BaseType != null && !type.IsEnum)
                kind.Append(" of ").Append(NameOf(type.BaseType));
            if (type.IsClass && type.IsSerializable)
                kind.Append(" serializable");
            return kind.ToString();
        }

        private static string Manner(MethodBase method)
        {
            return method.IsStatic ? " static" : method.IsAbstract ? " abstract" : "";
        }

        private static string Arguments(MethodBase method)
        {
            return "(" + string.Join(",", Array.ConvertAll(method.GetParameters(), p => NameOf(p.ParameterType))) + ")";
        }

        internal static string NameOf(Type type)
        {
            if (type.IsArray)
                return NameOf(type.GetElementType()) + "[]";
            if (!type.IsGenericType) {
                switch (type.FullName) {
                case "System.String": return "string";
                case "System.Object": return "object";
                case "System.Boolean": return "bool";
                case "System.Int32": return "int";
                case "System.Int64": return "long";
                case "System.Byte": return "byte";
                case "System.Void": return "void";
                default: return type.Name;
                }
            }
            string name = type.Name.Substring(0, type.Name.IndexOf('`'));
            return name + "<" + string.Join(",", Array.ConvertAll(type.GetGenericArguments(), NameOf)) + ">";
        }
    }

    [Facts]
    internal static class PublicSurface
    {
        private static string Folder { get { return Environment.GetEnvironmentVariable("ANCHORAGE_DOTNET_TESTS"); } }

        public static void IsWhatTheCheckedInListSays()
        {
            var expected = new HashSet<string>(File.ReadAllLines(Path.Combine(Folder, "contract_surface.txt")));
            var found = new HashSet<string>(Surface.Of(typeof(CSEntryChange).Assembly));
            var gone = new List<string>(expected);
            gone.RemoveAll(found.Contains);
            var added = new List<string>(found);
            added.RemoveAll(expected.Contains);
            That.Holds(gone.Count == 0, "the contract lost members:\n  " + string.Join("\n  ", gone));
            That.Holds(added.Count == 0, "new members; add them to contract_surface.txt (--dump writes it):\n  "
                                             + string.Join("\n  ", added));
        }

        public static void HasEveryMemberThatKnownConnectorsUse()
        {
            string list = Path.Combine(Folder, "../../../shared/design/ecma2-api-usage.txt");
            if (!File.Exists(list))
                throw new SkippedException("the list of used members is not here; the checked-in surface has them");
            var missing = new List<string>();
            int members = 0;
            foreach (string line in File.ReadAllLines(list)) {
                string[] fields = line.Split(new[] { ' ' }, 4, StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length != 4 || (fields[2] != "M" && fields[2] != "P") || OfRulesExtensions(fields[3]))
                    continue;
                ++members;
                if (!Resolves(fields[3].Replace(" ", "")))
                    missing.Add(fields[3]);
            }
            That.Holds(members > 250, "only " + members + " members were read");
            That.Holds(missing.Count == 0, "the contract lacks:\n  " + string.Join("\n  ", missing));
        }

        private static bool OfRulesExtensions(string member)
        {
            foreach (string type in new[] { "IMASynchronization", "IMVSynchronization", "MVEntry", "ConnectedMA", "Connector",
                                            "DeprovisionAction", "RuleType" })
                if (member.StartsWith(type, StringComparison.Ordinal))
                    return true;
            return false;
        }

        private static bool Resolves(string member)
        {
            int open = member.IndexOf('(');
            string path = open < 0 ? member : member.Substring(0, open);
            bool constructor = path.EndsWith("..ctor", StringComparison.Ordinal);
            int dot = constructor ? path.Length - 6 : path.LastIndexOf('.');
            Type type = typeof(CSEntryChange).Assembly.GetType("Microsoft.MetadirectoryServices." + path.Substring(0, dot));
            if (type == null)
                return false;
            string name = constructor ? ".ctor" : path.Substring(dot + 1);
            if (name == "this[]")
                name = "Item";
            foreach (MemberInfo each in type.GetMember(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)) {
                var method = each as MethodBase;
                if (open < 0 || (method != null && Arguments(method) == member.Substring(open)))
                    return true;
            }
            return false;
        }

        private static string Arguments(MethodBase method)
        {
            return "(" + string.Join(",", Array.ConvertAll(method.GetParameters(), p => Surface.NameOf(p.ParameterType))) + ")";
        }
    }
}
