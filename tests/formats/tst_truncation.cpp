// A file that ends too early, cut after each of its bytes in turn: an error that names its place, or a result that says
// what it may lack; the whole content only where nothing of it was cut.
#include "tests/formats/format_fixture.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace anchorage;

class TestTruncation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyReaderIsCut();
    void everyCutIsAnErrorWithAPlaceOrSaysSo_data();
    void everyCutIsAnErrorWithAPlaceOrSaysSo();

private:
    Result<formats::Loaded> load(const std::string &format, std::string_view content) const
    {
        formats::LoadRequest request;
        request.path = "cut";
        request.content = content;
        request.format = format;
        request.schema = &m_schema;
        request.selectedTypes = {"person"};
        return formats::load(request);
    }
    static bool same(const formats::Loaded &cut, const formats::Loaded &whole)
    {
        return cut.space == whole.space && cut.schema == whole.schema && cut.configuration == whole.configuration;
    }

    Schema m_schema = FormatFixture::schema();
};

namespace {

const std::string drop = R"(<?xml version="1.0" encoding="UTF-8"?>
<mmsml xmlns="http://www.microsoft.com/mms/mmsml/v2" step-type="export"><!-- a run -->
 <directory-entries>
  <delta operation="add" dn="CN=a&amp;b,OU=x"><primary-objectclass>person</primary-objectclass>
   <objectclass><oc-value>top</oc-value><oc-value>person</oc-value></objectclass>
   <attr name="title" type="string" multivalued="false"><value>Größe &#x1F600; <![CDATA[<x>]]></value></attr>
   <attr name="photo" type="binary"><value encoding="base64">AAEC</value></attr>
   <dn-attr name="member" multivalued="true"><dn-value><dn>CN=c</dn><anchor encoding="base64">AQAAAAE=</anchor></dn-value></dn-attr>
  </delta>
  <delta operation="update" dn="CN=c" newdn="CN=d"><anchor encoding="base64">AQAAAAE=</anchor>
   <primary-objectclass>person</primary-objectclass>
   <attr name="size" operation="replace" type="integer"><value>0x10</value></attr>
   <attr name="proxy" operation="update" multivalued="true"><value operation="add">p</value><value operation="delete">q</value></attr>
  </delta>
  <delta operation="delete-add" dn="CN=e"><primary-objectclass>person</primary-objectclass></delta>
  <delta operation="delete" dn="CN=f"><primary-objectclass>person</primary-objectclass></delta>
 </directory-entries>
</mmsml>
)";

const std::string connectorSpace = R"(<cs-objects>
 <cs-object cs-dn="CN=a" id="{68C3525F-1235-41EE-BD97-431BE85A0ACA}" object-type="person" transient="false">
  <unapplied-export><delta operation="update" dn="CN=a"><anchor encoding="base64">AQAAAAE=</anchor>
   <attr name="title" operation="update" type="string" multivalued="false"><value operation="delete">A</value><value operation="add">B</value></attr>
  </delta></unapplied-export>
  <escrowed-export><delta operation="update" dn="CN=a"><attr name="size" operation="replace" type="integer"><value>7</value></attr></delta></escrowed-export>
  <unapplied-export-hologram><entry dn="CN=a"><primary-objectclass>person</primary-objectclass>
   <attr name="title" type="string" multivalued="false"><value>B</value></attr></entry></unapplied-export-hologram>
  <synchronized-hologram><entry dn="CN=a"><primary-objectclass>person</primary-objectclass>
   <attr name="title" type="string" multivalued="false"><value>A</value></attr></entry></synchronized-hologram>
  <export-errordetail><error-type>cd-error</error-type></export-errordetail>
 </cs-object>
 <cs-object cs-dn="CN=b" object-type="person"><hologram><entry dn="CN=b"/></hologram></cs-object>
</cs-objects>
)";

