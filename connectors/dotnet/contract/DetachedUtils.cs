using System;
using System.Collections.Generic;

namespace Microsoft.MetadirectoryServices.DetachedObjectModel
{
    public static class DetachedUtils
    {
        public const string DNAttributeName = "DN";

        /// <summary>
        /// The components of a DN, first one first. A comma or semicolon separates unless it is escaped or
        /// quoted; a DN without separators (Generic style) is one component.
        /// </summary>
        public static string[] SplitDN(string dn)
        {
            Check.NotNull(dn, "dn");
            var parts = new List<string>();
            bool quoted = false;
            int begin = 0;
            for (int i = 0; i < dn.Length; ++i) {
                char c = dn[i];
                if (c == '\\') {
                    ++i;
                } else if (c == '"') {
                    quoted = !quoted;
                } else if ((c == ',' || c == ';') && !quoted) {
                    parts.Add(dn.Substring(begin, i - begin).Trim());
                    begin = i + 1;
                }
            }
            parts.Add(dn.Substring(begin).Trim());
            return parts.ToArray();
        }

        /// <summary>
        /// Every pair is accepted but Unconfigured ones: whether the original refuses more is not known, and
        /// a connector must not fail here for it.
        /// </summary>
        public static void ValidateAttributeModificationType(ObjectModificationType objectModificationType,
                                                             AttributeModificationType attributeModificationType)
        {
            ValidateObjectModificationType(objectModificationType);
            if (attributeModificationType == AttributeModificationType.Unconfigured
                || !Enum.IsDefined(typeof(AttributeModificationType), attributeModificationType))
                throw new ArgumentException("The attribute modification type is " + attributeModificationType
                                                + "; Add, Replace, Update or Delete is expected.",
                                            "attributeModificationType");
        }

        public static void ValidateObjectModificationType(ObjectModificationType objectModificationType)
        {
            if (objectModificationType == ObjectModificationType.Unconfigured
                || !Enum.IsDefined(typeof(ObjectModificationType), objectModificationType))
                throw new ArgumentException("The object modification type is " + objectModificationType
                                                + "; set ObjectModificationType before attribute changes are added.",
                                            "objectModificationType");
        }

        public static void ValidateAttributeChange(ObjectModificationType objectModificationType,
                                                   AttributeChange attributeChange)
        {
            Check.NotNull(attributeChange, "attributeChange");
            ValidateAttributeModificationType(objectModificationType, attributeChange.ModificationType);
        }
    }
}
