// MA configurations: schema, anchors, selection, containers, capabilities, page sizes, parameters.
#include "tests/formats/format_fixture.h"

#include <QTest>

using namespace anchorage;

class TestMaConfiguration : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPartIsRead();
    void everyRootIsRead();
    void badFilesAreNamed_data();
    void badFilesAreNamed();
    void theLyncSampleIsRead();
    void thePsmaSampleIsRead();

private:
    FormatFixture m_files;
};

namespace {

const std::string maData = R"(<ma-data>
 <name>Directory</name>
 <category>Extensible2</category>
 <schema><dsml:dsml xmlns:dsml="http://www.dsml.org/DSML" xmlns:ms-dsml="http://www.microsoft.com/MMS/DSML"><dsml:directory-schema>
  <dsml:class id="person" type="structural" ms-dsml:locked="1"><dsml:name>person</dsml:name>
   <dsml:attribute ref="#key" required="true" ms-dsml:isAnchor="true" ms-dsml:allowedOperation="ImportOnly"/>
   <dsml:attribute ref="#mail" required="false"/><dsml:attribute ref="#boss" required="false"/><dsml:attribute ref="#export_password" required="false"/>
  </dsml:class>
  <dsml:attribute-type id="key" single-value="true" ms-dsml:immutable="true"><dsml:name>key</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.27</dsml:syntax></dsml:attribute-type>
  <dsml:attribute-type id="mail" single-value="false"><dsml:name>mail</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.15</dsml:syntax></dsml:attribute-type>
  <dsml:attribute-type id="boss" single-value="true"><dsml:name>boss</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.12</dsml:syntax></dsml:attribute-type>
  <dsml:attribute-type id="export_password" single-value="true" ms-dsml:encrypted="true" ms-dsml:export-only="true"><dsml:name>export_password</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.15</dsml:syntax></dsml:attribute-type>
 </dsml:directory-schema></dsml:dsml></schema>
 <attribute-inclusion><attribute>key</attribute><attribute>mail</attribute></attribute-inclusion>
 <ma-partition-data><partition><id>{B4B7B354-490F-4BB6-B51C-A033A21425F8}</id><name>DC=x</name><selected>1</selected>
  <filter><object-classes><object-class>person</object-class></object-classes><containers>
   <exclusions><exclusion>DC=x</exclusion></exclusions><inclusions><inclusion>OU=a,DC=x</inclusion></inclusions></containers></filter>
 </partition></ma-partition-data>
 <private-configuration><MAConfig>
  <importing><per-class-settings><class><name>person</name><anchor><attribute>key</attribute></anchor></class></per-class-settings></importing>
  <extension-config><filename>Acme.dll</filename><export-default-page-size>50</export-default-page-size><export-max-page-size>500</export-max-page-size><export-type>2</export-type><capability-bits>2751960688</capability-bits></extension-config>
  <parameter-definitions>
   <parameter><name>Server</name><use>connectivity</use><type>string</type><validation>.+</validation><text></text><default-value>localhost</default-value></parameter>
   <parameter><name>Mode</name><use>run-step</use><type>drop-down</type><validation>a,b c</validation><text></text><default-value>a</default-value></parameter>
   <parameter><name>On</name><use>global</use><type>checkbox</type><validation></validation><text></text><default-value>1</default-value></parameter>
   <parameter><name>Odd</name><use>moon</use><type>string</type></parameter>
  </parameter-definitions>
  <parameter-values><parameter name="Password" type="encrypted-string" use="connectivity" encrypted="1"></parameter><parameter name="Server" type="string" use="connectivity">s1</parameter></parameter-values>
 </MAConfig></private-configuration>
 <ma-run-data><run-configuration><name>Export</name><configuration><step><step-type type="export"/><threshold><batch-size>30</batch-size></threshold><partition>{B4B7B354-490F-4BB6-B51C-A033A21425F8}</partition><custom-data><extensible2-step-data><timeout>0</timeout><batch-size>7</batch-size></extensible2-step-data></custom-data></step></configuration></run-configuration></ma-run-data>
</ma-data>)";

Result<formats::Loaded> load(const std::string &path)
{
    formats::LoadRequest request;
    request.path = path;
    request.format = "ma-config";
    return formats::load(request);
}

} // namespace

