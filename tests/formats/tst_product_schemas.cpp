// Schemas and parameters as other products keep them: the ECMA connector host, SCIM services.
#include "tests/formats/format_fixture.h"

#include <QTest>

using namespace anchorage;

class TestProductSchemas : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theHostConfigurationIsRead();
    void badHostConfigurationsAreNamed_data();
    void badHostConfigurationsAreNamed();
    void scimTypesAreTakenApart();
    void aScimExtensionIsLaidOverItsResource();
    void badScimSchemasAreNamed_data();
    void badScimSchemasAreNamed();
    void aSchemaFileIsRead();
    void badSchemaFilesAreNamed_data();
    void badSchemaFilesAreNamed();
    void theHostSampleIsRead();
    void theScimSamplesAreRead();
    void theSchemaSampleIsRead();

private:
    static Result<formats::Loaded> load(const std::string &text, const std::string &format = {})
    {
        formats::LoadRequest request;
        request.path = "pasted";
        request.content = text;
        request.format = format;
        return formats::load(request);
    }
};

namespace {

const std::string host = R"(<?xml version="1.0"?>
<Configuration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Connectors><Connector>
 <ConnectorConfig><Parameters>
  <Parameter><Name>Export Type</Name><Type>DropDown</Type><Use>Capabilities</Use><Encrypted>false</Encrypted><Value>ObjectReplace</Value></Parameter>
  <Parameter><Name>Enable Object Rename</Name><Type>CheckBox</Type><Use>Capabilities</Use><Encrypted>false</Encrypted><Value>1</Value></Parameter>
  <Parameter><Name>Server</Name><Type>String</Type><Use>Connectivity</Use><Encrypted>false</Encrypted><Value>s1</Value></Parameter>
  <Parameter><Name>Password</Name><Type>EncryptedString</Type><Use>Connectivity</Use><Encrypted>true</Encrypted><Value>AQAAANCMnd8</Value></Parameter>
 </Parameters><RunConfigurations><RunConfiguration><Name>Export</Name><RunSteps><RunStep><Name>Export</Name><Partition>default</Partition><BatchSize>0</BatchSize>
  <Parameters><Parameter><Name>PageSizeExport</Name><Type>Text</Type><Use>RunStep</Use><Encrypted>false</Encrypted><Value>5000</Value></Parameter></Parameters>
 </RunStep></RunSteps></RunConfiguration></RunConfigurations></ConnectorConfig>
 <Schema><EntriesSchema><EntrySchema><ExternalName>User</ExternalName><ObjectType>Person</ObjectType><SchemaAttributes>
  <AttributeSchema><Name>Key</Name><IsAnchor>true</IsAnchor><Multivalued>false</Multivalued><DataType>Integer</DataType></AttributeSchema>
  <AttributeSchema><Name>Mail</Name><IsAnchor>false</IsAnchor><Multivalued>true</Multivalued><DataType>String</DataType></AttributeSchema>
  <AttributeSchema><Name>Odd</Name><Multivalued>true</Multivalued><TreatAsSingleValue>true</TreatAsSingleValue><DataType>Moon</DataType></AttributeSchema>
 </SchemaAttributes></EntrySchema></EntriesSchema>
 <Partitions><Partition><Id>ba05a46c-9390-4b85-9019-a1811be08949</Id><Name>default</Name><DN>default</DN></Partition></Partitions>
 <SupportPassword>True</SupportPassword></Schema>
 <ECMAConfig><LibraryName>Acme.Connector</LibraryName><SecretToken>abc</SecretToken><ProfileName>P</ProfileName></ECMAConfig>
</Connector></Connectors></Configuration>)";

const std::string user = R"({"id": "urn:ietf:params:scim:schemas:core:2.0:User", "name": "User", "attributes": [
 {"name": "userName", "type": "string", "multiValued": false, "required": true, "mutability": "readWrite"},
 {"name": "name", "type": "complex", "multiValued": false, "subAttributes": [{"name": "givenName", "type": "string"}]},
 {"name": "emails", "type": "complex", "multiValued": true, "subAttributes": [{"name": "value", "type": "string"}, {"name": "primary", "type": "boolean"}]},
 {"name": "password", "type": "string", "mutability": "writeOnly", "returned": "never"},
 {"name": "photo", "type": "reference", "referenceTypes": ["external"]},
 {"name": "born", "type": "dateTime"},
 {"name": "groups", "type": "complex", "multiValued": true, "mutability": "readOnly", "subAttributes": [
   {"name": "value", "type": "string", "mutability": "readOnly"}, {"name": "$ref", "type": "reference", "referenceTypes": ["User", "Group"]}]}]})";
const std::string extension = R"({"id": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "name": "EnterpriseUser",
 "attributes": [{"name": "department", "type": "string"}]})";

} // namespace

