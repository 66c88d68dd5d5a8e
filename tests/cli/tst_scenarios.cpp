// Scenarios 4, 5 and 9 of the design through the real binary, with the pages as text.
#include "tests/cli/cli_fixture.h"
#include "tests/cli/pages_of.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace anchorage::test;

class ScenariosTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void realSampleIn_data();
    void realSampleIn();
    void theSampleMovedElsewhereIsNotHandedOver();
    void theSampleIsWrittenBackByteForByte_data();
    void theSampleIsWrittenBackByteForByte();
    void aFileWrittenByHandIsWrittenBackByteForByte();
    void keysMadeByTheDatabase();
    void anAnchorOfAnotherTypeIsConverted();
    void silenceLiesAndLimits();
    void fourDeletesOverALimitOfThreeCallNothing();
};

namespace {

QString sample(const QString &name)
{
    return QStringLiteral(ANCHORAGE_SOURCE_DIR "/../shared/samples/mim-powershell-connectors/") + name;
}

#define NEED_SAMPLES()                                                                                                           \
    if (!QFileInfo::exists(sample(QStringLiteral("LyncConnectorConfigExport.xml"))))                                             \
    QSKIP("the real files are not here: ../shared/samples")

bool execute(const QString &database, const QStringList &statements)
{
    bool fine = true;
    {
        auto connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("make"));
        connection.setDatabaseName(database);
        fine = connection.open();
        QSqlQuery query(connection);
        for (const auto &statement : statements) {
            if (!query.exec(statement))
                qWarning("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
            fine = fine && !query.lastError().isValid();
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("make"));
    return fine;
}

} // namespace

void ScenariosTest::realSampleIn_data()
{
    QTest::addColumn<QString>("batch");
    QTest::addColumn<QString>("pages");
    QTest::addColumn<QString>("counters");
    QTest::newRow("update") << QStringLiteral("Lync-Export-Update-User.xml")
                            << QStringLiteral("p1.1 Upd CN=tuser7,OU=Users,OU=HQ,DC=contoso,DC=com "
                                              "{Guid=0x360b36f712276f449b8ddf65a756a9da} AudioVideoDisabled:upd(+true -false)\n")
                            << QStringLiteral("add 0 update 1");
    QTest::newRow("add") << QStringLiteral("Lync-Export-Add-User.xml")
                         << QStringLiteral("p1.1 Add CN=tuser7,OU=Users,OU=HQ,DC=contoso,DC=com Enabled:add(true) "
                                           "RegistrarPool:add(contoso-s4b01.contoso.com)\n")
                         << QStringLiteral("add 1 update 0");
}

void ScenariosTest::realSampleIn()
{
    NEED_SAMPLES();
    QFETCH(QString, batch);
    QFETCH(QString, pages);
    QFETCH(QString, counters);
    Work work;
    const auto journal = work.path(QStringLiteral("run.journal"));
    const auto ended =
        work.cli({QStringLiteral("run"), QStringLiteral("--ma-config"), sample(QStringLiteral("LyncConnectorConfigExport.xml")),
                  QStringLiteral("--batch"), sample(batch), QStringLiteral("--connector"), QStringLiteral("memory"),
                  QStringLiteral("--param"), QStringLiteral("missingParent=ignore"), QStringLiteral("--param"),
                  QStringLiteral("missingObject=accept"), QStringLiteral("--param"), QStringLiteral("enforce=shapes"),
                  QStringLiteral("--yes"), QStringLiteral("--journal"), journal});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QCOMPARE(pagesOf(journal), pages);
    QVERIFY2(QString::fromUtf8(ended.out).contains(counters), ended.all().constData());
    // From the configuration: page size 1 of its export step, Ldap, AttributeUpdate.
    const auto head = work.read(QStringLiteral("run.journal"));
    for (const char *member : {R"("batchSize":1)", R"("distinguishedNameStyle":"Ldap")", R"("exportType":"AttributeUpdate")"})
        QVERIFY2(head.contains(member), member);
}

void ScenariosTest::theSampleMovedElsewhereIsNotHandedOver()
{
    NEED_SAMPLES();
    Work work;
    QFile file(sample(QStringLiteral("Lync-Export-Add-User.xml")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto bytes = file.readAll();
    auto text = QString::fromUtf16(reinterpret_cast<const char16_t *>(bytes.constData() + 2), (bytes.size() - 2) / 2); // NOLINT
    text.replace(QStringLiteral("OU=HQ"), QStringLiteral("OU=X")).replace(QStringLiteral("UTF-16"), QStringLiteral("UTF-8"));
    const auto moved = work.write(QStringLiteral("moved.xml"), text.toUtf8());
    const auto ended = work.cli({QStringLiteral("plan"), QStringLiteral("--removals"), QStringLiteral("--ma-config"),
                                 sample(QStringLiteral("LyncConnectorConfigExport.xml")), QStringLiteral("--batch"), moved});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QVERIFY2(!ended.out.contains("p1.1"), ended.all().constData());
    QVERIFY2(ended.out.contains("DC=contoso,DC=com") && ended.out.contains("scope-1"), ended.all().constData());
}

void ScenariosTest::theSampleIsWrittenBackByteForByte_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"Lync-Export-Add-User.xml", "Lync-Export-Update-User.xml", "Lync-Export-Delete-User.xml"})
        QTest::newRow(name) << QString::fromUtf8(name);
}

