using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.Serialization.Formatters.Binary;
using System.Security;
using Microsoft.MetadirectoryServices;
using Microsoft.MetadirectoryServices.DetachedObjectModel;

namespace Anchorage.Tests
{
    [Facts]
    internal static class KeyedCollections
    {
        public static void ASecondResultOfOneEntryThrowsWhereItIsAdded()
        {
            var results = new PutExportEntriesResults();
            Guid id = Guid.NewGuid();
            results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(id, null, MAExportError.Success));
            That.Throws<ArgumentException>(
                () => results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(id, null, MAExportError.Success)));
        }

        public static void ResultsAreFoundByIdentifier()
        {
            CSEntryChangeResult one = CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.ExportErrorInvalidDN);
            var results = new PutExportEntriesResults(new List<CSEntryChangeResult> { one });
            That.Equal(MAExportError.ExportErrorInvalidDN, results.CSEntryChangeResults[one.Identifier].ErrorCode);
        }

        public static void NamesAreComparedExactly()
        {
            SchemaType type = SchemaType.Create("user", false);
            type.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String));
            That.Holds(!type.Attributes.Contains("Mail"), "Mail is not mail");
            type.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("Mail", AttributeType.String));
            That.Equal(2, type.Attributes.Count);
        }

        public static void AnUnknownParameterThrowsWhereItIsRead()
        {
            var parameters = new ConfigParameterKeyedCollection();
            That.Throws<KeyNotFoundException>(() => parameters["nope"].ToString());
        }

        public static void ANullItemIsRefused()
        {
            That.Throws<ArgumentNullException>(() => new ConfigParameterKeyedCollection().Add(null));
            That.Throws<ArgumentNullException>(() => CSEntryChange.Create().AnchorAttributes.Add(null));
        }
    }

    [Facts]
    internal static class SchemaFacts
    {
        public static void AttributesAreEqualByValue()
        {
            SchemaAttribute one = SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String);
            SchemaAttribute same = SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String,
                                                                               AttributeOperation.ImportExport);
            That.Holds(one.Equals(same) && one.GetHashCode() == same.GetHashCode(), "same definition, not equal");
            foreach (SchemaAttribute other in new[] {
                         SchemaAttribute.CreateSingleValuedAttribute("Mail", AttributeType.String),
                         SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.Integer),
                         SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String),
                         SchemaAttribute.CreateAnchorAttribute("mail", AttributeType.String),
                         SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String, AttributeOperation.ExportOnly) })
                That.Holds(!one.Equals(other), "another definition is equal");
            That.Holds(new List<SchemaAttribute> { one }.Contains(same), "List.Contains uses it");
        }

        public static void AnchorsAreThoseAttributesThatAre()
        {
            SchemaType type = SchemaType.Create("user", true);
            type.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.Integer));
            type.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String));
            That.Equal(1, type.AnchorAttributes.Count);
            That.Holds(type.AnchorAttributes.Contains("id") && type.Locked, "id is the anchor");
            That.Throws<NotSupportedException>(() => type.AnchorAttributes.Clear());
        }

        public static void AReadOnlySchemaCannotBeChanged()
        {
            Schema schema = Schema.Create();
            SchemaType type = SchemaType.Create("user", true);
            schema.Types.Add(type);
            type.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.Integer));
            schema.SetReadOnly();
            That.Throws<NotSupportedException>(() => schema.Types.Add(SchemaType.Create("group", true)));
            That.Throws<NotSupportedException>(() => schema.Types.Remove("user"));
            That.Throws<NotSupportedException>(() => type.Attributes.RemoveAt(0));
            That.Throws<NotSupportedException>(() => type.PossibleDNComponentsForProvisioning.Add("CN"));
            That.Equal(1, schema.Types.Count);
        }

        public static void ValidNeedsTypesWithAttributes()
        {
            Schema schema = Schema.Create();
            That.Holds(!schema.Validate(), "an empty schema is valid");
            schema.Types.Add(SchemaType.Create("user", true));
            That.Holds(!schema.Validate(), "a type without attributes is valid");
            schema.Types["user"].Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String));
            That.Holds(schema.Validate(), "it has all it needs");
        }

        public static void NamesAndTypesAreChecked()
        {
            That.Throws<ArgumentNullException>(() => SchemaType.Create(null, false));
            That.Throws<ArgumentException>(() => SchemaType.Create("", false));
            That.Throws<ArgumentNullException>(() => SchemaAttribute.CreateAnchorAttribute(null, AttributeType.String));
            That.Throws<ArgumentOutOfRangeException>(() => SchemaAttribute.CreateAnchorAttribute("id", (AttributeType)77));
        }
    }

    [Facts]
    internal static class ChangeFacts
    {
        public static void FactoriesKnowNoSchema()
        {
            AttributeChange change = AttributeChange.CreateAttributeAdd("member", new List<object> { "a", "b" });
            That.Equal(AttributeType.Undefined, change.DataType);
            That.Equal(2, change.ValueChanges.Count);
            That.Equal(ValueModificationType.Add, change.ValueChanges[1].ModificationType);
            That.Equal(AttributeModificationType.Add, change.ModificationType);
        }

        public static void AListHeldAsObjectIsStillAList()
        {
            object values = new List<object> { "a", "b", "c" };
            That.Equal(3, AttributeChange.CreateAttributeReplace("member", values).ValueChanges.Count);
            object changes = new List<ValueChange> { ValueChange.CreateValueAdd("a"), ValueChange.CreateValueDelete("b") };
            That.Equal(ValueModificationType.Delete,
                       AttributeChange.CreateAttributeUpdate("member", changes).ValueChanges[1].ModificationType);
        }

        public static void BytesAreOneValue()
        {
            That.Equal(1, AttributeChange.CreateAttributeAdd("photo", new byte[] { 1, 2 }).ValueChanges.Count);
        }

        public static void NullValuesAreRefused()
        {
            That.Throws<ArgumentNullException>(() => AttributeChange.CreateAttributeAdd("a", (object)null));
            That.Throws<ArgumentNullException>(() => AttributeChange.CreateAttributeUpdate("a", (IList<ValueChange>)null));
            That.Throws<ArgumentNullException>(() => AttributeChange.CreateAttributeDelete(null));
            That.Throws<ArgumentNullException>(() => ValueChange.CreateValueAdd(null));
            That.Throws<ArgumentException>(() => AttributeChange.CreateAttributeDelete(""));
        }

        public static void ADeleteHasNoValues() { That.Equal(0, AttributeChange.CreateAttributeDelete("a").ValueChanges.Count); }

        public static void ARenameIsAnUpdateOfDN()
        {
            AttributeChange rename = AttributeChange.CreateNewDN("cn=b");
            That.Equal("DN", rename.Name);
            That.Equal(AttributeModificationType.Update, rename.ModificationType);
            That.Equal("cn=b", (string)rename.ValueChanges[0].Value);
        }

        public static void EveryPairOfModificationsIsTakenButUnconfiguredOnes()
        {
            foreach (ObjectModificationType entryType in Enum.GetValues(typeof(ObjectModificationType)))
                foreach (AttributeModificationType type in Enum.GetValues(typeof(AttributeModificationType))) {
                    CSEntryChange entry = CSEntryChange.Create();
                    entry.ObjectModificationType = entryType;
                    var change = new AttributeChangeDetached("a", type, null);
                    if (entryType != ObjectModificationType.Unconfigured && type != AttributeModificationType.Unconfigured)
                        entry.AttributeChanges.Add(change);
                    else
                        That.Throws<ArgumentException>(() => entry.AttributeChanges.Add(change));
                }
        }

        public static void ANewEntryIsUnconfiguredWithAnIdentifierOfItsOwn()
        {
            CSEntryChange one = CSEntryChange.Create(), two = CSEntryChange.Create();
            That.Holds(one.Identifier != Guid.Empty && one.Identifier != two.Identifier, "identifiers");
            That.Equal(ObjectModificationType.Unconfigured, one.ObjectModificationType);
            That.Holds(one.RDN == null && one.DN == null, "no DN yet");
            one.DN = "CN=Smith\\, Ann,OU=x";
            That.Equal("CN=Smith\\, Ann", one.RDN);
        }

        public static void ChangedNamesAreTheChangesUnlessSomebodySaidOtherwise()
        {
            CSEntryChange entry = CSEntryChange.Create();
            entry.ObjectModificationType = ObjectModificationType.Update;
            entry.AttributeChanges.Add(AttributeChange.CreateAttributeDelete("phone"));
            That.Equal("phone", string.Join(",", entry.ChangedAttributeNames));
            var detached = new CSEntryChangeDetached(Guid.NewGuid(), ObjectModificationType.Replace, MAImportError.Success,
                                                     new[] { "title" });
            That.Equal("title", string.Join(",", detached.ChangedAttributeNames));
        }

        public static void AnAnchorsTypeFollowsFromItsValue()
        {
            That.Equal(AttributeType.Integer, AnchorAttribute.Create("id", 7L).DataType);
            That.Equal(AttributeType.Binary, AnchorAttribute.Create("id", new byte[1]).DataType);
            That.Equal(AttributeType.String, AnchorAttribute.Create("id", "7").DataType);
            That.Throws<ArgumentNullException>(() => AnchorAttribute.Create("id", null));
        }

        public static void AResultsAnchorsMayBeNull()
        {
            CSEntryChangeResult result = CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success);
            That.Equal(0, result.AnchorAttributes.Count);
            That.Throws<ArgumentOutOfRangeException>(() => CSEntryChangeResult.Create(Guid.NewGuid(), null, (MAExportError)99));
        }

        public static void EntriesSurviveSerialization()
        {
            CSEntryChange entry = CSEntryChange.Create();
            entry.ObjectModificationType = ObjectModificationType.Update;
            entry.DN = "cn=a";
            entry.AnchorAttributes.Add(AnchorAttribute.Create("id", 5L));
            entry.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "a@x"));
            CSEntryChange copy = Copy(entry);
            That.Equal(entry.Identifier, copy.Identifier);
            That.Equal("a@x", (string)copy.AttributeChanges["mail"].ValueChanges[0].Value);
            That.Equal(5L, (long)copy.AnchorAttributes["id"].Value);
        }

        internal static T Copy<T>(T value)
        {
            var formatter = new BinaryFormatter();
            using (var stream = new MemoryStream()) {
                formatter.Serialize(stream, value);
                stream.Position = 0;
                return (T)formatter.Deserialize(stream);
            }
        }
    }

    [Facts]
    internal static class StepFacts
    {
        public static void APartitionIsAlwaysThere()
        {
            That.Equal("default", new OpenExportConnectionRunStep().StepPartition.Name);
            That.Equal("default", new OpenImportConnectionRunStep().StepPartition.DN);
            var step = new OpenExportConnectionRunStep(null, 7, OperationType.Delta, null, null);
            That.Equal(0, step.InclusionHierarchyNodes.Count);
            That.Equal(7, step.BatchSize);
            That.Equal(OperationType.Delta, step.ExportType);
        }

        public static void APartitionIsNamedByItsDnUnlessNamed()
        {
            That.Equal("dc=x", Partition.Create(Guid.NewGuid(), "dc=x").Name);
            That.Equal("x", Partition.Create(Guid.NewGuid(), "dc=x", "x").Name);
            That.Throws<ArgumentNullException>(() => Partition.Create(Guid.NewGuid(), null));
        }

        public static void ImportResultsBeginEmpty()
        {
            var results = new GetImportEntriesResults();
            That.Holds(results.CSEntries.Count == 0 && !results.MoreToImport, "empty");
            results.CSEntries.Add(CSEntryChange.Create());
        }

        public static void WithoutNamesThereIsNoRename()
        {
            var capabilities = new MACapabilities();
            That.Holds(capabilities.ObjectRename && capabilities.DeltaImport && !capabilities.FullExport, "documented defaults");
            capabilities.DistinguishedNameStyle = MADistinguishedNameStyle.None;
            That.Holds(!capabilities.ObjectRename, "style None clears it");
        }
    }

    [Facts]
    internal static class ParameterFacts
    {
        public static void AnEncryptedOneHasNoClearValue()
        {
            var secure = new SecureString();
            secure.AppendChar('x');
            var parameter = new ConfigParameter("Password", secure);
            That.Holds(parameter.IsEncrypted && parameter.Value == null && parameter.SecureValue.Length == 1, "encrypted");
            That.Equal(3, new ConfigParameter("Password", "abc", true).SecureValue.Length);
            var clear = new ConfigParameter("Server", "abc");
            That.Holds(!clear.IsEncrypted && clear.SecureValue == null && clear.Value == "abc", "clear");
        }

        public static void DropDownValuesAreTheValidation()
        {
            ConfigParameterDefinition definition =
                ConfigParameterDefinition.CreateDropDownParameter("Mode", new[] { "a", "b" }, true, "b");
            That.Equal("a,b", definition.Validation);
            That.Holds(definition.DropDownExtensible && definition.DefaultValue == "b", "default and extensible");
            That.Equal(ConfigParameterType.DropDown, definition.Type);
            That.Throws<ArgumentNullException>(
                () => ConfigParameterDefinition.CreateDropDownParameter("Mode", (string[])null, true));
        }

        public static void ALabelHasTextAndNoName()
        {
            That.Equal("hello", ConfigParameterDefinition.CreateLabelParameter("hello").Text);
            That.Equal(ConfigParameterType.Divider, ConfigParameterDefinition.CreateDividerParameter().Type);
            That.Holds(ConfigParameterDefinition.CreateCheckBoxParameter("c", true).CheckBoxDefault, "check box default");
        }
    }

    [Facts]
    internal static class ExceptionFacts
    {
        public static void TheTwoTreesHaveTheirBases()
        {
            int extension = 0, model = 0;
            foreach (Type type in typeof(CSEntryChange).Assembly.GetExportedTypes()) {
                if (typeof(ExtensionException).IsAssignableFrom(type))
                    ++extension;
                if (typeof(MetadirectoryServicesException).IsAssignableFrom(type))
                    ++model;
            }
            That.Equal(25, extension);
            That.Equal(17, model);
        }

        public static void EachCanBeMadeThreeWaysAndSurvivesSerialization()
        {
            var inner = new InvalidOperationException("inner");
            foreach (Type type in typeof(CSEntryChange).Assembly.GetExportedTypes()) {
                if (!typeof(ApplicationException).IsAssignableFrom(type))
                    continue;
                That.Holds(Activator.CreateInstance(type) != null, type.Name);
                var told = (Exception)Activator.CreateInstance(type, "told");
                That.Holds(told.Message.Contains("told"), type.Name + " says " + told.Message);
                var both = (Exception)Activator.CreateInstance(type, "told", inner);
                That.Holds(both.InnerException == inner, type.Name);
                var copy = (Exception)ChangeFacts.Copy((object)both);
                That.Holds(copy.GetType() == type && copy.Message == both.Message && copy.InnerException != null, type.Name);
            }
        }

        public static void NamesAndDnsTravelAlong()
        {
            var thrown = ChangeFacts.Copy(new NoSuchObjectException("HR", "cn=a,ou=b"));
            That.Equal("HR", thrown.MAName);
            That.Equal("ou=b", thrown.DN.Parent().ToString());
            var partition = ChangeFacts.Copy(
                new NoCompatiblePartitionFoundException("HR", "cn=a", new[] { "top", "person" }, "person"));
            That.Equal("person", partition.ObjectClasses[1]);
            That.Equal("mail", new AttributeNotPresentException("mail").AttributeName);
        }
    }

    [Facts]
    internal static class ValueFacts
    {
        public static void AReferenceKnowsItsComponents()
        {
            ReferenceValue dn = Agent().CreateDN("cn=a,ou=b,dc=c");
            That.Equal(3, dn.Depth);
            That.Equal("ou=b", dn[1]);
            That.Equal("dc=c", dn.Parent(2).ToString());
            That.Holds(dn.Parent(3) == null, "the root has no parent");
            That.Equal("cn=x,cn=a,ou=b,dc=c", Agent().CreateDN("cn=x").Concat(dn).ToString());
            That.Holds(dn.Equals(Agent().CreateDN("CN=A,OU=b,DC=c")), "case does not count");
            That.Throws<InvalidOperationException>(() => dn.ToInteger());
        }

        public static void ComponentsAreEscapedAndBack()
        {
            string escaped = Agent().EscapeDNComponent("CN=Smith, Ann").ToString();
            That.Equal("CN=Smith\\, Ann", escaped);
            That.Equal("CN=Smith, Ann", Agent().UnescapeDNComponent(escaped)[0]);
        }

        public static void CollectionsHoldOneType()
        {
            ValueCollection values = Utils.ValueCollection("a");
            values.Add("b");
            values.Add("a");
            That.Equal("a,b", string.Join(",", values.ToStringArray()));
            That.Throws<InvalidOperationException>(() => values.Add(5L));
            values.Clear();
            values.Add(5L);
            That.Equal(5L, values[0].ToInteger());
            That.Equal(5L, Utils.ValueCollection(BitConverter.GetBytes(5L))[0].ToInteger());
        }

        public static void SidsAreConverted()
        {
            byte[] sid = Utils.ConvertStringToSid("S-1-5-32-544");
            That.Equal("S-1-5-32-544", Utils.ConvertSidToString(sid));
            byte[] descriptor = Utils.ConvertStringToSecurityDescriptor("O:BAG:SY");
            That.Equal("O:BAG:SY", Utils.ConvertSecurityDescriptorToString(descriptor));
        }

        public static void SplitKnowsEscapesAndQuotes()
        {
            That.Equal("cn=a\\,b|ou=\"x,y\"|dc=c", string.Join("|", DetachedUtils.SplitDN("cn=a\\,b, ou=\"x,y\",dc=c")));
            That.Equal("4711", string.Join("|", DetachedUtils.SplitDN("4711")));
        }

        public static void FoldersAreTheHosts()
        {
            AppDomain.CurrentDomain.SetData("Anchorage.MAFolder", "/ma");
            AppDomain.CurrentDomain.SetData("Anchorage.ExtensionsDirectory", "/extensions");
            AppDomain.CurrentDomain.SetData("Anchorage.MAName", "HR");
            That.Equal("/ma", MAUtils.MAFolder);
            That.Equal("/extensions", Utils.ExtensionsDirectory);
            That.Equal("HR", Utils.MAs["hr"].Name);
            That.Throws<NoSuchManagementAgentException>(() => Utils.MAs["other"].ToString());
        }

        private static ManagementAgent Agent()
        {
            AppDomain.CurrentDomain.SetData("Anchorage.MAName", "HR");
            return Utils.MAs["HR"];
        }
    }
}