void TestProductSchemas::theHostConfigurationIsRead()
{
    const auto loaded = load(host);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->format, std::string("ecma-host"));
    const auto &ma = *loaded->configuration;
    QCOMPARE(ma.name, std::string("P"));
    QCOMPARE(ma.connectorFile, std::string("Acme.Connector"));
    QVERIFY(ma.anchors == AnchorDefinitions({{"Person", {"Key"}}}));
    QCOMPARE(ma.schema.find("Person")->find("Key")->type, AttributeType::Integer);
    QVERIFY(ma.schema.find("Person")->find("Mail")->multiValued);
    QVERIFY(!ma.schema.find("Person")->find("Odd")->multiValued);
    QCOMPARE(ma.capabilities.exportType, MAExportType::ObjectReplace);
    QVERIFY(ma.capabilities.objectRename && ma.capabilities.supportPassword);
    QCOMPARE(ma.exportSteps.at(0).batchSize, 5000);
    QCOMPARE(ma.partitions.at(0).partition.dn, std::string("default"));
    QCOMPARE(ma.parameters.at(2).value, std::string("s1"));
    QVERIFY(ma.parameters.at(3).toBeAsked && ma.parameters[3].value.empty());
    QCOMPARE(loaded->findings.at(0).id, std::string("unknown-syntax"));
    QCOMPARE(loaded->findings.at(1).id, std::string("capabilities-from-parameters"));
}

void TestProductSchemas::badHostConfigurationsAreNamed_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("page size") << QByteArray(">5000<") << QByteArray(">lots<") << QByteArray("page size \"lots\"");
    QTest::newRow("partition") << QByteArray("ba05a46c") << QByteArray("seven") << QByteArray("identifier of a partition");
    QTest::newRow("schema") << QByteArray("EntriesSchema") << QByteArray("Entries") << QByteArray("has no schema");
    QTest::newRow("attribute") << QByteArray("<Name>Mail</Name>") << QByteArray("") << QByteArray("has no name");
    QTest::newRow("root") << QByteArray("Connectors") << QByteArray("Plugs") << QByteArray("no configuration of an ECMA");
}

void TestProductSchemas::badHostConfigurationsAreNamed()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    const auto loaded = load(QByteArray::fromStdString(host).replace(from, to).toStdString(), "ecma-host");
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
    QVERIFY(loaded.error().where.line > 0);
}

void TestProductSchemas::scimTypesAreTakenApart()
{
    const auto loaded = load(user);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->format, std::string("scim"));
    const auto &type = loaded->schema->types.at(0);
    QCOMPARE(type.name, std::string("User"));
    QVERIFY(type.find("id")->anchor && type.find("id")->operation == AttributeOperation::ImportOnly);
    QVERIFY(type.find("userName")->required);
    QVERIFY(type.find("name.givenName") != nullptr && !type.find("name.givenName")->multiValued);
    QVERIFY(type.find("emails.value")->multiValued);
    QCOMPARE(type.find("emails.primary")->type, AttributeType::Boolean);
    QVERIFY(type.find("password")->encrypted && type.find("password")->operation == AttributeOperation::ExportOnly);
    QCOMPARE(type.find("photo")->type, AttributeType::String);
    QCOMPARE(type.find("groups.value")->type, AttributeType::Reference);
    QVERIFY(type.find("groups.$ref") == nullptr);
}

void TestProductSchemas::aScimExtensionIsLaidOverItsResource()
{
    // As /Schemas answers, the extension first.
    const auto loaded = load(R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "Resources": [)" + extension
                             + "," + user + "]}");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->schema->types.size(), std::size_t(1));
    QVERIFY(loaded->schema->types[0].find("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department") != nullptr);
    const auto alone = load(extension);
    QCOMPARE(alone->schema->types.at(0).name, std::string("EnterpriseUser"));
    QCOMPARE(alone->findings.at(0).id, std::string("scim-extension"));
}

void TestProductSchemas::badScimSchemasAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no JSON") << QByteArray("{\"id\": ") << QByteArray("");
    QTest::newRow("no attributes") << QByteArray("{\"id\": \"urn:x\"}") << QByteArray("has an \"id\" and \"attributes\"");
    QTest::newRow("nameless") << QByteArray(R"({"id": "urn:x", "attributes": [{"type": "string"}]})")
                              << QByteArray("has no name");
    QTest::newRow("twice") << QByteArray(R"({"id": "urn:x", "attributes": [{"name": "a"}, {"name": "A"}]})")
                           << QByteArray("there twice");
    QTest::newRow("no parts") << QByteArray(R"({"id": "urn:x", "attributes": [{"name": "a", "type": "complex"}]})")
                              << QByteArray("subAttributes");
    QTest::newRow("empty") << QByteArray("[]") << QByteArray("no schema");
    QTest::newRow("number") << QByteArray("7") << QByteArray("has an \"id\"");
}

void TestProductSchemas::badScimSchemasAreNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const auto loaded = load(text.toStdString(), "scim");
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
    QCOMPARE(loaded.error().where.file, std::string("pasted"));
}