const std::string agent = R"(<?xml version="1.0"?>
<saved-ma-configuration server="s"><ma-data><name>n</name><category>Extensible2</category>
 <schema><dsml:dsml xmlns:dsml="http://www.dsml.org/DSML" xmlns:ms-dsml="http://www.microsoft.com/MMS/DSML"><dsml:directory-schema>
  <dsml:class id="person" type="structural"><dsml:name>person</dsml:name><dsml:attribute ref="#id" required="true" ms-dsml:isAnchor="true"/><dsml:attribute ref="#member"/></dsml:class>
  <dsml:attribute-type id="id" single-value="true"><dsml:name>id</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.15</dsml:syntax></dsml:attribute-type>
  <dsml:attribute-type id="member"><dsml:name>member</dsml:name><dsml:syntax>1.3.6.1.4.1.1466.115.121.1.12</dsml:syntax></dsml:attribute-type>
 </dsml:directory-schema></dsml:dsml></schema>
 <attribute-inclusion><attribute>id</attribute></attribute-inclusion>
 <ma-partition-data><partition><id>{68C3525F-1235-41EE-BD97-431BE85A0ACA}</id><name>default</name><selected>1</selected>
  <filter><object-classes><object-class>person</object-class></object-classes><containers><inclusions><inclusion>OU=x</inclusion></inclusions></containers></filter></partition></ma-partition-data>
 <private-configuration><MAConfig><extension-config><filename>a.dll</filename><export-default-page-size>10</export-default-page-size><capability-bits>3</capability-bits><export-type>2</export-type></extension-config>
  <parameter-definitions><parameter><name>Server</name><use>connectivity</use><type>string</type></parameter></parameter-definitions>
  <parameter-values><parameter name="Server" use="connectivity" dataType="0">srv</parameter></parameter-values></MAConfig></private-configuration>
</ma-data></saved-ma-configuration>
)";

const std::string host = R"(<Configuration><Connectors><Connector><ConnectorConfig>
 <Parameters><Parameter><Name>Server</Name><Type>String</Type><Use>Connectivity</Use><Encrypted>false</Encrypted><Value>srv</Value></Parameter></Parameters>
 <PageSizeExport>10</PageSizeExport></ConnectorConfig>
 <Schema><EntriesSchema><EntrySchema><ObjectType>person</ObjectType><SchemaAttributes><AttributeSchema><Name>id</Name><IsAnchor>true</IsAnchor><Multivalued>false</Multivalued><DataType>String</DataType></AttributeSchema></SchemaAttributes></EntrySchema></EntriesSchema></Schema>
</Connector></Connectors></Configuration>
)";

const std::string schemaFile = R"(<?xml version="1.0"?>
<Schema><Types>
 <SchemaType><Name>person</Name><LockAnchorDefinition>1</LockAnchorDefinition>
  <PossibleDNComponentsForProvisioning>CN</PossibleDNComponentsForProvisioning>
  <Attributes>
   <SchemaAttribute><Name>Größe</Name><DataType>Binary</DataType><IsAnchor>1</IsAnchor><IsMultiValued>0</IsMultiValued>
    <AllowedAttributeOperation>ImportOnly</AllowedAttributeOperation></SchemaAttribute>
   <SchemaAttribute><Name>member</Name><DataType>Reference</DataType><IsAnchor>0</IsAnchor><IsMultiValued>1</IsMultiValued>
    <AllowedAttributeOperation>ImportExport</AllowedAttributeOperation></SchemaAttribute>
  </Attributes></SchemaType>
</Types></Schema>
)";

const std::string scim = R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "Resources": [
 {"id": "urn:ietf:params:scim:schemas:core:2.0:User", "name": "User", "attributes": [
  {"name": "userName", "type": "string", "required": true, "multiValued": false},
  {"name": "emails", "type": "complex", "multiValued": true, "subAttributes": [{"name": "value", "type": "string"}]}]}]}
)";

const std::string canonical = R"({"anchorageSpace": 1, "style": "Generic",
"objects": [
{"dn": "cn=a", "type": "person", "anchors": {"guid": "AQ=="}, "image": {"title": "Gr\u00f6\u00dfe", "proxy": ["x", "y"]}, "pending": {"operation": "update", "newDn": "cn=z", "changes": [{"name": "title", "modification": "Replace", "add": ["T"]}]}},
{"dn": "cn=b", "type": "person", "pending": {"operation": "add", "attributes": {"size": -7, "enabled": true, "photo": "AAEC", "member": ["cn=a"]}}}
]}
)";

