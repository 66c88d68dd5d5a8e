// Drop files: what an engine wrote is handed over as it was, and can be written back.
#include "tests/formats/format_fixture.h"

#include <QTest>

using namespace anchorage;

class TestMmsml : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyOperationIsRead();
    void aMissingTypeIsFound_data();
    void aMissingTypeIsFound();
    void anUnknownTypeIsAskedFor();
    void theSameObjectMayComeTwice();
    void writtenBackIsTheSame();
    void writtenByHandIsTheSame();
    void badFilesAreNamed_data();
    void badFilesAreNamed();
    void everyTruncationIsAnError();
    void aPlainPasswordIsRefusedAndNotRepeated();
    void unknownElementsAreAFinding();
    void realSamplesAreRead();

private:
    Result<formats::Loaded> load(const std::string &path)
    {
        formats::LoadRequest request;
        request.path = path;
        request.schema = &m_schema;
        request.style = MADistinguishedNameStyle::Ldap;
        request.selectedTypes = {"person", "group"};
        return formats::load(request);
    }
    static std::string wrapped(const std::string &deltas)
    {
        return "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n"
               "<mmsml xmlns=\"http://www.microsoft.com/mms/mmsml/v2\" step-type=\"export\">\n"
               "  <directory-entries>\n"
            + deltas + "  </directory-entries>\n</mmsml>";
    }

    FormatFixture m_files;
    Schema m_schema = FormatFixture::schema();
};

namespace {

// Shaped like an engine's file, with every operation; the order and the blanks are the engine's.
const std::string everything = R"(    <delta operation="add" dn="CN=u7,OU=HQ">
      <primary-objectclass>person</primary-objectclass>
      <objectclass>
        <oc-value>person</oc-value>
      </objectclass>
      <attr name="title" type="string" multivalued="false">
        <value>A &amp; B &lt;C&gt;</value>
      </attr>
      <attr name="size" type="integer" multivalued="false">
        <value>-9223372036854775808</value>
      </attr>
      <attr name="photo" type="binary" multivalued="false">
        <value encoding="base64">AAH/</value>
      </attr>
      <attr name="proxy" type="string" multivalued="true">
        <value>a</value>
        <value>ü漢</value>
      </attr>
      <dn-attr name="manager" multivalued="false">
        <dn-value>
          <dn>CN=boss,OU=HQ</dn>
        </dn-value>
      </dn-attr>
    </delta>
    <delta operation="update" dn="CN=u8,OU=HQ" newdn="CN=u8,OU=New">
      <anchor encoding="base64">AwAAAAECAw==</anchor>
      <primary-objectclass>person</primary-objectclass>
      <attr name="enabled" operation="update" type="boolean" multivalued="false">
        <value operation="add">true</value>
        <value operation="delete">false</value>
      </attr>
      <attr name="title" operation="delete" type="string" multivalued="false" />
      <dn-attr name="member" operation="update" multivalued="true">
        <dn-value operation="add">
          <dn>CN=u7,OU=HQ</dn>
        </dn-value>
      </dn-attr>
      <attr name="proxy" operation="replace" type="string" multivalued="true">
        <value>x</value>
      </attr>
    </delta>
    <delta operation="delete" dn="CN=u9,OU=HQ">
      <anchor encoding="base64">AwAAAAkJCQ==</anchor>
      <primary-objectclass>person</primary-objectclass>
    </delta>
    <delta operation="replace" dn="CN=r1,OU=HQ">
      <anchor encoding="base64">AwAAAAEBAQ==</anchor>
      <primary-objectclass>person</primary-objectclass>
      <attr name="title" type="string" multivalued="false">
        <value>R</value>
      </attr>
    </delta>
    <delta operation="delete-add" dn="CN=da,OU=HQ">
      <primary-objectclass>person</primary-objectclass>
      <objectclass>
        <oc-value>person</oc-value>
      </objectclass>
      <attr name="title" type="string" multivalued="false">
        <value>D</value>
      </attr>
    </delta>
)";

std::string recordedText(const space::Space &space)
{
    std::string text;
    for (const auto &recorded : space.recorded())
        text += entryText({1, 1}, recorded.entry) + '\n';
    return text;
}

} // namespace