/// UTF-16LE with its mark, CRLF, the anchor's length prefix, the indentation: nothing is normalised.
void ScenariosTest::theSampleIsWrittenBackByteForByte()
{
    NEED_SAMPLES();
    QFETCH(QString, name);
    const Work work;
    const auto ended = work.cli({QStringLiteral("convert"), sample(name), work.path(QStringLiteral("back.xml")),
                                 QStringLiteral("--to"), QStringLiteral("mmsml"), QStringLiteral("--ma-config"),
                                 sample(QStringLiteral("LyncConnectorConfigExport.xml"))});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QFile file(sample(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(work.read(QStringLiteral("back.xml")).toHex(' '), file.readAll().toHex(' '));
}

/// What the samples lack: references with an anchor, several values, a rename, a character beyond the BMP.
void ScenariosTest::aFileWrittenByHandIsWrittenBackByteForByte()
{
    const Work work;
    const auto schema = work.write(QStringLiteral("schema.json"),
                                   R"({"anchorageSpace": 1, "schema": {"types": [{"name": "group", "locked": true, "attributes": [
        {"name": "guid", "type": "Binary", "anchor": true}, {"name": "description"}, {"name": "proxy", "multiValued": true},
        {"name": "member", "type": "Reference", "multiValued": true}]}]}})");
    auto text = QString::fromUtf8(R"(<?xml version="1.0" encoding="UTF-16"?>
<mmsml xmlns="http://www.microsoft.com/mms/mmsml/v2" step-type="export">
  <directory-entries>
    <delta operation="update" dn="CN=g1,OU=HQ" newdn="CN=g2,OU=HQ">
      <anchor encoding="base64">AgAAAAEC</anchor>
      <primary-objectclass>group</primary-objectclass>
      <attr name="description" operation="replace" type="string" multivalued="false">
        <value>A &amp; B &lt;C&gt; 🌿</value>
      </attr>
      <attr name="proxy" operation="update" type="string" multivalued="true">
        <value operation="add">a</value>
        <value operation="add">b</value>
        <value operation="delete">c</value>
      </attr>
      <dn-attr name="member" operation="update" multivalued="true">
        <dn-value operation="add">
          <dn>CN=u1,OU=HQ</dn>
        </dn-value>
        <dn-value operation="delete">
          <dn>CN=u2,OU=HQ</dn>
        </dn-value>
      </dn-attr>
    </delta>
  </directory-entries>
</mmsml>)");
    text.replace(QLatin1Char('\n'), QStringLiteral("\r\n"));
    QByteArray bytes("\xFF\xFE");
    for (const auto unit : text) {
        bytes += static_cast<char>(unit.unicode() & 0xFFU);
        bytes += static_cast<char>(unit.unicode() >> 8U);
    }
    const auto in = work.write(QStringLiteral("in.xml"), bytes);
    const auto ended = work.cli({QStringLiteral("convert"), in, work.path(QStringLiteral("back.xml")), QStringLiteral("--to"),
                                 QStringLiteral("mmsml"), QStringLiteral("--schema"), schema});
    QVERIFY2(ended.code == 0, ended.all().constData());
    const auto back = work.read(QStringLiteral("back.xml"));
    QCOMPARE(QString::fromUtf16(reinterpret_cast<const char16_t *>(back.constData() + 2), (back.size() - 2) / 2), text); // NOLINT
    QCOMPARE(back.toHex(' '), bytes.toHex(' '));
}

