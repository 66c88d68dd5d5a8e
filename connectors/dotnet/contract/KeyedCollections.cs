// The keyed collections connectors rely on: names are compared exactly, a second item of the same key
// throws ArgumentException, and a collection can be locked.
using System;
using System.Collections.ObjectModel;

namespace Microsoft.MetadirectoryServices
{
    [Serializable]
    public sealed class ConfigParameterKeyedCollection : KeyedCollection<string, ConfigParameter>
    {
        public ConfigParameterKeyedCollection() { }

        protected override string GetKeyForItem(ConfigParameter item) { return Key.Of(item).Name; }
    }

    [Serializable]
    public sealed class SchemaTypeKeyedCollection : KeyedCollection<string, SchemaType>
    {
        private bool m_locked;

        public SchemaTypeKeyedCollection() { }

        internal void Lock() { m_locked = true; }

        protected override string GetKeyForItem(SchemaType item) { return Key.Of(item).Name; }
        protected override void InsertItem(int index, SchemaType item)
        {
            Key.RefuseWhen(m_locked);
            base.InsertItem(index, item);
        }
        protected override void SetItem(int index, SchemaType item)
        {
            Key.RefuseWhen(m_locked);
            base.SetItem(index, item);
        }
        protected override void RemoveItem(int index)
        {
            Key.RefuseWhen(m_locked);
            base.RemoveItem(index);
        }
        protected override void ClearItems()
        {
            Key.RefuseWhen(m_locked);
            base.ClearItems();
        }
    }

    /// <summary>A copy of a schema's types that never changes.</summary>
    [Serializable]
    public sealed class ReadOnlySchemaTypeKeyedCollection : KeyedCollection<string, SchemaType>
    {
        private readonly bool m_locked;

        internal ReadOnlySchemaTypeKeyedCollection(KeyedCollection<string, SchemaType> types)
        {
            foreach (SchemaType type in types)
                Add(type);
            m_locked = true;
        }

        protected override string GetKeyForItem(SchemaType item) { return Key.Of(item).Name; }
        protected override void InsertItem(int index, SchemaType item)
        {
            Key.RefuseWhen(m_locked);
            base.InsertItem(index, item);
        }
        protected override void SetItem(int index, SchemaType item) { Key.RefuseWhen(true); }
        protected override void RemoveItem(int index) { Key.RefuseWhen(true); }
        protected override void ClearItems() { Key.RefuseWhen(true); }
    }

    [Serializable]
    internal sealed class SchemaAttributeCollection : KeyedCollection<string, SchemaAttribute>
    {
        private bool m_locked;

        internal void Lock() { m_locked = true; }

        protected override string GetKeyForItem(SchemaAttribute item) { return Key.Of(item).Name; }
        protected override void InsertItem(int index, SchemaAttribute item)
        {
            Key.RefuseWhen(m_locked);
            base.InsertItem(index, item);
        }
        protected override void SetItem(int index, SchemaAttribute item)
        {
            Key.RefuseWhen(m_locked);
            base.SetItem(index, item);
        }
        protected override void RemoveItem(int index)
        {
            Key.RefuseWhen(m_locked);
            base.RemoveItem(index);
        }
        protected override void ClearItems()
        {
            Key.RefuseWhen(m_locked);
            base.ClearItems();
        }
    }

    [Serializable]
    internal sealed class AnchorAttributeCollection : KeyedCollection<string, AnchorAttribute>
    {
        protected override string GetKeyForItem(AnchorAttribute item) { return Key.Of(item).Name; }
    }

    [Serializable]
    internal sealed class CSEntryChangeResultCollection : KeyedCollection<Guid, CSEntryChangeResult>
    {
        protected override Guid GetKeyForItem(CSEntryChangeResult item) { return Key.Of(item).Identifier; }
    }

    internal static class Key
    {
        /// <summary>A keyed collection of the framework would answer a null item with a NullReferenceException.</summary>
        internal static T Of<T>(T item) where T : class
        {
            if (item == null)
                throw new ArgumentNullException("item");
            return item;
        }

        internal static void RefuseWhen(bool locked)
        {
            if (locked)
                throw new NotSupportedException("The collection is read-only.");
        }
    }

    internal static class Check
    {
        internal static void NotNull(object value, string parameter)
        {
            if (value == null)
                throw new ArgumentNullException(parameter);
        }

        internal static void NotEmpty(string value, string parameter)
        {
            if (value == null)
                throw new ArgumentNullException(parameter);
            if (value.Length == 0)
                throw new ArgumentException("The value must not be empty.", parameter);
        }
    }
}
