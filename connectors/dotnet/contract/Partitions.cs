using System;

namespace Microsoft.MetadirectoryServices
{
    [Serializable]
    public sealed class Partition
    {
        private Partition(Guid identifier, string dn, string name)
        {
            Check.NotNull(dn, "dn");
            Check.NotNull(name, "name");
            Identifier = identifier;
            DN = dn;
            Name = name;
        }

        public Guid Identifier { get; private set; }
        public string DN { get; private set; }
        public string Name { get; private set; }
        public bool HiddenByDefault { get; set; }

        public static Partition Create(Guid identifier, string dn) { return new Partition(identifier, dn, dn); }
        public static Partition Create(Guid identifier, string dn, string name)
        {
            return new Partition(identifier, dn, name);
        }
    }

    [Serializable]
    public sealed class HierarchyNode
    {
        private HierarchyNode(string dn, string displayName)
        {
            Check.NotNull(dn, "dn");
            DN = dn;
            DisplayName = displayName;
        }

        public string DN { get; private set; }
        public string DisplayName { get; private set; }

        public static HierarchyNode Create(string dn, string displayName) { return new HierarchyNode(dn, displayName); }
    }
}
