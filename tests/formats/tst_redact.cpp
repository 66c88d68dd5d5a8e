// Redacting: nothing of a person is left, and the case is still the same case.
#include "core/formats/redact.h"
#include "core/model/distinguished_name.h"
#include "tests/formats/format_fixture.h"
#include "tests/formats/generated_space.h"

#include <QTest>

using namespace anchorage;

class TestRedact : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLeftAndTheStructureStays_data();
    void nothingIsLeftAndTheStructureStays();
    void aRedactedBatchIsTheSameCase_data();
    void aRedactedBatchIsTheSameCase();
    void journalsAndReportsKeepTheirCodes();
    void schemasStay();
    void htmlOfOthersIsRefused();

private:
    Result<std::string> redacted(const std::string &text, const std::string &name)
    {
        formats::LoadRequest request;
        request.path = m_files.write(name, text);
        Pseudonyms pseudonyms(7);
        const auto out = m_files.path("out-" + name);
        if (auto done = formats::redact(request, out, pseudonyms); !done)
            return fail(done.error());
        return readFile(out);
    }
    FormatFixture m_files;
};

void TestRedact::nothingIsLeftAndTheStructureStays_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("stays");
    const auto row = [](const char *file, const char *text, const QStringList &stays) {
        QTest::newRow(file) << QString::fromUtf8(file) << QString::fromUtf8(text) << stays;
    };
    row("drop.xml",
        R"(<mmsml xmlns="http://www.microsoft.com/mms/mmsml/v2" step-type="export"><directory-entries><delta operation="update" dn="CN=Annabel,OU=Contoso"><anchor>Annabel</anchor><primary-objectclass>person</primary-objectclass><attr name="title" operation="update" type="string" multivalued="false"><value operation="add">Annabel Contoso</value></attr><dn-attr name="manager" operation="add" multivalued="false"><dn-value><dn>CN=annabel,ou=contoso</dn></dn-value></dn-attr></delta></directory-entries></mmsml>)",
        {QStringLiteral("step-type=\"export\""), QStringLiteral("operation=\"update\""), QStringLiteral("name=\"title\""),
         QStringLiteral("<primary-objectclass>person<"), QStringLiteral("xmlns=\"http://www.microsoft.com/mms/mmsml/v2\"")});
    row("space.json",
        R"({"anchorageSpace": 1, "objects": [{"dn": "cn=Annabel", "type": "person", "anchors": {"id": "Annabel"}, "image": {"manager": {"Reference": "cn=annabel"}, "photo": {"Binary": "QW5uYWJlbA=="}}, "pending": {"operation": "update", "changes": [{"name": "mail", "type": "String", "multiValued": false, "modification": "Replace", "values": [{"value": "Annabel"}]}]}, "failure": {"code": "ExportErrorInvalidDN", "detail": "no Annabel: 0x80230220"}, "origin": "/home/Annabel/x"}]})",
        {QStringLiteral("\"type\":\"person\""), QStringLiteral("\"name\":\"mail\""), QStringLiteral("ExportErrorInvalidDN"),
         QStringLiteral("0x80230220"), QStringLiteral("\"photo\":{\"Binary\":"), QStringLiteral("Replace")});
    row("batch.ldif",
        "# Annabel's file\ndn: cn=Annabel,ou=Contoso\nchangetype: modify\nreplace: title\ntitle: Annabel\n title\n-\n\n",
        {QStringLiteral("changetype: modify"), QStringLiteral("replace: title")});
    row("batch.csv", "dn,action,objectType,mail\ncn=Annabel,update,person,Annabel|x@Contoso\n",
        {QStringLiteral("dn,action,objectType,mail"), QStringLiteral(",update,person,")});
    row("history.xml",
        R"(<run-history><run-details><step-details><synchronization-errors><export-error cs-guid="{68C3525F-1235-41EE-BD97-431BE85A0ACA}" dn="CN=Annabel"><date-occurred>2022-03-04 05:06:07.008</date-occurred><retry-count>3</retry-count><error-type>cd-missing-object</error-type><cd-error><error-code>0x20</error-code><error-literal>Annabel is gone: 0x80230220</error-literal></cd-error></export-error></synchronization-errors><export-counters><export-add>5</export-add></export-counters></step-details></run-details></run-history>)",
        {QStringLiteral("2022-03-04 05:06:07.008"), QStringLiteral("<retry-count>3<"), QStringLiteral("cd-missing-object"),
         QStringLiteral("0x80230220"), QStringLiteral("<export-add>5<")});
}

