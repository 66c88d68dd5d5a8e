// Files that are cut off, wrong or made to hurt: an error that names the place, or the whole content; never a
// part of it in silence, never a crash.
#include "tests/formats/format_fixture.h"
#include "tests/formats/generated_space.h"

#include <QTest>

#include <map>

using namespace anchorage;

class TestHostileFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCutIsAnErrorOrSaysSo_data();
    void everyCutIsAnErrorOrSaysSo();
    void deepNestingIsRefused_data();
    void deepNestingIsRefused();
    void entitiesAreNeverResolved_data();
    void entitiesAreNeverResolved();
    void aHugeValueLoads_data();
    void aHugeValueLoads();
    void wrongEncodingsAreNamed_data();
    void wrongEncodingsAreNamed();
    void aSchemaFileInAnotherEncodingThanDeclaredIsNamed();
    void structureInTheWrongPlaceIsUnknown();
    void unknownPartsOfASchemaFileAreFindings();
    void whatASchemaHasTwiceIsAnError_data();
    void whatASchemaHasTwiceIsAnError();
    void errorsNameThePlace_data();
    void errorsNameThePlace();
    void loadingCanBeCancelled();

private:
    Result<formats::Loaded> load(const std::string &format, std::string_view content, const Schema *schema = nullptr)
    {
        formats::LoadRequest request;
        request.path = "hostile";
        request.content = content;
        request.format = format;
        request.schema = schema != nullptr ? schema : &m_schema;
        request.selectedTypes = {"person"};
        return formats::load(request);
    }
    static std::string drop(const std::string &inside)
    {
        return "<mmsml step-type=\"export\"><directory-entries><delta operation=\"add\" dn=\"CN=a\">"
               "<primary-objectclass>person</primary-objectclass>"
            + inside + "</delta></directory-entries></mmsml>";
    }
    /// A schema file of one type: `typeMembers` after its name, `attributes` in its list.
    static std::string schemaFile(const std::string &typeMembers, const std::string &attributes)
    {
        return "<Schema><Types><SchemaType><Name>person</Name><Attributes>" + attributes + "</Attributes>" + typeMembers
            + "</SchemaType></Types></Schema>";
    }
    static std::string attribute(const std::string &name, const std::string &members = {})
    {
        return "<SchemaAttribute><Name>" + name + "</Name><DataType>String</DataType>" + members + "</SchemaAttribute>";
    }
    static void formatRows(const std::map<std::string, std::string> &files)
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QByteArray>("content");
        for (const auto &[name, content] : files)
            QTest::newRow(name.c_str()) << QByteArray::fromStdString(name.substr(0, name.find(' ')))
                                        << QByteArray::fromStdString(content);
    }

    FormatFixture m_files;
    Schema m_schema = FormatFixture::schema();
};