void ScenariosTest::keysMadeByTheDatabase()
{
    Work work;
    const auto database = work.path(QStringLiteral("keys.db"));
    QVERIFY(execute(database,
                    {QStringLiteral("CREATE TABLE ids (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT)"),
                     QStringLiteral("INSERT INTO ids VALUES (41, 'user')"), QStringLiteral("DELETE FROM ids"),
                     QStringLiteral("CREATE TABLE users (id INTEGER PRIMARY KEY, title TEXT)"),
                     QStringLiteral("CREATE TABLE teams (id INTEGER PRIMARY KEY, description TEXT)"),
                     QStringLiteral("CREATE TABLE members (team INTEGER, member INTEGER, PRIMARY KEY (team, member))")}));
    const auto project = work.write(QStringLiteral("p.anchorage"), R"({"anchorageProject": 1, "connector": "sql",
        "parameters": {"database": {"file": "keys.db"}, "distinguishedNameStyle": "None", "mapping": {"file": "mapping.json"}},
        "space": {"objects": [
          {"dn": "5e1c0f7a-0d0f-4c43-9b8c-000000000002", "type": "group", "temporaryDn": true, "pending": {"operation": "add",
           "attributes": {"description": "all", "member": ["5e1c0f7a-0d0f-4c43-9b8c-000000000001"]}}},
          {"dn": "5e1c0f7a-0d0f-4c43-9b8c-000000000001", "type": "user", "temporaryDn": true, "pending": {"operation": "add",
           "attributes": {"title": "A"}}}]}})");
    work.write(QStringLiteral("mapping.json"), R"({"ids": {"table": "ids", "column": "id", "type": "kind"}, "types": {
        "user": {"table": "users", "anchor": "id", "attributes": {"title": {}}},
        "group": {"table": "teams", "anchor": "id", "attributes": {"description": {},
          "member": {"table": "members", "owner": "team", "column": "member", "type": "reference", "to": ["user"]}}}}})");
    const auto first = work.path(QStringLiteral("first.journal"));
    const auto space = work.path(QStringLiteral("space.json"));
    const auto ended = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes"), QStringLiteral("--journal"), first,
                                 QStringLiteral("--save-space"), space});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QCOMPARE(pagesOf(first),
             QStringLiteral("p1.1 Add 5e1c0f7a-0d0f-4c43-9b8c-000000000001 title:add(A)\n"
                            "p1.1 Add 5e1c0f7a-0d0f-4c43-9b8c-000000000002 description:add(all)\n"
                            "p2.1 Upd 43 {id=43} member:upd(+42)\n"));
    // A second run with a new title, from what the first one left.
    auto document = QJsonDocument::fromJson(work.read(QStringLiteral("space.json")));
    auto root = document.object();
    auto objects = root[QLatin1String("objects")].toArray();
    for (auto &&value : objects) {
        auto object = value.toObject();
        if (object[QLatin1String("type")].toString() == QLatin1String("user")) {
            object[QLatin1String("pending")] =
                QJsonObject{{QStringLiteral("operation"), QStringLiteral("update")},
                            {QStringLiteral("changes"),
                             QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("title")},
                                                    {QStringLiteral("modification"), QStringLiteral("Update")},
                                                    {QStringLiteral("add"), QJsonArray{QStringLiteral("B")}},
                                                    {QStringLiteral("delete"), QJsonArray{QStringLiteral("A")}}}}}};
            value = object;
        }
    }
    root[QLatin1String("objects")] = objects;
    work.write(QStringLiteral("space.json"), QJsonDocument(root).toJson());
    const auto second = work.path(QStringLiteral("second.journal"));
    const auto again = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes"), QStringLiteral("--journal"), second,
                                 QStringLiteral("--space"), space});
    QVERIFY2(again.code == 0, again.all().constData());
    QVERIFY2(pagesOf(second).startsWith(QStringLiteral("p1.1 Upd 42 {id=42} title:upd(+B -A)")), qPrintable(pagesOf(second)));
}

