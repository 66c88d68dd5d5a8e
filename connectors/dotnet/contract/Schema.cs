using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>Names of the change type attribute and its values, for file import.</summary>
    [Serializable]
    public abstract class ChangeTypeDescription
    {
        protected ChangeTypeDescription() { }

        public abstract string AttributeName { get; }
        public abstract string Add { get; }
        public abstract string Modify { get; }
        public abstract string Delete { get; }
    }

    [Serializable]
    public sealed class Schema
    {
        private readonly SchemaTypeKeyedCollection m_types = new SchemaTypeKeyedCollection();

        public Schema() { }

        public Schema(ChangeTypeDescription changeTypeAttributeDescription, string objectTypeAttributeName)
        {
            ChangeType = changeTypeAttributeDescription;
            ObjectTypeAttributeName = objectTypeAttributeName;
        }

        public KeyedCollection<string, SchemaType> Types { get { return m_types; } }
        public ChangeTypeDescription ChangeType { get; private set; }
        public string ObjectTypeAttributeName { get; private set; }

        public static Schema Create() { return new Schema(); }

        /// <summary>From now on types and attributes cannot be added, changed or removed.</summary>
        public void SetReadOnly()
        {
            m_types.Lock();
            foreach (SchemaType type in m_types)
                type.SetReadOnly();
        }

        /// <summary>True when there is a type and every type has attributes.</summary>
        public bool Validate()
        {
            foreach (SchemaType type in m_types)
                if (type.Attributes.Count == 0)
                    return false;
            return m_types.Count > 0;
        }
    }

    [Serializable]
    public sealed class SchemaType
    {
        private readonly SchemaAttributeCollection m_attributes = new SchemaAttributeCollection();
        private IList<string> m_dnComponents = new List<string>();

        private SchemaType(string typeName, bool lockAnchorDefinition)
        {
            Check.NotEmpty(typeName, "typeName");
            Name = typeName;
            Locked = lockAnchorDefinition;
        }

        public string Name { get; private set; }
        public bool Locked { get; private set; }
        public KeyedCollection<string, SchemaAttribute> Attributes { get { return m_attributes; } }

        /// <summary>Those of the attributes that are anchors: a copy, made when it is asked for.</summary>
        public KeyedCollection<string, SchemaAttribute> AnchorAttributes
        {
            get
            {
                var anchors = new SchemaAttributeCollection();
                foreach (SchemaAttribute attribute in m_attributes)
                    if (attribute.IsAnchor)
                        anchors.Add(attribute);
                anchors.Lock();
                return anchors;
            }
        }

        public IList<string> PossibleDNComponentsForProvisioning { get { return m_dnComponents; } }

        public static SchemaType Create(string typeName, bool lockAnchorDefinition)
        {
            return new SchemaType(typeName, lockAnchorDefinition);
        }

        public void SetReadOnly()
        {
            m_attributes.Lock();
            m_dnComponents = new ReadOnlyCollection<string>(m_dnComponents);
        }
    }

    /// <summary>A value: two attributes are equal when name, type and the rest of the definition are.</summary>
    [Serializable]
    public sealed class SchemaAttribute
    {
        private SchemaAttribute(string name, AttributeType dataType, bool multiValued, bool anchor,
                                AttributeOperation operation)
        {
            Check.NotEmpty(name, "attributeName");
            if (!Enum.IsDefined(typeof(AttributeType), dataType))
                throw new ArgumentOutOfRangeException("dataType");
            if (!Enum.IsDefined(typeof(AttributeOperation), operation))
                throw new ArgumentOutOfRangeException("allowedAttributeOperation");
            Name = name;
            DataType = dataType;
            IsMultiValued = multiValued;
            IsAnchor = anchor;
            AllowedAttributeOperation = operation;
        }

        public string Name { get; private set; }
        public AttributeType DataType { get; private set; }
        public bool IsMultiValued { get; private set; }
        public bool IsAnchor { get; private set; }
        public AttributeOperation AllowedAttributeOperation { get; private set; }
        public bool HiddenByDefault { get; set; }

        public static SchemaAttribute CreateSingleValuedAttribute(string attributeName, AttributeType dataType)
        {
            return new SchemaAttribute(attributeName, dataType, false, false, AttributeOperation.ImportExport);
        }
        public static SchemaAttribute CreateSingleValuedAttribute(string attributeName, AttributeType dataType,
                                                                  AttributeOperation allowedAttributeOperation)
        {
            return new SchemaAttribute(attributeName, dataType, false, false, allowedAttributeOperation);
        }
        public static SchemaAttribute CreateMultiValuedAttribute(string attributeName, AttributeType dataType)
        {
            return new SchemaAttribute(attributeName, dataType, true, false, AttributeOperation.ImportExport);
        }
        public static SchemaAttribute CreateMultiValuedAttribute(string attributeName, AttributeType dataType,
                                                                 AttributeOperation allowedAttributeOperation)
        {
            return new SchemaAttribute(attributeName, dataType, true, false, allowedAttributeOperation);
        }
        public static SchemaAttribute CreateAnchorAttribute(string attributeName, AttributeType dataType)
        {
            return new SchemaAttribute(attributeName, dataType, false, true, AttributeOperation.ImportExport);
        }
        public static SchemaAttribute CreateAnchorAttribute(string attributeName, AttributeType dataType,
                                                            AttributeOperation allowedAttributeOperation)
        {
            return new SchemaAttribute(attributeName, dataType, false, true, allowedAttributeOperation);
        }

        public override bool Equals(object obj)
        {
            var other = obj as SchemaAttribute;
            return other != null && other.Name == Name && other.DataType == DataType
                && other.IsMultiValued == IsMultiValued
                && other.IsAnchor == IsAnchor && other.AllowedAttributeOperation == AllowedAttributeOperation;
        }

        public override int GetHashCode()
        {
            return Name.GetHashCode() ^ ((int)DataType << 4) ^ (IsMultiValued ? 1 : 0) ^ (IsAnchor ? 2 : 0);
        }
    }
}