void TestHostileFiles::everyCutIsAnErrorOrSaysSo_data()
{
    std::map<std::string, std::string> files{
        {"ma-config",
         R"(<ma-data><name>n</name><schema><d:dsml xmlns:d="http://www.dsml.org/DSML"><d:directory-schema><d:class id="p"><d:name>p</d:name></d:class></d:directory-schema></d:dsml></schema></ma-data>)"},
        {"ecma-host",
         R"(<Configuration><Connectors><Connector><Schema><EntriesSchema><EntrySchema><ObjectType>P</ObjectType></EntrySchema></EntriesSchema></Schema></Connector></Connectors></Configuration>)"},
        {"ecma-schema",
         R"(<Schema><Types><SchemaType><Name>P</Name><Attributes><SchemaAttribute><Name>a</Name><DataType>String</DataType></SchemaAttribute></Attributes></SchemaType></Types></Schema>)"},
        {"scim", R"({"id": "urn:x:User", "attributes": [{"name": "a", "type": "string"}]})"},
    };
    const auto schema = GeneratedSpace::schema(1);
    GeneratedKinds kinds;
    kinds.emptyValues = false;
    const auto space = GeneratedSpace(5, kinds).make(schema, 2);
    for (const char *format : {"canonical", "mmsml", "csexport", "ldif", "csv"}) {
        formats::SaveRequest save;
        save.path = m_files.path("whole");
        save.format = format;
        save.schema = &schema;
        QVERIFY(formats::save(space, save));
        files[format] = *readFile(save.path);
    }
    for (const auto &format : formats::allFormats())
        QVERIFY2(files.count(format.name) == 1, format.name.c_str());
    formatRows(files);
}

void TestHostileFiles::everyCutIsAnErrorOrSaysSo()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, content);
    const auto schema = GeneratedSpace::schema(1);
    const auto name = format.toStdString();
    const auto text = content.toStdString();
    const auto whole = load(name, text, &schema);
    QVERIFY2(whole.has_value(), whole ? "" : whole.error().text().c_str());
    const bool lines = name == "ldif" || name == "csv";
    const auto step = std::max<std::size_t>(1, text.size() / 800);
    for (std::size_t length = 0; length < text.size(); length += step) {
        const auto cut = load(name, std::string_view(text).substr(0, length), &schema);
        if (!cut) {
            QVERIFY(!cut.error().message.empty() && cut.error().where.file == "hostile");
            continue;
        }
        // Only what follows the last element may be missing; files of lines end where a line ends, else they say so.
        const bool complete = cut->space ? *cut->space == *whole->space : cut->schema == whole->schema;
        const auto said =
            std::any_of(cut->findings.begin(), cut->findings.end(), [](const auto &f) { return f.id == "file-end"; });
        const bool atLineEnd = length == 0 || text[length - 1] == '\n';
        QVERIFY2(complete || (lines && (said || atLineEnd)), std::to_string(length).c_str());
    }
}

void TestHostileFiles::deepNestingIsRefused_data()
{
    std::string xml;
    std::string json = R"({"anchorageSpace": 1, "objects": [)";
    for (int i = 0; i < 1'000'000; ++i) {
        xml += "<a>";
        json += '[';
    }
    formatRows({{"mmsml", "<mmsml><directory-entries>" + xml},
                {"csexport", "<cs-objects><cs-object cs-dn=\"a\">" + xml},
                {"ma-config", "<ma-data>" + xml},
                {"ecma-host", "<Configuration>" + xml},
                {"ecma-schema", "<Schema><Types>" + xml},
                {"canonical", json},
                {"scim", std::string(1'000'000, '[')}});
}

void TestHostileFiles::deepNestingIsRefused()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, content);
    const auto loaded = load(format.toStdString(), content.toStdString());
    QVERIFY(!loaded);
    QVERIFY(loaded.error().text().size() < 400);
}

void TestHostileFiles::entitiesAreNeverResolved_data()
{
    formatRows({{"mmsml bomb",
                 "<!DOCTYPE mmsml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c "
                 "\"&b;&b;&b;&b;\">]><mmsml>&c;</mmsml>"},
                {"csexport external", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><cs-objects>&a;</cs-objects>"},
                {"ma-config DTD", "<!DOCTYPE x SYSTEM \"http://127.0.0.1/x.dtd\"><ma-data/>"},
                {"ecma-host parameter", "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><Configuration/>"},
                {"ecma-schema bomb",
                 "<!DOCTYPE Schema [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Schema><Types>&b;</Types></Schema>"},
                {"ecma-schema external",
                 "<!DOCTYPE Schema [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Schema><Types>&a;</Types></Schema>"},
                {"mmsml undeclared", "<mmsml>&nothing;</mmsml>"}});
}

void TestHostileFiles::entitiesAreNeverResolved()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, content);
    const auto loaded = load(format.toStdString(), content.toStdString());
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.find("DOCTYPE") != std::string::npos
                 || loaded.error().message.find("Entity") != std::string::npos,
             loaded.error().text().c_str());
    QVERIFY(loaded.error().message.find("root:") == std::string::npos);
}