void ScenariosTest::anAnchorOfAnotherTypeIsConverted()
{
    Work work;
    const auto batch =
        work.write(QStringLiteral("b.json"),
                   R"({"anchorageSpace": 1, "objects": [{"dn": "cn=u1", "type": "user", "pending": {"operation": "add"}}]})");
    const auto ended =
        work.cli({QStringLiteral("run"), QStringLiteral("--connector"), QStringLiteral("memory"), QStringLiteral("--param"),
                  QStringLiteral("anchorAs=integer"), QStringLiteral("--batch"), batch, QStringLiteral("--yes"),
                  QStringLiteral("--save-space"), work.path(QStringLiteral("space.json"))});
    QVERIFY2(ended.code == 0, ended.all().constData());
    QVERIFY2(ended.out.contains("anchor-type cn=u1"), ended.all().constData());
    QVERIFY2(work.read(QStringLiteral("space.json")).contains(R"("anchors":{"id":"1"})"),
             work.read(QStringLiteral("space.json")).constData());
}

void ScenariosTest::silenceLiesAndLimits()
{
    Work work;
    const QByteArray schema =
        R"({"types": [{"name": "user", "locked": true, "attributes": [{"name": "id", "anchor": true}, {"name": "mail"}]}]})";
    work.write(QStringLiteral("schema.json"), schema);
    work.write(QStringLiteral("answers.json"), R"([
        {"dn": "cn=u1", "answer": "none"},
        {"dn": "cn=u2", "answer": "Success", "anchors": {}},
        {"dn": "cn=u3", "identifier": "unknown"},
        {"dn": "cn=u4", "anchors": {"id": "4"}, "again": "cd-existing-object"},
        {"dn": "cn=u5", "anchors": {"number": "5"}}])");
    QByteArray objects;
    for (int i = 1; i <= 5; ++i)
        objects += QByteArray(i == 1 ? "" : ",") + R"({"dn": "cn=u)" + QByteArray::number(i)
            + R"(", "type": "user", "pending": {"operation": "add")" + (i == 1 ? R"(, "attributes": {"id": "one"})" : "") + "}}";
    const auto project = work.write(QStringLiteral("p.anchorage"),
                                    R"({"anchorageProject": 1, "connector": "memory",
        "parameters": {"schema": {"file": "schema.json"}, "answers": {"file": "answers.json"}, "enforce": "off"},
        "space": {"objects": [)" + objects
                                        + "]}}");
    const auto ended = work.cli({QStringLiteral("run"), project, QStringLiteral("--yes")});
    QVERIFY2(ended.code == 1, ended.all().constData());
    QVERIFY2(ended.out.contains("add 2 update 0 rename 0 delete 0 delete-add 0 failure 3"), ended.all().constData());
    QVERIFY2(ended.out.contains("completed-export-errors"), ended.all().constData());
    for (const char *dn : {"cn=u2", "cn=u3", "cn=u5"})
        QVERIFY2(ended.out.contains(QByteArray("anchor-missing ") + dn), ended.all().constData());
    QVERIFY2(ended.out.contains("result-unknown-identifier"), ended.all().constData());
    QVERIFY2(ended.out.contains("result-duplicate-identifier"), ended.all().constData());
    QCOMPARE(ended.out.count("missing-anchor-component"), 3);
}

void ScenariosTest::fourDeletesOverALimitOfThreeCallNothing()
{
    Work work;
    const auto store = work.write(QStringLiteral("store.json"), R"([])");
    QByteArray objects;
    for (int i = 1; i <= 4; ++i)
        objects += QByteArray(i == 1 ? "" : ",") + R"({"dn": "cn=u)" + QByteArray::number(i)
            + R"(", "type": "user", "anchors": {"id": ")" + QByteArray::number(i) + R"("}, "pending": {"operation": "delete"}})";
    const auto batch = work.write(QStringLiteral("b.json"), R"({"anchorageSpace": 1, "objects": [)" + objects + "]}");
    const auto before = work.read(QStringLiteral("store.json"));
    const auto ended = work.cli({QStringLiteral("run"), QStringLiteral("--connector"), QStringLiteral("memory"),
                                 QStringLiteral("--param"), QStringLiteral("store=") + store, QStringLiteral("--batch"), batch,
                                 QStringLiteral("--yes"), QStringLiteral("--deletion-limit"), QStringLiteral("3")});
    QVERIFY2(ended.code == 2, ended.all().constData());
    QVERIFY2(ended.out.contains("stopped-deletion-limit"), ended.all().constData());
    QVERIFY2(ended.out.contains("nothing was called"), ended.all().constData());
    QCOMPARE(work.read(QStringLiteral("store.json")), before);
}

QTEST_GUILESS_MAIN(ScenariosTest)
#include "tst_scenarios.moc"
