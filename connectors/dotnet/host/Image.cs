using System.Collections.Generic;

namespace Anchorage.DotNet.Link
{
    /// <summary>One assembly file as the check sees it: types by name, members by name and signature.</summary>
    internal sealed class Image
    {
        private readonly Dictionary<string, int> m_types = new Dictionary<string, int>();
        private readonly Dictionary<int, int> m_enclosing = new Dictionary<int, int>();

        internal Image(string path)
        {
            Path = path;
            Data = new Metadata(path);
            Name = Data.Rows(Table.Assembly) > 0 ? Data.String(Table.Assembly, 1, 7)
                                                 : System.IO.Path.GetFileNameWithoutExtension(path);
            for (int row = 1; row <= Data.Rows(Table.NestedClass); ++row)
                m_enclosing[Data.Get(Table.NestedClass, row, 0)] = Data.Get(Table.NestedClass, row, 1);
            for (int row = 1; row <= Data.Rows(Table.TypeDef); ++row)
                m_types[TypeDefName(row)] = row;
        }

        internal string Path { get; private set; }
        internal string Name { get; private set; }
        internal Metadata Data { get; private set; }

        /// <summary>0: there is none of that name.</summary>
        internal int FindType(string name)
        {
            int row;
            return m_types.TryGetValue(name, out row) ? row : 0;
        }

        /// <summary>A type that moved to another assembly: its name there, or null.</summary>
        internal string ForwardedTo(string typeName)
        {
            for (int row = 1; row <= Data.Rows(Table.ExportedType); ++row) {
                string space = Data.String(Table.ExportedType, row, 3);
                string name = Data.String(Table.ExportedType, row, 2);
                if ((space.Length > 0 ? space + "." + name : name) != typeName)
                    continue;
                int token = Data.Token(Table.ExportedType, row, 4, TableShapes.Coded("Implementation"));
                if (token >> 24 == (int)Table.AssemblyRef)
                    return AssemblyRefName(token & 0xFFFFFF);
            }
            return null;
        }

        internal string TypeName(int token)
        {
            int row = token & 0xFFFFFF;
            switch ((Table)(token >> 24)) {
            case Table.TypeDef: return TypeDefName(row);
            case Table.TypeRef: return TypeRefName(row);
            case Table.TypeSpec: return new Signature(this, null).Type(Data.Blob(Table.TypeSpec, row, 0));
            default: return "?";
            }
        }

        internal string TypeDefName(int row)
        {
            string name = Data.String(Table.TypeDef, row, 1);
            int outer;
            if (m_enclosing.TryGetValue(row, out outer))
                return TypeDefName(outer) + "+" + name;
            string space = Data.String(Table.TypeDef, row, 2);
            return space.Length > 0 ? space + "." + name : name;
        }

        internal string TypeRefName(int row)
        {
            string name = Data.String(Table.TypeRef, row, 1);
            int scope = Data.Token(Table.TypeRef, row, 0, TableShapes.Scope);
            if (scope >> 24 == (int)Table.TypeRef)
                return TypeRefName(scope & 0xFFFFFF) + "+" + name;
            string space = Data.String(Table.TypeRef, row, 2);
            return space.Length > 0 ? space + "." + name : name;
        }

        /// <summary>The assembly a TypeRef points to; null: this one.</summary>
        internal string AssemblyOf(int typeRef)
        {
            int scope = Data.Token(Table.TypeRef, typeRef, 0, TableShapes.Scope);
            switch ((Table)(scope >> 24)) {
            case Table.TypeRef: return AssemblyOf(scope & 0xFFFFFF);
            case Table.AssemblyRef: return AssemblyRefName(scope & 0xFFFFFF);
            default: return null;
            }
        }

        internal string AssemblyRefName(int row) { return Data.String(Table.AssemblyRef, row, 6); }

        internal string AssemblyRefVersion(int row)
        {
            return Data.Get(Table.AssemblyRef, row, 0) + "." + Data.Get(Table.AssemblyRef, row, 1) + "."
                + Data.Get(Table.AssemblyRef, row, 2) + "." + Data.Get(Table.AssemblyRef, row, 3);
        }

        /// <summary>Row of the method of this type with that name and signature, 0 for none. Bases are not asked.</summary>
        internal int FindMethod(int type, string name, string signature)
        {
            int first, end;
            Data.Range(Table.TypeDef, type, 5, Table.MethodDef, out first, out end);
            for (int row = first; row < end; ++row)
                if (Data.String(Table.MethodDef, row, 3) == name && MethodSignature(row) == signature)
                    return row;
            return 0;
        }

        internal bool HasField(int type, string name, string signature)
        {
            int first, end;
            Data.Range(Table.TypeDef, type, 4, Table.Field, out first, out end);
            for (int row = first; row < end; ++row)
                if (Data.String(Table.Field, row, 1) == name
                    && new Signature(this, null).Member(Data.Blob(Table.Field, row, 2)) == signature)
                    return true;
            return false;
        }

        internal string MethodSignature(int row)
        {
            return new Signature(this, null).Member(Data.Blob(Table.MethodDef, row, 4));
        }

        internal int OwnerOfMethod(int method) { return Owner(method, 5); }
        internal int OwnerOfField(int field) { return Owner(field, 4); }

        private int Owner(int row, int column)
        {
            int low = 1, high = Data.Rows(Table.TypeDef);
            while (low < high) {
                int middle = (low + high + 1) / 2;
                if (Data.Get(Table.TypeDef, middle, column) <= row)
                    low = middle;
                else
                    high = middle - 1;
            }
            return low;
        }
    }
}