void TestRedact::nothingIsLeftAndTheStructureStays()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    QFETCH(QStringList, stays);
    const auto out = redacted(text.toStdString(), file.toStdString());
    QVERIFY2(out.has_value(), out ? "" : out.error().text().c_str());
    const auto shown = QString::fromStdString(*out);
    for (const auto *secret : {"annabel", "contoso", "QW5uYWJlbA", "68c3525f"})
        QVERIFY2(!shown.contains(QString::fromLatin1(secret), Qt::CaseInsensitive), qPrintable(shown));
    for (const auto &kept : stays)
        QVERIFY2(shown.contains(kept), qPrintable(kept + QStringLiteral("\n") + shown));
}

void TestRedact::aRedactedBatchIsTheSameCase_data()
{
    QTest::addColumn<QString>("format");
    for (const char *format : {"canonical", "mmsml", "csexport", "ldif", "csv"})
        QTest::newRow(format) << QString::fromLatin1(format);
}

/// Same objects, operations, attributes, kinds of values; references lead to the same objects.
void TestRedact::aRedactedBatchIsTheSameCase()
{
    QFETCH(QString, format);
    const auto schema = GeneratedSpace::schema(1); // a binary or text anchor
    GeneratedKinds kinds;
    kinds.strangeDns = false;
    kinds.emptyValues = false;
    kinds.anchors = format != QStringLiteral("ldif");
    const auto space = GeneratedSpace(3, kinds).make(schema, 30);
    formats::SaveRequest save;
    save.path = m_files.path("batch");
    save.format = format.toStdString();
    save.schema = &schema;
    QVERIFY(formats::save(space, save));
    formats::LoadRequest request;
    request.path = save.path;
    request.format = save.format;
    request.schema = &schema;
    request.selectedTypes = {"person"};
    request.style = MADistinguishedNameStyle::Ldap;
    const auto before = formats::load(request);
    QVERIFY2(before.has_value(), before ? "" : before.error().text().c_str());
    Pseudonyms pseudonyms(11);
    auto redacting = request;
    if (format == QStringLiteral("csv"))
        redacting.format = "csv";
    const auto done = formats::redact(redacting, m_files.path("redacted"), pseudonyms);
    QVERIFY2(done.has_value(), done ? "" : done.error().text().c_str());
    request.path = m_files.path("redacted");
    const auto after = formats::load(request);
    QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
    QCOMPARE(after->space->size(), before->space->size());
    const auto &a = *before->space;
    const auto &b = *after->space;
    for (space::ObjectIndex i = 0; i < a.size(); ++i) {
        const auto old = a.object(i);
        const auto now = b.object(i);
        QVERIFY(old.dn != now.dn);
        QCOMPARE(dnDepth(now.dn, MADistinguishedNameStyle::Ldap), dnDepth(old.dn, MADistinguishedNameStyle::Ldap));
        QCOMPARE(now.anchors.size(), old.anchors.size());
        QCOMPARE(now.pending.operation, old.pending.operation);
        QCOMPARE(now.pending.newDn.has_value(), old.pending.newDn.has_value());
        QCOMPARE(now.pending.changes.size(), old.pending.changes.size());
        for (std::size_t c = 0; c < old.pending.changes.size(); ++c) {
            const auto &was = old.pending.changes[c];
            const auto &is = now.pending.changes[c];
            QCOMPARE(is.name, was.name);
            QCOMPARE(is.type, was.type);
            QCOMPARE(is.modification, was.modification);
            QCOMPARE(is.values.size(), was.values.size());
            if (was.type == AttributeType::Reference)
                for (std::size_t v = 0; v < was.values.size(); ++v)
                    QVERIFY(a.find(std::get<Reference>(was.values[v].value).dn)
                            == b.find(std::get<Reference>(is.values[v].value).dn));
        }
    }
}