void TestMmsml::everyOperationIsRead()
{
    const auto loaded = load(m_files.write("all.xml", FormatFixture::utf16(wrapped(everything))));
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(recordedText(*loaded->space),
             std::string("p1.1 Add CN=u7,OU=HQ title:add(\"A & B <C>\") size:add(\"-9223372036854775808\") photo:add(0x0001ff) "
                         "proxy:add(a ü漢) manager:add(CN=boss,OU=HQ)\n"
                         "p1.1 Upd CN=u8,OU=HQ {guid=0x010203} DN:upd(+CN=u8,OU=New -CN=u8,OU=HQ) enabled:upd(+true -false) "
                         "title:del member:upd(+CN=u7,OU=HQ) proxy:rep(x)\n"
                         "p1.1 Del CN=u9,OU=HQ {guid=0x090909}\n"
                         "p1.1 Rep CN=r1,OU=HQ {guid=0x010101} title:add(R)\n"
                         "p1.1 Rep CN=da,OU=HQ title:add(D)\n"));
    const auto &space = *loaded->space;
    QCOMPARE(space.pendingOperation(0), space::PendingOperation::Add);
    QCOMPARE(space.pendingOperation(1), space::PendingOperation::Update);
    QCOMPARE(*space.pendingNewDn(1), std::string("CN=u8,OU=New"));
    QCOMPARE(space.pendingOperation(2), space::PendingOperation::Delete);
    QCOMPARE(space.pendingOperation(4), space::PendingOperation::DeleteAdd);
    QVERIFY(loaded->findings.empty());
}

void TestMmsml::aMissingTypeIsFound_data()
{
    QTest::addColumn<QByteArray>("dn");
    QTest::addColumn<QByteArray>("anchor");
    QTest::newRow("by DN") << QByteArray("cn=known,ou=hq") << QByteArray();
    QTest::newRow("by anchor") << QByteArray("CN=moved,OU=HQ") << QByteArray("<anchor encoding=\"base64\">AwAAAAECAw==</anchor>");
}

// space-2: engines leave the type out on updates and deletes.
void TestMmsml::aMissingTypeIsFound()
{
    QFETCH(QByteArray, dn);
    QFETCH(QByteArray, anchor);
    space::Space base(MADistinguishedNameStyle::Ldap);
    space::SpaceObject known;
    known.dn = "CN=known,OU=HQ";
    known.type = "person";
    known.anchors = {{"guid", Binary{"\x01\x02\x03"}}};
    QVERIFY(base.insert(known));
    formats::LoadRequest request;
    request.path = m_files.write("untyped.xml",
                                 FormatFixture::utf16(wrapped("<delta operation=\"delete\" dn=\"" + dn.toStdString() + "\">"
                                                              + anchor.toStdString() + "</delta>")));
    request.schema = &m_schema;
    request.style = MADistinguishedNameStyle::Ldap;
    request.selectedTypes = {"other", "person"};
    request.base = &base;
    const auto loaded = formats::load(request);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->space->recorded()[0].entry.objectType, std::string("person"));
}

void TestMmsml::anUnknownTypeIsAskedFor()
{
    const auto path =
        m_files.write("untyped.xml", FormatFixture::utf16(wrapped("<delta operation=\"delete\" dn=\"CN=x\"></delta>")));
    const auto refused = load(path);
    QVERIFY(!refused && refused.error().message.find("--type") != std::string::npos);
    formats::LoadRequest request;
    request.path = path;
    request.schema = &m_schema;
    request.objectType = "person";
    QCOMPARE(formats::load(request)->space->recorded()[0].entry.objectType, std::string("person"));
}

void TestMmsml::theSameObjectMayComeTwice()
{
    const std::string add =
        R"(<delta operation="add" dn="CN=g"><primary-objectclass>person</primary-objectclass><attr name="title" type="string" multivalued="false"><value>T</value></attr></delta>)";
    const std::string update =
        R"(<delta operation="update" dn="CN=g"><primary-objectclass>person</primary-objectclass><dn-attr name="member" operation="add" multivalued="true"><dn-value><dn>CN=u</dn></dn-value></dn-attr></delta>)";
    const auto loaded = load(m_files.write("twice.xml", FormatFixture::utf16(wrapped(add + update))));
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
    QCOMPARE(loaded->space->size(), std::size_t(1));
    QCOMPARE(recordedText(*loaded->space), std::string("p1.1 Add CN=g title:add(T)\np1.1 Upd CN=g member:add(CN=u)\n"));
    QCOMPARE(loaded->space->recorded()[0].entry.identifier, loaded->space->recorded()[1].entry.identifier);
}