void TestHostileFiles::aHugeValueLoads_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"mmsml", "csexport", "ldif", "csv", "canonical"})
        QTest::newRow(format) << QByteArray(format);
}

/// 100 MB in one value: it loads; that it is too much for the wire is said when it is handed over.
void TestHostileFiles::aHugeValueLoads()
{
    QFETCH(QByteArray, format);
    const std::size_t size = qEnvironmentVariableIsSet("ANCHORAGE_HUGE") ? 100'000'000 : 10'000'000;
    const std::string value(size, 'x');
    std::map<std::string, std::string> files{
        {"mmsml", drop("<attr name=\"title\" type=\"string\"><value>" + value + "</value></attr>")},
        {"csexport",
         "<cs-objects><cs-object cs-dn=\"CN=a\" object-type=\"person\"><unapplied-export><delta operation=\"add\" "
         "dn=\"CN=a\"><attr "
         "name=\"title\" type=\"string\"><value>"
             + value + "</value></attr></delta></unapplied-export></cs-object></cs-objects>"},
        {"ldif", "dn: CN=a\nobjectClass: person\ntitle: " + value + "\n\n"},
        {"csv", "dn,title\nCN=a,\"" + value + "\"\n"},
        {"canonical",
         R"({"anchorageSpace": 1, "objects": [{"dn": "CN=a", "type": "person", "pending": {"operation": "add", "attributes": {"title": ")"
             + value + R"("}}}]})"}};
    const auto loaded = load(format.toStdString(), files.at(format.toStdString()));
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    const auto object = loaded->space->object(0);
    QCOMPARE(std::get<std::string>(object.pending.changes.at(0).values.at(0).value).size(), size);
}

void TestHostileFiles::wrongEncodingsAreNamed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("says"); // empty: it loads, with a finding
    const auto utf8 = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
        + drop("<attr name=\"title\" type=\"string\"><value>\xC3\xA4</value></attr>");
    auto declared8 = utf8;
    declared8.replace(declared8.find("UTF-16"), 6, "utf-8");
    auto latin = declared8;
    latin.replace(latin.find("\xC3\xA4"), 2, "\xE4");
    QTest::newRow("UTF-8 that says UTF-16") << QByteArray::fromStdString(utf8) << QByteArray();
    QTest::newRow("UTF-16 that says UTF-8") << QByteArray::fromStdString(FormatFixture::utf16(declared8)) << QByteArray();
    QTest::newRow("Latin-1 that says UTF-8") << QByteArray::fromStdString(latin) << QByteArray("not proper UTF-8");
    QTest::newRow("no such encoding") << QByteArray::fromStdString(declared8).replace("utf-8", "moon-8") << QByteArray("moon-8");
}

void TestHostileFiles::wrongEncodingsAreNamed()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, says);
    const auto loaded = load("mmsml", content.toStdString());
    if (!says.isEmpty()) {
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().message.find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
        return;
    }
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(std::get<std::string>(loaded->space->object(0).pending.changes.at(0).values.at(0).value), std::string("\xC3\xA4"));
    QCOMPARE(loaded->findings.at(0).id, std::string("encoding-declared"));
}

void TestHostileFiles::aSchemaFileInAnotherEncodingThanDeclaredIsNamed()
{
    const std::string declared16 = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + schemaFile("", attribute("\xC3\xA4"));
    auto declared8 = declared16;
    declared8.replace(declared8.find("UTF-16"), 6, "utf-8");
    auto latin = declared8;
    latin.replace(latin.find("\xC3\xA4"), 2, "\xE4");
    for (const auto &content : {declared16, FormatFixture::utf16(declared8)}) {
        const auto loaded = load("ecma-schema", content);
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
        QVERIFY(loaded->schema->types.at(0).find("\xC3\xA4") != nullptr);
        QCOMPARE(loaded->findings.at(0).id, std::string("encoding-declared"));
    }
    const auto wrong = load("ecma-schema", latin);
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().message.find("not proper UTF-8") != std::string::npos, wrong.error().text().c_str());
}

