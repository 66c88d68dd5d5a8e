using System;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>What a connector says it can do (ecma2.md 4); defaults as documented there.</summary>
    [Serializable]
    public sealed class MACapabilities
    {
        private MADistinguishedNameStyle m_style = MADistinguishedNameStyle.Generic;

        public MACapabilities()
        {
            ExportType = MAExportType.AttributeUpdate;
            DeltaImport = true;
            ObjectRename = true;
            DeleteAddAsReplace = true;
            SupportHierarchy = true;
            SupportPartitions = true;
            SupportPassword = true;
            SupportImport = true;
            SupportExport = true;
        }

        public bool ConcurrentOperation { get; set; }
        public bool ObjectRename { get; set; }
        public bool DeleteAddAsReplace { get; set; }
        public bool DeltaImport { get; set; }
        public bool FullExport { get; set; }
        public bool NoReferenceValuesInFirstExport { get; set; }
        public bool ExportPasswordInFirstPass { get; set; }
        public bool IsDNAsAnchor { get; set; }
        public bool SupportHierarchy { get; set; }
        public bool SupportPartitions { get; set; }
        public bool SupportPassword { get; set; }
        public bool SupportImport { get; set; }
        public bool SupportExport { get; set; }
        public MAExportType ExportType { get; set; }
        public MAObjectConfirmation ObjectConfirmation { get; set; }
        public MANormalizations Normalizations { get; set; }

        /// <summary>Without distinguished names there is nothing to rename: None also clears ObjectRename.</summary>
        public MADistinguishedNameStyle DistinguishedNameStyle
        {
            get { return m_style; }
            set
            {
                m_style = value;
                if (value == MADistinguishedNameStyle.None)
                    ObjectRename = false;
            }
        }
    }
}
