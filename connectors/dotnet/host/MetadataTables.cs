using System;

namespace Anchorage.DotNet.Link
{
    internal enum Table
    {
        Module = 0x00, TypeRef = 0x01, TypeDef = 0x02, FieldPtr = 0x03, Field = 0x04, MethodPtr = 0x05, MethodDef = 0x06,
        ParamPtr = 0x07, Param = 0x08, InterfaceImpl = 0x09, MemberRef = 0x0A, Constant = 0x0B, CustomAttribute = 0x0C,
        FieldMarshal = 0x0D, DeclSecurity = 0x0E, ClassLayout = 0x0F, FieldLayout = 0x10, StandAloneSig = 0x11,
        EventMap = 0x12, EventPtr = 0x13, Event = 0x14, PropertyMap = 0x15, PropertyPtr = 0x16, Property = 0x17,
        MethodSemantics = 0x18, MethodImpl = 0x19, ModuleRef = 0x1A, TypeSpec = 0x1B, ImplMap = 0x1C, FieldRVA = 0x1D,
        EncLog = 0x1E, EncMap = 0x1F, Assembly = 0x20, AssemblyProcessor = 0x21, AssemblyOS = 0x22, AssemblyRef = 0x23,
        AssemblyRefProcessor = 0x24, AssemblyRefOS = 0x25, File = 0x26, ExportedType = 0x27, ManifestResource = 0x28,
        NestedClass = 0x29, GenericParam = 0x2A, MethodSpec = 0x2B, GenericParamConstraint = 0x2C
    }

    /// <summary>
    /// The shape of the metadata tables (ECMA-335, II.22 and II.24.2.6). A column is a letter: 2 and 4 bytes,
    /// S string, G guid, B blob, t + number of a table, c + coded index.
    /// </summary>
    internal static class TableShapes
    {
        internal const int Count = 0x2D;

        private static readonly string[] s_columns = {
            "2 S G G G", "cScope S S", "4 S S cType t04 t06", "t04", "2 S B", "t06",
            "4 2 2 S B t08", "t08", "2 2 S", "t02 cType", "cParent S B", "2 cConstant B",
            "cHasAttribute cAttributeType B", "cMarshal B", "2 cSecurity B", "2 4 t02", "4 t04", "B",
            "t02 t14", "t14", "2 S cType", "t02 t17", "t17", "2 S B",
            "2 t06 cSemantics", "t02 cMethod cMethod", "S", "B", "2 cForwarded S t1A", "4 t04",
            "4 4", "4", "4 2 2 2 2 4 B S S", "4", "4 4 4", "2 2 2 2 4 B S S B",
            "4 t23", "4 4 4 t23", "4 S B", "4 4 S S cImplementation", "4 4 S cImplementation",
            "t02 t02", "2 2 cGeneric S", "cMethod B", "t2A cType"
        };

        internal static string[] ColumnsOf(int table) { return s_columns[table].Split(' '); }

        internal static readonly Table[] Type = { Table.TypeDef, Table.TypeRef, Table.TypeSpec };
        internal static readonly Table[] Parent = { Table.TypeDef, Table.TypeRef, Table.ModuleRef, Table.MethodDef,
                                                    Table.TypeSpec };
        internal static readonly Table[] Scope = { Table.Module, Table.ModuleRef, Table.AssemblyRef, Table.TypeRef };
        internal static readonly Table[] Method = { Table.MethodDef, Table.MemberRef };
        internal static readonly Table[] Forwarded = { Table.Field, Table.MethodDef };

        /// <summary>The tables a coded index may point into; its tag is the position in here.</summary>
        internal static Table[] Coded(string name)
        {
            switch (name) {
            case "Type": return Type;
            case "Parent": return Parent;
            case "Scope": return Scope;
            case "Method": return Method;
            case "Forwarded": return Forwarded;
            case "Constant": return new[] { Table.Field, Table.Param, Table.Property };
            case "Marshal": return new[] { Table.Field, Table.Param };
            case "Security": return new[] { Table.TypeDef, Table.MethodDef, Table.Assembly };
            case "Semantics": return new[] { Table.Event, Table.Property };
            case "Implementation": return new[] { Table.File, Table.AssemblyRef, Table.ExportedType };
            case "Generic": return new[] { Table.TypeDef, Table.MethodDef };
            case "AttributeType":
                return new[] { Table.TypeDef, Table.TypeDef, Table.MethodDef, Table.MemberRef, Table.TypeDef };
            case "HasAttribute":
                return new[] { Table.MethodDef, Table.Field, Table.TypeRef, Table.TypeDef, Table.Param,
                               Table.InterfaceImpl,
                               Table.MemberRef, Table.Module, Table.DeclSecurity, Table.Property, Table.Event,
                               Table.StandAloneSig, Table.ModuleRef, Table.TypeSpec, Table.Assembly, Table.AssemblyRef,
                               Table.File, Table.ExportedType, Table.ManifestResource, Table.GenericParam,
                               Table.GenericParamConstraint, Table.MethodSpec };
            default: throw new ArgumentException(name);
            }
        }

        internal static int TagBits(int tables)
        {
            int bits = 0;
            while ((1 << bits) < tables)
                ++bits;
            return bits;
        }
    }
}
