using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Configuration;
using System.IO;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Samples.Hr
{
    /// <summary>What is asked before a run; export, import and password stand in classes of their own.</summary>
    public sealed class HrConfiguration
        : IMAExtensible2GetCapabilitiesEx, IMAExtensible2GetParameters, IMAExtensible2GetSchema,
                                          IMAExtensible2GetPartitions, IMAExtensible2GetHierarchy
    {
        private static readonly Guid s_partition = new Guid("5f0c3f0e-5f5e-4c39-8d0c-0a6f2f7c9a11");
        internal const string Suffix = "DC=hr";

        public MACapabilities GetCapabilitiesEx(KeyedCollection<string, ConfigParameter> configParameters)
        {
            return new MACapabilities {
                ConcurrentOperation = true,
                DeltaImport = false,
                DistinguishedNameStyle = MADistinguishedNameStyle.Ldap,
                ExportType = MAExportType.AttributeUpdate,
                ExportPasswordInFirstPass = true,
                FullExport = true,
                NoReferenceValuesInFirstExport = configParameters["References"].Value == "later",
                ObjectRename = true
            };
        }

        public IList<ConfigParameterDefinition> GetConfigParameters(KeyedCollection<string, ConfigParameter> configParameters,
                                                                    ConfigParameterPage page)
        {
            var definitions = new List<ConfigParameterDefinition>();
            switch (page) {
            case ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateLabelParameter("The directory is a file."));
                definitions.Add(ConfigParameterDefinition.CreateFileParameter("File"));
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("User", "^[a-z]+$", "hr"));
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""));
                break;
            case ConfigParameterPage.Capabilities:
                definitions.Add(ConfigParameterDefinition.CreateDropDownParameter("References", "first,later", false,
                                                                                  "first"));
                break;
            case ConfigParameterPage.Global:
                definitions.Add(ConfigParameterDefinition.CreateCheckBoxParameter("Provision parents", true));
                definitions.Add(ConfigParameterDefinition.CreateDividerParameter());
                definitions.Add(ConfigParameterDefinition.CreateTextParameter("Notes", "first line"));
                break;
            case ConfigParameterPage.Schema:
                definitions.Add(ConfigParameterDefinition.CreateCheckBoxParameter("With photos", true));
                break;
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(KeyedCollection<string, ConfigParameter> configParameters,
                                                                  ConfigParameterPage page)
        {
            if (page != ConfigParameterPage.Connectivity)
                return new ParameterValidationResult();
            if (string.IsNullOrEmpty(configParameters["File"].Value))
                return new ParameterValidationResult(ParameterValidationResultCode.Failure,
                                                     "Name the directory's file.", "File");
            if (configParameters["Password"].SecureValue == null
                || configParameters["Password"].SecureValue.Length == 0)
                return new ParameterValidationResult(ParameterValidationResultCode.Failure, "A password is needed.",
                                                     "Password");
            return new ParameterValidationResult();
        }

        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            Schema schema = Schema.Create();
            SchemaType person = Type(schema, "person", "CN");
            Attribute(person, "mail", AttributeType.String, false);
            Attribute(person, "phone", AttributeType.String, false);
            Attribute(person, "title", AttributeType.String, false);
            Attribute(person, "proxy", AttributeType.String, true);
            Attribute(person, "room", AttributeType.Integer, false);
            Attribute(person, "active", AttributeType.Boolean, false);
            if (configParameters["With photos"].Value == "1")
                Attribute(person, "photo", AttributeType.Binary, false);
            Attribute(person, "manager", AttributeType.Reference, false);
            Attribute(person, "seeAlso", AttributeType.Reference, true);
            SchemaType group = Type(schema, "group", "CN");
            Attribute(group, "description", AttributeType.String, false);
            Attribute(group, "member", AttributeType.Reference, true);
            Type(schema, "organizationalUnit", "OU");
            return schema;
        }

        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters)
        {
            return new List<Partition> { Partition.Create(s_partition, Suffix, "people and groups") };
        }

        public IList<HierarchyNode> GetHierarchy(KeyedCollection<string, ConfigParameter> configParameters,
                                                 HierarchyNode parent)
        {
            var children = new List<HierarchyNode>();
            string path = configParameters["File"].Value;
            if (string.IsNullOrEmpty(path) || !File.Exists(path))
                return children;
            foreach (HrObject each in new HrStore(path).Objects)
                if (each.Type == "organizationalUnit" && HrExport.ParentOf(each.Dn) == parent.DN)
                    children.Add(HierarchyNode.Create(each.Dn, each.Dn.Substring(3, each.Dn.IndexOf(',') - 3)));
            return children;
        }

        /// <summary>Where the administrator of the server put it, beside the assembly.</summary>
        internal static string Setting(string name) { return ConfigurationManager.AppSettings[name] ?? ""; }

        private static SchemaType Type(Schema schema, string name, string component)
        {
            SchemaType type = SchemaType.Create(name, true);
            type.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.Integer,
                                                                      AttributeOperation.ImportOnly));
            type.PossibleDNComponentsForProvisioning.Add(component);
            schema.Types.Add(type);
            return type;
        }

        private static void Attribute(SchemaType type, string name, AttributeType dataType, bool multiValued)
        {
            type.Attributes.Add(multiValued ? SchemaAttribute.CreateMultiValuedAttribute(name, dataType)
                                            : SchemaAttribute.CreateSingleValuedAttribute(name, dataType));
        }
    }
}