const std::string ldif =
    "version: 1\n\n# two of them\ndn: cn=a\nobjectClass: person\ntitle:: R3LDtsOfZQ==\nproxy: a value that\n"
    "  is folded\nproxy: y\n\ndn: cn=b\nchangetype: modify\nreplace: title\ntitle: T\n-\nadd: proxy\nproxy: p\n-\n"
    "delete: size\n-\n\ndn: cn=c\nchangetype: modrdn\nnewrdn: cn=d\ndeleteoldrdn: 1\n\ndn: cn=e\nchangetype: delete\n\n";

const std::string csv = "dn,action,anchor:guid,title,proxy,photo,title:clear\r\n"
                        "cn=a,add,,\"Gr\xC3\xB6\xC3\x9F"
                        "e, \"\"x\"\"\r\nand more\",a|b,AAEC,\r\n"
                        "cn=b,update,AQ==,,c,,true\r\n";

/// A row each: the format, a blank and what is special about it; and the whole file.
std::vector<std::pair<std::string, std::string>> wholeFiles()
{
    auto declared = drop;
    declared.replace(declared.find("UTF-8"), 5, "UTF-16");
    return {{"mmsml UTF-8", drop},
            {"mmsml UTF-16", FormatFixture::utf16(declared)},
            {"csexport", connectorSpace},
            {"ma-config", agent},
            {"ecma-host", host},
            {"ecma-schema", schemaFile},
            {"scim", scim},
            {"canonical", canonical},
            {"ldif", ldif},
            {"ldif UTF-16", FormatFixture::utf16(ldif)},
            {"csv", csv},
            {"csv UTF-16", "\xFF\xFE" + formats::utf8ToUtf16Le(csv)}};
}

} // namespace

void TestTruncation::everyReaderIsCut()
{
    const auto rows = wholeFiles();
    for (const auto &format : formats::allFormats())
        QVERIFY2(std::any_of(rows.begin(), rows.end(),
                             [&](const auto &row) { return row.first.substr(0, row.first.find(' ')) == format.name; }),
                 format.name.c_str());
}

void TestTruncation::everyCutIsAnErrorWithAPlaceOrSaysSo_data()
{
    QTest::addColumn<QByteArray>("content");
    for (const auto &[name, content] : wholeFiles())
        QTest::newRow(name.c_str()) << QByteArray::fromStdString(content);
}

void TestTruncation::everyCutIsAnErrorWithAPlaceOrSaysSo()
{
    QFETCH(QByteArray, content);
    const std::string row = QTest::currentDataTag();
    const auto format = row.substr(0, row.find(' '));
    const bool wide = row.ends_with("UTF-16");
    const auto text = content.toStdString();
    const auto whole = load(format, text);
    QVERIFY2(whole.has_value(), whole ? "" : whole.error().text().c_str());
    for (const auto &finding : whole->findings)
        QVERIFY2(finding.id != "file-end", "the whole file is whole");
    const std::string end = wide ? std::string("\n\0", 2) : "\n";
    const std::string emptyLine = wide ? std::string("\n\0\r\0\n\0", 6) : "\n\n";
    for (std::size_t length = 0; length < text.size(); ++length) {
        const auto head = std::string_view(text).substr(0, length);
        const auto cut = load(format, head);
        const auto at = std::to_string(length) + ": " + (cut ? "loaded" : cut.error().text());
        if (!cut) {
            QVERIFY2(!cut.error().message.empty() && cut.error().where.file == "cut", at.c_str());
            QVERIFY2(length < 4 || cut.error().where.line > 0 || !cut.error().where.entry.empty(), at.c_str());
            continue;
        }
        if (same(*cut, *whole))
            continue; // what followed says nothing
        // Lines, records and rows can end anywhere; XML and JSON cannot.
        const bool said =
            std::any_of(cut->findings.begin(), cut->findings.end(), [](const auto &f) { return f.id == "file-end"; });
        const bool beforeRecords = format == "ldif" && length <= (wide ? 62U : 30U);
        const bool atRecord = format == "csv" ? head.ends_with(end) : format == "ldif" && head.ends_with(emptyLine);
        QVERIFY2(said || atRecord || beforeRecords, at.c_str());
        QVERIFY2(format == "csv" || format == "ldif", at.c_str());
    }
}

QTEST_APPLESS_MAIN(TestTruncation)
#include "tst_truncation.moc"
