// The object model without an engine behind it: what hosts, test harnesses and connectors build.
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Microsoft.MetadirectoryServices.DetachedObjectModel
{
    [Serializable]
    public sealed class AnchorAttributeDetached : AnchorAttribute
    {
        private readonly string m_name;
        private readonly AttributeType m_dataType;
        private readonly object m_value;

        public AnchorAttributeDetached(string attributeName, AttributeType dataType, object value)
        {
            Check.NotEmpty(attributeName, "attributeName");
            m_name = attributeName;
            m_dataType = dataType;
            m_value = value;
        }

        public override string Name { get { return m_name; } }
        public override AttributeType DataType { get { return m_dataType; } }
        public override object Value { get { return m_value; } }
    }

    [Serializable]
    public sealed class AttributeChangeDetached : AttributeChange
    {
        private readonly string m_name;
        private readonly AttributeModificationType m_modification;
        private readonly IList<ValueChange> m_values;
        private readonly AttributeType m_dataType;
        private readonly bool m_multiValued;

        public AttributeChangeDetached(string attributeName, AttributeModificationType attributeModificationType,
                                       IList<ValueChange> valueChanges)
            : this(attributeName, attributeModificationType, valueChanges, AttributeType.Undefined, false, false)
        {
        }

        public AttributeChangeDetached(string attributeName, AttributeModificationType attributeModificationType,
                                       IList<ValueChange> valueChanges, AttributeType attributeType, bool isMultiValued,
                                       bool isAnchor)
        {
            Check.NotEmpty(attributeName, "attributeName");
            m_name = attributeName;
            m_modification = attributeModificationType;
            m_values = valueChanges ?? new List<ValueChange>();
            m_dataType = attributeType;
            m_multiValued = isMultiValued;
        }

        public override string Name { get { return m_name; } }
        public override AttributeType DataType { get { return m_dataType; } }
        public override bool IsMultiValued { get { return m_multiValued; } }
        public override AttributeModificationType ModificationType { get { return m_modification; } }
        public override IList<ValueChange> ValueChanges { get { return m_values; } }
    }

    [Serializable]
    public sealed class CSEntryChangeDetached : CSEntryChange
    {
        private readonly Guid m_identifier;
        private readonly AnchorAttributeCollection m_anchors = new AnchorAttributeCollection();
        private readonly AttributeChangeCollection m_changes;
        private readonly IList<string> m_changedNames;
        private ObjectModificationType m_modification;
        private MAImportError m_importError;

        public CSEntryChangeDetached(Guid identifier, ObjectModificationType objectModificationType,
                                     MAImportError errorCode,
                                     IList<string> changedAttributeNames)
        {
            m_identifier = identifier;
            m_modification = objectModificationType;
            m_importError = errorCode;
            m_changedNames = changedAttributeNames;
            m_changes = new AttributeChangeCollection(this);
        }

        public override Guid Identifier { get { return m_identifier; } }
        public override string DN { get; set; }
        public override string ObjectType { get; set; }
        public override KeyedCollection<string, AnchorAttribute> AnchorAttributes { get { return m_anchors; } }
        public override KeyedCollection<string, AttributeChange> AttributeChanges { get { return m_changes; } }
        public override MAImportError ErrorCodeImport { get { return m_importError; } set { m_importError = value; } }
        public override string ErrorName { get; set; }
        public override string ErrorDetail { get; set; }

        public override ObjectModificationType ObjectModificationType
        {
            get { return m_modification; }
            set { m_modification = value; }
        }

        /// <summary>The first component of the DN, null when there is no DN.</summary>
        public override string RDN
        {
            get
            {
                if (string.IsNullOrEmpty(DN))
                    return null;
                return DetachedUtils.SplitDN(DN)[0];
            }
        }

        /// <summary>What the maker said, else the names of the changes that are there now.</summary>
        public override IList<string> ChangedAttributeNames
        {
            get
            {
                if (m_changedNames != null)
                    return m_changedNames;
                var names = new List<string>(m_changes.Count);
                foreach (AttributeChange change in m_changes)
                    names.Add(change.Name);
                return names;
            }
        }
    }

    [Serializable]
    public sealed class CSEntryChangeResultDetached : CSEntryChangeResult
    {
        private readonly Guid m_identifier;
        private readonly AttributeChangeCollection m_anchors = new AttributeChangeCollection(null);
        private readonly MAExportError m_errorCode;
        private readonly string m_errorName;
        private readonly string m_errorDetail;

        public CSEntryChangeResultDetached(Guid identifier, IList<AttributeChange> attributeChanges,
                                           MAExportError errorCode,
                                           string errorName, string errorDetail)
        {
            if (!Enum.IsDefined(typeof(MAExportError), errorCode))
                throw new ArgumentOutOfRangeException("errorCode");
            m_identifier = identifier;
            m_errorCode = errorCode;
            m_errorName = errorName;
            m_errorDetail = errorDetail;
            if (attributeChanges == null)
                return;
            foreach (AttributeChange change in attributeChanges)
                m_anchors.Add(change);
        }

        public override Guid Identifier { get { return m_identifier; } }
        public override KeyedCollection<string, AttributeChange> AnchorAttributes { get { return m_anchors; } }
        public override MAExportError ErrorCode { get { return m_errorCode; } }
        public override string ErrorName { get { return m_errorName; } }
        public override string ErrorDetail { get { return m_errorDetail; } }
    }

    /// <summary>Of an entry: each change is checked against the entry's modification type when it comes in.</summary>
    [Serializable]
    internal sealed class AttributeChangeCollection : KeyedCollection<string, AttributeChange>
    {
        private readonly CSEntryChangeDetached m_entry;

        internal AttributeChangeCollection(CSEntryChangeDetached entry) { m_entry = entry; }

        protected override string GetKeyForItem(AttributeChange item) { return Key.Of(item).Name; }
        protected override void InsertItem(int index, AttributeChange item)
        {
            Validate(item);
            base.InsertItem(index, item);
        }
        protected override void SetItem(int index, AttributeChange item)
        {
            Validate(item);
            base.SetItem(index, item);
        }

        private void Validate(AttributeChange item)
        {
            Key.Of(item);
            if (m_entry != null)
                DetachedUtils.ValidateAttributeChange(m_entry.ObjectModificationType, item);
        }
    }
}
