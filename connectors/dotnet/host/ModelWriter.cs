using System;
using System.Collections.Generic;
using Anchorage.DotNet.Json;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    /// <summary>What configuration interfaces answer; the forms of core/json.</summary>
    internal static class ModelWriter
    {
        internal static void Write(JsonWriter json, Schema schema)
        {
            json.BeginObject().Key("types").BeginArray();
            foreach (SchemaType type in schema.Types) {
                json.BeginObject().Member("name", type.Name).MemberIfTrue("locked", type.Locked);
                json.Key("attributes").BeginArray();
                foreach (SchemaAttribute attribute in type.Attributes) {
                    json.BeginObject().Member("name", attribute.Name).Member("type", attribute.DataType.ToString());
                    json.MemberIfTrue("multiValued", attribute.IsMultiValued).MemberIfTrue("anchor", attribute.IsAnchor);
                    if (attribute.AllowedAttributeOperation != AttributeOperation.ImportExport)
                        json.Member("operation", attribute.AllowedAttributeOperation.ToString());
                    json.MemberIfTrue("hiddenByDefault", attribute.HiddenByDefault).EndObject();
                }
                json.EndArray();
                if (type.PossibleDNComponentsForProvisioning != null
                    && type.PossibleDNComponentsForProvisioning.Count > 0) {
                    json.Key("possibleDnComponents").BeginArray();
                    foreach (string component in type.PossibleDNComponentsForProvisioning)
                        json.Value(component);
                    json.EndArray();
                }
                json.EndObject();
            }
            json.EndArray().EndObject();
        }

        internal static void Write(JsonWriter json, MACapabilities capabilities)
        {
            json.BeginObject();
            json.Member("exportType", capabilities.ExportType.ToString());
            json.Member("distinguishedNameStyle", capabilities.DistinguishedNameStyle.ToString());
            json.Member("objectConfirmation", capabilities.ObjectConfirmation.ToString());
            json.Key("normalizations").BeginArray();
            if ((capabilities.Normalizations & MANormalizations.Uppercase) != 0)
                json.Value("Uppercase");
            if ((capabilities.Normalizations & MANormalizations.RemoveAccents) != 0)
                json.Value("RemoveAccents");
            json.EndArray();
            json.Member("noReferenceValuesInFirstExport", capabilities.NoReferenceValuesInFirstExport);
            json.Member("exportPasswordInFirstPass", capabilities.ExportPasswordInFirstPass);
            json.Member("fullExport", capabilities.FullExport);
            json.Member("deleteAddAsReplace", capabilities.DeleteAddAsReplace);
            json.Member("objectRename", capabilities.ObjectRename);
            json.Member("isDNAsAnchor", capabilities.IsDNAsAnchor);
            json.Member("supportPartitions", capabilities.SupportPartitions);
            json.Member("supportHierarchy", capabilities.SupportHierarchy);
            json.Member("concurrentOperation", capabilities.ConcurrentOperation);
            json.Member("deltaImport", capabilities.DeltaImport);
            json.Member("supportImport", capabilities.SupportImport);
            json.Member("supportExport", capabilities.SupportExport);
            json.Member("supportPassword", capabilities.SupportPassword);
            json.EndObject();
        }

        internal static void Write(JsonWriter json, ConfigParameterDefinition definition, ConfigParameterPage page)
        {
            json.BeginObject();
            json.Member("name", definition.Name ?? "");
            json.Member("type", definition.Type.ToString());
            json.MemberUnlessEmpty("text", definition.Text);
            if (definition.Type == ConfigParameterType.DropDown) {
                json.Key("choices").BeginArray();
                foreach (string choice in (definition.Validation ?? "").Split(','))
                    json.Value(choice.Trim());
                json.EndArray();
            } else {
                json.MemberUnlessEmpty("validation", definition.Validation);
            }
            json.MemberIfTrue("dropDownExtensible", definition.DropDownExtensible);
            json.MemberUnlessEmpty("defaultValue", definition.DefaultValue);
            json.MemberIfTrue("checkBoxDefault", definition.CheckBoxDefault);
            json.Member("page", page.ToString());
            json.EndObject();
        }

        internal static void Write(JsonWriter json, ParameterValidationResult result)
        {
            json.BeginObject();
            json.Member("code", result.Code.ToString());
            json.Member("errorMessage", result.ErrorMessage ?? "");
            json.Member("errorParameter", result.ErrorParameter ?? "");
            json.EndObject();
        }

        internal static void Write(JsonWriter json, Partition partition)
        {
            json.BeginObject().Key("identifier").Value(partition.Identifier);
            json.Member("dn", partition.DN ?? "").Member("name", partition.Name ?? "");
            json.MemberIfTrue("hiddenByDefault", partition.HiddenByDefault).EndObject();
        }

        internal static void Write(JsonWriter json, HierarchyNode node)
        {
            json.BeginObject().Member("dn", node.DN ?? "").MemberUnlessEmpty("displayName", node.DisplayName).EndObject();
        }
    }
}