void TestMmsml::writtenBackIsTheSame()
{
    const auto original = FormatFixture::utf16(wrapped(everything));
    const auto loaded = load(m_files.write("in.xml", original));
    formats::SaveRequest save;
    save.path = m_files.path("out.xml");
    save.format = "mmsml";
    const auto losses = formats::save(*loaded->space, save);
    QVERIFY(losses && losses->empty());
    const auto written = *readFile(save.path);
    QCOMPARE(*formats::utf16LeToUtf8(written.substr(2)), *formats::utf16LeToUtf8(original.substr(2)));
    QVERIFY(written == original); // byte for byte: UTF-16LE, mark, CRLF, length prefix
}

void TestMmsml::writtenByHandIsTheSame()
{
    space::Space space(MADistinguishedNameStyle::Ldap);
    space::SpaceObject object;
    object.dn = "CN=u8,OU=HQ";
    object.type = "person";
    object.anchors = {{"guid", Binary{"\x01\x02\x03"}}};
    object.pending = {space::PendingOperation::Update,
                      {},
                      {AttributeChange::update("enabled", {true}, {false}, AttributeType::Boolean, false)}};
    QVERIFY(space.insert(object));
    formats::SaveRequest save;
    save.path = m_files.path("hand.xml");
    save.format = "mmsml";
    QVERIFY(formats::save(space, save));
    const std::string byHand = R"(    <delta operation="update" dn="CN=u8,OU=HQ">
      <anchor encoding="base64">AwAAAAECAw==</anchor>
      <primary-objectclass>person</primary-objectclass>
      <attr name="enabled" operation="update" type="boolean" multivalued="false">
        <value operation="add">true</value>
        <value operation="delete">false</value>
      </attr>
    </delta>
)";
    QCOMPARE(*formats::utf16LeToUtf8(readFile(save.path)->substr(2)),
             *formats::utf16LeToUtf8(FormatFixture::utf16(wrapped(byHand)).substr(2)));
}

void TestMmsml::badFilesAreNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const std::string &text, int line, const char *says) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << line << QByteArray(says);
    };
    const auto delta = [](const std::string &inside) {
        return wrapped("<delta operation=\"update\" dn=\"CN=x\">\n<primary-objectclass>person</primary-objectclass>\n" + inside
                       + "</delta>\n");
    };
    row("not XML", "<?xml version=\"1.0\"?><mmsml><delta", 1, "well-formed");
    row("import", "<mmsml step-type=\"import\"/>", 1, "import step");
    row("doctype", "<!DOCTYPE mmsml [<!ENTITY a \"b\">]><mmsml>&a;</mmsml>", 1, "DOCTYPE");
    row("operation", wrapped("<delta operation=\"dance\" dn=\"CN=x\"/>"), 4, "\"dance\" is unknown");
    row("attribute", delta("<attr name=\"nose\" operation=\"add\" type=\"string\"><value>1</value></attr>"), 6,
        "no such attribute");
    row("integer", delta("<attr name=\"size\" operation=\"add\" type=\"integer\"><value>many</value></attr>"), 6, "no integer");
    row("boolean", delta("<attr name=\"enabled\" operation=\"add\" type=\"boolean\"><value>maybe</value></attr>"), 6,
        "no boolean");
    row("base64", delta("<attr name=\"photo\" operation=\"add\" type=\"binary\"><value encoding=\"base64\">AAH</value></attr>"),
        6, "no binary");
    row("two values", delta("<attr name=\"title\" operation=\"add\" type=\"string\"><value>1</value><value>2</value></attr>"), 6,
        "single-valued");
    row("delete in add",
        delta("<attr name=\"title\" operation=\"add\" type=\"string\"><value operation=\"delete\">1</value></attr>"), 6,
        "operation=\"update\"");
    row("no value", delta("<attr name=\"title\" operation=\"replace\" type=\"string\"/>"), 6, "has no value");
    row("anchor", delta("<anchor encoding=\"base64\">!!!</anchor>"), 4, "no base64");
    row("type", wrapped("<delta operation=\"delete\" dn=\"CN=x\"><primary-objectclass>robot</primary-objectclass></delta>"), 4,
        "no object type");
}

