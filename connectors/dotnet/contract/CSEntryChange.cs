using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using Microsoft.MetadirectoryServices.DetachedObjectModel;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>One object's change, handed over on export and returned on import.</summary>
    [Serializable]
    public abstract class CSEntryChange
    {
        protected CSEntryChange() { }

        public abstract Guid Identifier { get; }
        public abstract string DN { get; set; }
        public abstract string RDN { get; }
        public abstract string ObjectType { get; set; }
        public abstract ObjectModificationType ObjectModificationType { get; set; }
        public abstract KeyedCollection<string, AnchorAttribute> AnchorAttributes { get; }
        public abstract KeyedCollection<string, AttributeChange> AttributeChanges { get; }
        public abstract IList<string> ChangedAttributeNames { get; }
        public abstract MAImportError ErrorCodeImport { get; set; }
        public abstract string ErrorName { get; set; }
        public abstract string ErrorDetail { get; set; }

        public static CSEntryChange Create()
        {
            return new CSEntryChangeDetached(Guid.NewGuid(), ObjectModificationType.Unconfigured, MAImportError.Success,
                                             null);
        }
    }

    [Serializable]
    public abstract class AnchorAttribute
    {
        protected AnchorAttribute() { }

        public abstract string Name { get; }
        public abstract AttributeType DataType { get; }
        public abstract object Value { get; }

        /// <summary>The type follows from the value.</summary>
        public static AnchorAttribute Create(string name, object value)
        {
            Check.NotNull(value, "value");
            return new AnchorAttributeDetached(name, Utils.GetAttributeType(value.GetType()), value);
        }
    }

    [Serializable]
    public abstract class CSEntryChangeResult
    {
        protected CSEntryChangeResult() { }

        public abstract Guid Identifier { get; }
        public abstract KeyedCollection<string, AttributeChange> AnchorAttributes { get; }
        public abstract MAExportError ErrorCode { get; }
        public abstract string ErrorName { get; }
        public abstract string ErrorDetail { get; }

        /// <summary>The anchor list may be null.</summary>
        public static CSEntryChangeResult Create(Guid identifier, IList<AttributeChange> anchorAttributeChanges,
                                                 MAExportError errorCode)
        {
            return Create(identifier, anchorAttributeChanges, errorCode, null, null);
        }

        public static CSEntryChangeResult Create(Guid identifier, IList<AttributeChange> attributeChanges,
                                                 MAExportError errorCode, string errorName, string errorDetail)
        {
            return new CSEntryChangeResultDetached(identifier, attributeChanges, errorCode, errorName, errorDetail);
        }
    }
}
