using System;
using System.Collections.Generic;

namespace Anchorage.DotNet.Link
{
    /// <summary>The assemblies of one connector: itself, what lies beside it, and the contract.</summary>
    internal sealed class World
    {
        private readonly Dictionary<string, Image> m_images = new Dictionary<string, Image>(StringComparer.OrdinalIgnoreCase);
        private readonly Places m_places;

        internal World(string connector, string contract)
        {
            m_places = new Places(connector);
            Contract = new Image(contract);
            Connector = new Image(connector);
            m_images[ContractBinding.SimpleName] = Contract;
            m_images[Connector.Name] = Connector;
        }

        internal Image Contract { get; private set; }
        internal Image Connector { get; private set; }
        internal Places Places { get { return m_places; } }

        /// <summary>Null: it is one of the runtime's own, or missing.</summary>
        internal Image Find(string assembly)
        {
            Image image;
            if (m_images.TryGetValue(assembly, out image))
                return image;
            string path = m_places.Beside(assembly);
            if (path != null) {
                try {
                    image = new Image(path);
                } catch (NoAssemblyException) {
                    image = null; // the reference to it is reported
                }
            }
            m_images[assembly] = image;
            return image;
        }

        /// <summary>All that were asked for so far, but the contract.</summary>
        internal List<Image> Loaded()
        {
            var loaded = new List<Image>();
            foreach (Image image in m_images.Values)
                if (image != null && image != Contract)
                    loaded.Add(image);
            return loaded;
        }
    }

    /// <summary>
    /// What can run once the connector's classes are called. It rather reaches too much: a type that is
    /// mentioned counts as made, and of a made type every virtual method runs.
    /// </summary>
    internal sealed class Reach
    {
        private readonly World m_world;
        private readonly HashSet<string> m_done = new HashSet<string>();
        private readonly Queue<KeyValuePair<Image, int>> m_methods = new Queue<KeyValuePair<Image, int>>();

        internal Reach(World world)
        {
            m_world = world;
            foreach (int type in ConnectorClasses(world)) {
                Make(world.Connector, type);
                int first, end;
                Methods(world.Connector, type, out first, out end);
                for (int row = first; row < end; ++row)
                    if (world.Connector.Data.String(Table.MethodDef, row, 3) == ".ctor")
                        Method(world.Connector, row);
            }
            while (m_methods.Count > 0) {
                KeyValuePair<Image, int> next = m_methods.Dequeue();
                Scan(next.Key, next.Value);
            }
        }

        internal bool Reaches(Image image, int token) { return m_done.Contains(KeyOf(image, token)); }

        /// <summary>Public classes that implement an interface of the contract, themselves or by a base.</summary>
        internal static List<int> ConnectorClasses(World world)
        {
            var classes = new List<int>();
            Metadata data = world.Connector.Data;
            for (int type = 1; type <= data.Rows(Table.TypeDef); ++type) {
                int flags = data.Get(Table.TypeDef, type, 0);
                bool isPublic = (flags & 7) == 1 || (flags & 7) == 2;
                bool isAbstract = (flags & 0x80) != 0 || (flags & 0x20) != 0;
                if (isPublic && !isAbstract && Implements(world, world.Connector, type, 0))
                    classes.Add(type);
            }
            return classes;
        }

        private static bool Implements(World world, Image image, int type, int depth)
        {
            Metadata data = image.Data;
            for (int row = 1; row <= data.Rows(Table.InterfaceImpl); ++row) {
                if (data.Get(Table.InterfaceImpl, row, 0) != type)
                    continue;
                string name = image.TypeName(data.Token(Table.InterfaceImpl, row, 1, TableShapes.Type));
                if (name.StartsWith("Microsoft.MetadirectoryServices.IMAExtensible2", StringComparison.Ordinal))
                    return true;
            }
            Image baseImage;
            int baseType = Resolve(world, image, BaseOf(image, type), out baseImage);
            return baseType != 0 && depth < 32 && Implements(world, baseImage, baseType, depth + 1);
        }

        private static int BaseOf(Image image, int type)
        {
            return image.Data.Token(Table.TypeDef, type, 3, TableShapes.Type);
        }

        /// <summary>The definition a token leads to, in an assembly of the connector; 0 for any other.</summary>
        internal static int Resolve(World world, Image image, int token, out Image home)
        {
            home = image;
            int row = token & 0xFFFFFF;
            switch ((Table)(token >> 24)) {
            case Table.TypeDef:
                return row;
            case Table.TypeRef:
                string assembly = image.AssemblyOf(row);
                if (assembly != null)
                    home = world.Find(assembly);
                return home == null ? 0 : home.FindType(image.TypeRefName(row));
            case Table.TypeSpec:
                // The generic type itself; its arguments are mentions of their own.
                int generic = 0;
                new Signature(image, mentioned => generic = generic == 0 ? mentioned : generic)
                    .Type(image.Data.Blob(Table.TypeSpec, row, 0));
                return generic == 0 ? 0 : Resolve(world, image, generic, out home);
            default:
                return 0;
            }
        }