void TestMmsml::badFilesAreNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(QByteArray, says);
    auto bytes = text.toStdString();
    if (bytes.find("UTF-16") != std::string::npos)
        bytes = FormatFixture::utf16(bytes);
    formats::LoadRequest request;
    request.path = m_files.write("bad.xml", bytes);
    request.format = "mmsml";
    request.schema = &m_schema;
    const auto loaded = formats::load(request);
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().message.find(says.toStdString()) != std::string::npos, loaded.error().text().c_str());
    QCOMPARE(loaded.error().where.line, static_cast<std::uint64_t>(line));
    QCOMPARE(loaded.error().where.file, request.path);
}

void TestMmsml::everyTruncationIsAnError()
{
    const auto whole = FormatFixture::utf16(wrapped(everything));
    formats::LoadRequest request;
    request.format = "mmsml";
    request.schema = &m_schema;
    for (std::size_t length = 0; length < whole.size(); length += 7) {
        request.path = m_files.write("cut.xml", std::string_view(whole).substr(0, length));
        QVERIFY2(!formats::load(request), std::to_string(length).c_str());
    }
}

void TestMmsml::aPlainPasswordIsRefusedAndNotRepeated()
{
    const auto loaded = load(m_files.write(
        "secret.xml",
        FormatFixture::utf16(
            wrapped("<delta operation=\"add\" dn=\"CN=x\"><primary-objectclass>person</primary-objectclass><attr "
                    "name=\"export_password\" type=\"string\" multivalued=\"false\"><value>hunter2</value></attr></delta>"))));
    QVERIFY(!loaded);
    QVERIFY(loaded.error().text().find("env:NAME") != std::string::npos);
    QVERIFY(loaded.error().text().find("hunter2") == std::string::npos);
}

void TestMmsml::unknownElementsAreAFinding()
{
    const auto loaded = load(
        m_files.write("odd.xml",
                      FormatFixture::utf16(wrapped("<delta operation=\"delete\" "
                                                   "dn=\"CN=x\"><primary-objectclass>person</primary-objectclass><mood>fine</"
                                                   "mood></delta><delta operation=\"none\" dn=\"CN=y\"/>"))));
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->findings.size(), std::size_t(2));
    QCOMPARE(loaded->findings[0].id, std::string("unknown-element"));
    QCOMPARE(loaded->findings[1].id, std::string("entry-without-change"));
    QCOMPARE(loaded->space->size(), std::size_t(1));
}

// Scenario 4, the reading half: the bytes of the anchor, and the same infoset written back.
void TestMmsml::realSamplesAreRead()
{
    const auto configuration = FormatFixture::sample("mim-powershell-connectors/LyncConnectorConfigExport.xml");
    if (configuration.empty())
        QSKIP("the samples of real products are not beside this checkout (ANCHORAGE_SAMPLES)");
    formats::LoadRequest config;
    config.path = configuration;
    const auto ma = formats::load(config);
    QVERIFY2(ma.has_value(), ma ? "" : ma.error().text().c_str());
    for (const auto *name : {"Lync-Export-Update-User.xml", "Lync-Export-Add-User.xml", "Lync-Export-Delete-User.xml"}) {
        formats::LoadRequest request;
        request.path = FormatFixture::sample(std::string("mim-powershell-connectors/") + name);
        request.schema = &ma->configuration->schema;
        request.anchors = &ma->configuration->anchors;
        request.style = MADistinguishedNameStyle::Ldap;
        const auto loaded = formats::load(request);
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().text().c_str());
        formats::SaveRequest save;
        save.path = m_files.path(name);
        save.format = "mmsml";
        QVERIFY(formats::save(*loaded->space, save));
        QCOMPARE(*formats::utf16LeToUtf8(readFile(save.path)->substr(2)),
                 *formats::utf16LeToUtf8(readFile(request.path)->substr(2)));
        if (std::string_view(name).find("Update") != std::string_view::npos)
            QCOMPARE(recordedText(*loaded->space),
                     std::string("p1.1 Upd CN=tuser7,OU=Users,OU=HQ,DC=contoso,DC=com {Guid=0x360b36f712276f449b8ddf65a756a9da} "
                                 "AudioVideoDisabled:upd(+true -false)\n"));
    }
}

QTEST_APPLESS_MAIN(TestMmsml)
#include "tst_mmsml.moc"