void TestHostileFiles::unknownPartsOfASchemaFileAreFindings()
{
    const auto loaded = load("ecma-schema",
                             "<Schema><Version>2</Version><Types><Kind/><SchemaType><Name>person</Name><Icon>x</Icon><Attributes>"
                             "<Group/>"
                                 + attribute("a", "<Length>7</Length>") + "</Attributes></SchemaType></Types></Schema>");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->schema->types.size(), std::size_t(1));
    QCOMPARE(loaded->schema->types[0].attributes.size(), std::size_t(1));
    std::string said;
    for (const auto &finding : loaded->findings)
        said += finding.id == "unknown-element" ? finding.message.substr(12, finding.message.find('>') - 11) : "?";
    QCOMPARE(said, std::string("<Version><Kind><Icon><Group><Length>"));
}

void TestHostileFiles::whatASchemaHasTwiceIsAnError_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *format, const std::string &content, const char *says) {
        QTest::newRow(name) << QByteArray(format) << QByteArray::fromStdString(content) << QByteArray(says);
    };
    row("attribute", "ecma-schema", schemaFile("", attribute("a") + '\n' + attribute("A")), "hostile:2: the attribute \"A\"");
    row("type", "ecma-schema", schemaFile("</SchemaType>\n<SchemaType><Name>Person</Name><Attributes/>", attribute("a")),
        "the object type \"Person\" is there twice");
    row("list of types", "ecma-schema", "<Schema><Types/>\n<Types/></Schema>", "hostile:2: the element <Types> is there twice");
    row("name of a type", "ecma-schema", schemaFile("<Name>b</Name>", attribute("a")), "<Name> is there twice");
    row("member of an attribute", "ecma-schema", schemaFile("", attribute("a", "<DataType>Binary</DataType>")),
        "<DataType> is there twice");
    const auto host = [](const std::string &inside) {
        return "<Configuration><Connectors><Connector><Schema><EntriesSchema>" + inside
            + "</EntriesSchema></Schema></Connector></Connectors></Configuration>";
    };
    const std::string one = "<AttributeSchema><Name>a</Name><DataType>String</DataType></AttributeSchema>";
    row("attribute of a host", "ecma-host",
        host("<EntrySchema><ObjectType>p</ObjectType><SchemaAttributes>" + one + '\n' + one
             + "</SchemaAttributes></EntrySchema>"),
        "hostile:2: the attribute \"a\" is there twice");
    row("type of a host", "ecma-host",
        host("<EntrySchema><ObjectType>p</ObjectType></EntrySchema>\n<EntrySchema><ObjectType>P</ObjectType></EntrySchema>"),
        "hostile:2: the object type \"P\" is there twice");
    const auto dsml = [](const std::string &inside) {
        return "<ma-data><name>n</name><schema><d:dsml xmlns:d=\"http://www.dsml.org/DSML\"><d:directory-schema>" + inside
            + "</d:directory-schema></d:dsml></schema></ma-data>";
    };
    const std::string type =
        R"(<d:attribute-type id="a"><d:name>a</d:name><d:syntax>1.3.6.1.4.1.1466.115.121.1.15</d:syntax></d:attribute-type>)";
    const std::string used = "<d:attribute ref=\"#a\"/>";
    const auto classOf = [](const std::string &inside) { return "<d:class id=\"p\"><d:name>p</d:name>" + inside + "</d:class>"; };
    row("attribute of a class", "ma-config", dsml(type + classOf(used + '\n' + used)),
        "hostile:2: the attribute \"a\" is there twice");
    row("attribute type", "ma-config", dsml(type + '\n' + type + classOf(used)),
        "hostile:2: the attribute type \"a\" is there twice");
    row("class", "ma-config", dsml(type + classOf(used) + '\n' + classOf(used)), "hostile:2: the class \"p\" is there twice");
}