void TestMaConfiguration::everyPartIsRead()
{
    const auto loaded = load(m_files.write("ma.xml", "<saved-ma-configuration>" + maData + "</saved-ma-configuration>"));
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    const auto &ma = *loaded->configuration;
    QCOMPARE(ma.name, std::string("Directory"));
    QCOMPARE(ma.connectorFile, std::string("Acme.dll"));
    const auto *person = ma.schema.find("person");
    QVERIFY(person != nullptr && person->locked);
    const auto *key = person->find("key");
    QVERIFY(key->anchor && key->required && key->type == AttributeType::Integer
            && key->operation == AttributeOperation::ImportOnly);
    QVERIFY(person->find("mail")->multiValued);
    QCOMPARE(person->find("boss")->type, AttributeType::Reference);
    QVERIFY(person->find("export_password")->encrypted
            && person->find("export_password")->operation == AttributeOperation::ExportOnly);
    QVERIFY(ma.anchors == AnchorDefinitions({{"person", {"key"}}}));
    QVERIFY(ma.selection.attributes == std::vector<std::string>({"key", "mail"}));
    QVERIFY(ma.selection.types == std::vector<std::string>({"person"}));
    QCOMPARE(ma.partitions.size(), std::size_t(1));
    QVERIFY(ma.partitions[0].selected);
    QCOMPARE(ma.partitions[0].exclusions[0].dn, std::string("DC=x"));
    QCOMPARE(ma.partitions[0].inclusions[0].dn, std::string("OU=a,DC=x"));
    QCOMPARE(ma.capabilities.exportType, MAExportType::AttributeReplace);
    QCOMPARE(ma.capabilities.distinguishedNameStyle, MADistinguishedNameStyle::Ldap);
    QCOMPARE(ma.exportDefaultPageSize, 50);
    QCOMPARE(ma.exportMaxPageSize, 500);
    QCOMPARE(ma.exportSteps.at(0).batchSize, 7); // the step's own data wins over the threshold
    QCOMPARE(ma.parameterDefinitions.size(), std::size_t(3));
    QVERIFY(ma.parameterDefinitions[1].choices == std::vector<std::string>({"a", "b c"}));
    QVERIFY(ma.parameterDefinitions[2].checkBoxDefault);
    QVERIFY(ma.parameters.at(0).toBeAsked && ma.parameters[0].value.empty());
    QCOMPARE(ma.parameters.at(1).value, std::string("s1"));
    QCOMPARE(loaded->findings.at(0).id, std::string("unknown-parameter-kind"));
}

void TestMaConfiguration::everyRootIsRead()
{
    for (const auto &text : {maData, "<export-ma ma-name=\"x\">" + maData + "</export-ma>"}) {
        formats::LoadRequest request;
        request.path = m_files.write("root.xml", text);
        const auto loaded = formats::load(request); // recognised by content
        QVERIFY2(loaded && loaded->configuration, loaded ? "" : loaded.error().text().c_str());
    }
}

void TestMaConfiguration::badFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("page size") << QByteArray("<export-max-page-size>500") << QByteArray("<export-max-page-size>lots")
                               << QByteArray("export-max-page-size");
    QTest::newRow("export type") << QByteArray("<export-type>2") << QByteArray("<export-type>4") << QByteArray("export type 4");
    QTest::newRow("bits") << QByteArray(">2751960688<") << QByteArray(">0xA4<") << QByteArray("capability-bits");
    QTest::newRow("reference") << QByteArray("ref=\"#mail\"") << QByteArray("ref=\"#male\"") << QByteArray("\"male\"");
    QTest::newRow("schema") << QByteArray("dsml:directory-schema") << QByteArray("dsml:other-schema") << QByteArray("no schema");
    QTest::newRow("root") << QByteArray("ma-data>") << QByteArray("mb-data>") << QByteArray("no management agent configuration");
}

void TestMaConfiguration::badFilesAreNamed()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    const auto text = QByteArray::fromStdString(maData).replace(from, to).toStdString();
    const auto loaded = load(m_files.write("bad.xml", text));
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
    QVERIFY(loaded.error().where.line > 0);
}

void TestMaConfiguration::theLyncSampleIsRead()
{
    const auto path = FormatFixture::sample("mim-powershell-connectors/LyncConnectorConfigExport.xml");
    if (path.empty())
        QSKIP("the samples of real products are not beside this checkout (ANCHORAGE_SAMPLES)");
    const auto loaded = load(path);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    const auto &ma = *loaded->configuration;
    QCOMPARE(ma.capabilities.distinguishedNameStyle, MADistinguishedNameStyle::Ldap);
    QCOMPARE(ma.capabilities.exportType, MAExportType::AttributeUpdate);
    QCOMPARE(ma.exportSteps.at(0).batchSize, 1);
    QVERIFY(ma.anchors == AnchorDefinitions({{"OrganizationalUnit", {"Guid"}}, {"User", {"Guid"}}}));
    QCOMPARE(ma.schema.find("User")->find("DisplayName")->operation, AttributeOperation::ImportOnly);
    QCOMPARE(ma.schema.find("User")->find("Guid")->type, AttributeType::Binary);
    QCOMPARE(ma.partitions.at(0).inclusions.size(), std::size_t(2));
}

void TestMaConfiguration::thePsmaSampleIsRead()
{
    const auto path = FormatFixture::sample("psma/ma-exported.xml");
    if (path.empty())
        QSKIP("the samples of real products are not beside this checkout (ANCHORAGE_SAMPLES)");
    const auto loaded = load(path);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->configuration->capabilities.exportType, MAExportType::ObjectReplace);
    QCOMPARE(loaded->configuration->partitions.at(0).partition.dn, std::string("default"));
    QVERIFY(loaded->configuration->capabilities.deleteAddAsReplace);
}

QTEST_APPLESS_MAIN(TestMaConfiguration)
#include "tst_ma_configuration.moc"