void TestProductSchemas::theHostSampleIsRead()
{
    formats::LoadRequest request;
    request.path = FormatFixture::sample("mim-powershell-connectors/ECMA2Host-Configuration-CSV.xml");
    if (request.path.empty())
        QSKIP("the samples of real products are not beside this checkout (ANCHORAGE_SAMPLES)");
    const auto loaded = formats::load(request);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->configuration->exportSteps.at(0).batchSize, 5000);
    QVERIFY(loaded->configuration->anchors == AnchorDefinitions({{"Person", {"AzureObjectID"}}}));
    QCOMPARE(loaded->schema->find("Person")->find("IsActive")->type, AttributeType::Boolean);
    QCOMPARE(loaded->configuration->capabilities.exportType, MAExportType::ObjectReplace);
    QCOMPARE(loaded->configuration->connectorFile, std::string("Microsoft.IAM.Connector.PowerShell"));
}

void TestProductSchemas::theScimSamplesAreRead()
{
    if (FormatFixture::sample("scim").empty())
        QSKIP("the samples of real products are not beside this checkout (ANCHORAGE_SAMPLES)");
    for (const auto &[file, attribute, type] : {std::tuple("user", "emails.value", AttributeType::String),
                                                std::tuple("group", "members.value", AttributeType::Reference),
                                                std::tuple("enterprise_user", "manager.value", AttributeType::Reference)}) {
        formats::LoadRequest request;
        request.path = FormatFixture::sample("scim/schema-" + std::string(file) + ".json");
        const auto loaded = formats::load(request);
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
        QVERIFY2(loaded->schema->types.at(0).find(attribute) != nullptr, attribute);
        QCOMPARE(loaded->schema->types[0].find(attribute)->type, type);
    }
}

namespace {

const std::string schemaFile = R"(<?xml version="1.0"?>
<Schema><Types><SchemaType><Name>User</Name><LockAnchorDefinition>1</LockAnchorDefinition>
 <PossibleDNComponentsForProvisioning>CN</PossibleDNComponentsForProvisioning>
 <Attributes>
  <SchemaAttribute><Name>Guid</Name><DataType>Binary</DataType><IsAnchor>1</IsAnchor><IsMultiValued>0</IsMultiValued>
   <AllowedAttributeOperation>ImportOnly</AllowedAttributeOperation></SchemaAttribute>
  <SchemaAttribute><Name>Lines</Name><DataType>String</DataType><IsAnchor>0</IsAnchor><IsMultiValued>1</IsMultiValued>
   <AllowedAttributeOperation>ImportExport</AllowedAttributeOperation></SchemaAttribute>
 </Attributes></SchemaType></Types></Schema>)";

} // namespace

void TestProductSchemas::aSchemaFileIsRead()
{
    const auto loaded = load(schemaFile);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->format, std::string("ecma-schema"));
    const auto &type = loaded->schema->types.at(0);
    QVERIFY(type.locked);
    QVERIFY(type.possibleDnComponents == std::vector<std::string>{"CN"});
    QVERIFY(type.anchorNames() == std::vector<std::string>{"Guid"});
    QCOMPARE(type.find("Guid")->type, AttributeType::Binary);
    QCOMPARE(type.find("Guid")->operation, AttributeOperation::ImportOnly);
    QVERIFY(type.find("Lines")->multiValued);
    QVERIFY(!type.find("Lines")->anchor);
}

void TestProductSchemas::badSchemaFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("root") << QByteArray("Types>") << QByteArray("Kinds>") << QByteArray("no schema file");
    QTest::newRow("type") << QByteArray("<Name>User</Name>") << QByteArray("") << QByteArray("has no Name");
    QTest::newRow("twice") << QByteArray("Lines") << QByteArray("guid") << QByteArray("there twice");
    QTest::newRow("data type") << QByteArray(">String<") << QByteArray(">Text<") << QByteArray("DataType \"Text\" is unknown");
    QTest::newRow("operation") << QByteArray(">ImportOnly<") << QByteArray(">Read<") << QByteArray("Operation \"Read\"");
}

void TestProductSchemas::badSchemaFilesAreNamed()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    const auto loaded = load(QByteArray::fromStdString(schemaFile).replace(from, to).toStdString(), "ecma-schema");
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().text().find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
    QVERIFY(loaded.error().where.line != 0);
}

void TestProductSchemas::theSchemaSampleIsRead()
{
    formats::LoadRequest request;
    request.path = FormatFixture::sample("mim-powershell-connectors/Schema-Lync.xml");
    if (request.path.empty())
        QSKIP("the samples of real products are not beside this checkout (ANCHORAGE_SAMPLES)");
    const auto loaded = formats::load(request);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->schema->types.size(), std::size_t(2));
    QCOMPARE(loaded->schema->find("User")->find("AudioVideoDisabled")->type, AttributeType::Boolean);
    QVERIFY(loaded->schema->find("OrganizationalUnit")->possibleDnComponents == std::vector<std::string>{"Ou"});
}

QTEST_APPLESS_MAIN(TestProductSchemas)
#include "tst_product_schemas.moc"