void TestRedact::journalsAndReportsKeepTheirCodes()
{
    const auto out = redacted(
        R"({"journal":"anchorage","version":1,"started":"2022-03-04T05:06:07Z","setup":{"schema":{"types":[{"name":"person","attributes":[{"name":"mail","type":"String"}]}]},"anchors":[{"type":"person","attributes":["id"]}],"partition":{"identifier":"68c3525f-1235-41ee-bd97-431be85a0aca","dn":"DC=Contoso","name":"Contoso"}},"parameters":[{"name":"Server","value":"srv.contoso.com"},{"name":"Password","value":"[secret]","secret":true}]}
{"seq":1,"command":"Put","entries":[{"identifier":"68c3525f-1235-41ee-bd97-431be85a0aca","dn":"CN=Annabel,DC=contoso","objectType":"person","modification":"Update","anchors":[{"name":"id","type":"Integer","value":4711}],"changes":[{"name":"mail","type":"String","modification":"Replace","multiValued":false,"values":[{"value":"Annabel@Contoso.com"}]}]}]}
{"seq":2,"input":"Answered","results":[{"identifier":"68c3525f-1235-41ee-bd97-431be85a0aca","errorCode":"ExportErrorCustomContinueRun","errorName":"quota-exceeded","errorDetail":"Annabel has too many: 0x80230220"}]}
{"seq":3,"input":"Answe)",
        "run.journal");
    QVERIFY2(out.has_value(), out ? "" : out.error().text().c_str());
    const auto shown = QString::fromStdString(*out);
    for (const auto *secret : {"annabel", "contoso", "4711", "68c3525f"})
        QVERIFY2(!shown.contains(QString::fromLatin1(secret), Qt::CaseInsensitive), qPrintable(shown));
    for (const auto *kept : {"quota-exceeded", "ExportErrorCustomContinueRun", "\"attributes\":[\"id\"]", "0x80230220",
                             "[secret]", "\"seq\":2", "2022-03-04T05:06:07Z", "\"name\":\"Server\"", "\"name\":\"mail\""})
        QVERIFY2(shown.contains(QString::fromLatin1(kept)), qPrintable(QString::fromLatin1(kept) + shown));
    QCOMPARE(shown.count(QLatin1Char('\n')), 3); // the line that a crash cut off is gone
}

void TestRedact::schemasStay()
{
    const auto path = FormatFixture::sample("mim-powershell-connectors/LyncConnectorConfigExport.xml");
    if (path.empty())
        QSKIP("the samples of real products are not beside this checkout (ANCHORAGE_SAMPLES)");
    const auto out = redacted(*readFile(path), "ma.xml");
    QVERIFY2(out.has_value(), out ? "" : out.error().text().c_str());
    for (const char *secret : {"contoso", "svc_fim_s4bma", "NILONLINE"})
        QVERIFY2(!QString::fromStdString(*out).contains(QString::fromLatin1(secret), Qt::CaseInsensitive), secret);
    formats::LoadRequest request;
    request.path = path;
    const auto before = formats::load(request);
    request.path = m_files.path("out-ma.xml");
    const auto after = formats::load(request);
    QVERIFY2(after.has_value(), after ? "" : after.error().text().c_str());
    QVERIFY(after->configuration->schema == before->configuration->schema);
    QVERIFY(after->configuration->capabilities == before->configuration->capabilities);
    QVERIFY(after->configuration->anchors == before->configuration->anchors);
    QVERIFY(after->configuration->selection == before->configuration->selection);
    QCOMPARE(after->configuration->exportSteps.at(0).batchSize, before->configuration->exportSteps.at(0).batchSize);
    QCOMPARE(after->configuration->parameters.size(), before->configuration->parameters.size());
}

void TestRedact::htmlOfOthersIsRefused()
{
    const auto out = redacted("<!DOCTYPE html><html>Annabel</html>", "report.html");
    QVERIFY(!out && out.error().code == ErrorCode::Unsupported);
    QVERIFY(out.error().message.find("only the pages that Anchorage wrote") != std::string::npos);
    QVERIFY(!std::filesystem::exists(m_files.path("out-report.html")));
}

QTEST_APPLESS_MAIN(TestRedact)
#include "tst_redact.moc"