void TestHostileFiles::whatASchemaHasTwiceIsAnError()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, says);
    const auto loaded = load(format.toStdString(), content.toStdString());
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().text().find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
}

void TestHostileFiles::structureInTheWrongPlaceIsUnknown()
{
    const auto loaded = load("mmsml",
                             "<m:mmsml xmlns:m=\"http://www.microsoft.com/mms/mmsml/v2\" xmlns:x=\"urn:x\"><m:directory-entries>"
                             "<m:delta operation=\"add\" dn=\"CN=a\"><m:primary-objectclass>person</m:primary-objectclass>"
                             "<m:attr name=\"title\" type=\"string\"><m:value>T</m:value></m:attr>"
                             "<m:mood><m:value>not a title</m:value></m:mood><x:anchor>not ours</x:anchor>"
                             "</m:delta></m:directory-entries></m:mmsml>");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    const auto object = loaded->space->object(0);
    QCOMPARE(object.pending.changes.at(0).values.size(), std::size_t(1));
    QVERIFY(object.anchors.empty());
    QCOMPARE(loaded->findings.size(), std::size_t(2));
}

void TestHostileFiles::errorsNameThePlace_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *format, const char *content, const char *text) {
        QTest::newRow(name) << QByteArray(format) << QByteArray(content) << QByteArray(text);
    };
    row("duplicate attribute", "mmsml", "<mmsml>\n <directory-entries a=\"1\" a=\"2\"/></mmsml>", "hostile:2:");
    row("broken tag", "csexport", "<cs-objects>\n\n<cs-object</cs-objects>", "hostile:3:");
    row("number", "mmsml",
        "<mmsml><directory-entries><delta operation=\"add\" dn=\"CN=a\"><primary-objectclass>person</primary-objectclass>\n<attr "
        "name=\"size\" type=\"integer\"><value>9223372036854775808</value></attr></delta></directory-entries></mmsml>",
        "hostile:2: CN=a: attribute size:");
    row("flag", "ecma-schema",
        "<Schema><Types><SchemaType><Name>p</Name><Attributes>\n<SchemaAttribute><Name>a</Name><DataType>String</DataType>\n"
        "<IsAnchor>18446744073709551616</IsAnchor></SchemaAttribute></Attributes></SchemaType></Types></Schema>",
        "hostile:3: attribute a: the IsAnchor \"18446744073709551616\" is neither 1");
    row("JSON", "canonical", "{\"anchorageSpace\": 1,\n\"objects\": [\n{\"dn\": }]}", "hostile:3:8:");
    row("JSON element", "canonical", "{\"anchorageSpace\": 1,\n\"objects\": [\n{\"dn\": \"CN=a\", \"type\": 7}]}",
        "hostile:3: CN=a: objects[0]:");
    row("JSON end", "canonical", "{\"anchorageSpace\": 1,\n\"objects\": [", "hostile:2:");
    row("JSON member", "canonical", "{\"anchorageSpace\": 1,\n\"things\": []}", "no member \"things\"");
}

void TestHostileFiles::errorsNameThePlace()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, text);
    const auto loaded = load(format.toStdString(), content.toStdString());
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().text().find(text.toStdString()) != std::string::npos, loaded.error().text().c_str());
}

void TestHostileFiles::loadingCanBeCancelled()
{
    std::string rows = "dn,title\n";
    for (int i = 0; i < 200'000; ++i)
        rows += "cn=" + std::to_string(i) + ",a title\n";
    formats::LoadRequest request;
    request.path = m_files.write("many.csv", rows);
    std::uint64_t total = 0;
    request.progress = [&](std::uint64_t done, std::uint64_t all) {
        total = all;
        return done < 1'000'000;
    };
    const auto loaded = formats::load(request);
    QVERIFY(!loaded && loaded.error().code == ErrorCode::Cancelled);
    QCOMPARE(total, static_cast<std::uint64_t>(rows.size()));
}

QTEST_APPLESS_MAIN(TestHostileFiles)
#include "tst_hostile_files.moc"