        private static string KeyOf(Image image, int token) { return image.Name + ":" + token; }

        private static void Methods(Image image, int type, out int first, out int end)
        {
            image.Data.Range(Table.TypeDef, type, 5, Table.MethodDef, out first, out end);
        }

        private void Method(Image image, int row)
        {
            if (m_done.Add(KeyOf(image, ((int)Table.MethodDef << 24) | row)))
                m_methods.Enqueue(new KeyValuePair<Image, int>(image, row));
        }

        private void Make(Image image, int type)
        {
            if (image == m_world.Contract || !m_done.Add(KeyOf(image, ((int)Table.TypeDef << 24) | type)))
                return;
            int first, end;
            Methods(image, type, out first, out end);
            for (int row = first; row < end; ++row) {
                bool isVirtual = (image.Data.Get(Table.MethodDef, row, 2) & 0x40) != 0;
                if (isVirtual || image.Data.String(Table.MethodDef, row, 3) == ".cctor")
                    Method(image, row);
            }
            // A class is laid out from its fields, and on its base.
            int firstField, endField;
            image.Data.Range(Table.TypeDef, type, 4, Table.Field, out firstField, out endField);
            for (int row = firstField; row < endField; ++row)
                new Signature(image, token => Type(image, token)).Member(image.Data.Blob(Table.Field, row, 2));
            int baseToken = BaseOf(image, type);
            if ((baseToken & 0xFFFFFF) != 0)
                Type(image, baseToken);
        }

        private void Type(Image image, int token)
        {
            bool isNew = token >> 24 == (int)Table.TypeDef || m_done.Add(KeyOf(image, token));
            if (!isNew)
                return;
            if (token >> 24 == (int)Table.TypeSpec)
                new Signature(image, mentioned => Type(image, mentioned)).Type(image.Data.Blob(Table.TypeSpec,
                                                                                              token & 0xFFFFFF, 0));
            Image home;
            int type = Resolve(m_world, image, token, out home);
            if (type != 0)
                Make(home, type);
        }

        private void Scan(Image image, int method)
        {
            Metadata data = image.Data;
            Type(image, ((int)Table.TypeDef << 24) | image.OwnerOfMethod(method));
            new Signature(image, token => Type(image, token)).Member(data.Blob(Table.MethodDef, method, 4));
            int address = data.Get(Table.MethodDef, method, 0);
            if (address == 0)
                return; // abstract, or native: the check looks at the latter
            IlReader.Read(data, address, token => Mention(image, token),
                          locals => new Signature(image, token => Type(image, token))
                                        .Mentions(data.Blob(Table.StandAloneSig, locals & 0xFFFFFF, 0)));
        }

        private void Mention(Image image, int token)
        {
            int row = token & 0xFFFFFF;
            switch ((Table)(token >> 24)) {
            case Table.MethodDef:
                Method(image, row);
                break;
            case Table.Field:
                Type(image, ((int)Table.TypeDef << 24) | image.OwnerOfField(row));
                break;
            case Table.MemberRef:
                Member(image, row);
                break;
            case Table.MethodSpec:
                new Signature(image, mentioned => Type(image, mentioned)).Mentions(image.Data.Blob(Table.MethodSpec, row, 1));
                Mention(image, image.Data.Token(Table.MethodSpec, row, 0, TableShapes.Method));
                break;
            case Table.TypeDef:
            case Table.TypeRef:
            case Table.TypeSpec:
                Type(image, token);
                break;
            }
        }

        private void Member(Image image, int row)
        {
            if (!m_done.Add(KeyOf(image, ((int)Table.MemberRef << 24) | row)))
                return;
            int parent = image.Data.Token(Table.MemberRef, row, 0, TableShapes.Parent);
            if (parent >> 24 == (int)Table.MethodDef) {
                Method(image, parent & 0xFFFFFF);
                return;
            }
            Type(image, parent);
            string signature = new Signature(image, token => Type(image, token)).Member(image.Data.Blob(Table.MemberRef, row, 2));
            Image home;
            int type = Resolve(m_world, image, parent, out home);
            string name = image.Data.String(Table.MemberRef, row, 1);
            for (int depth = 0; type != 0 && home != m_world.Contract && depth < 32; ++depth) {
                int method = home.FindMethod(type, name, signature);
                if (method != 0) {
                    Method(home, method);
                    return;
                }
                type = Resolve(m_world, home, BaseOf(home, type), out home);
            }
        }
    }
}
