// One value over the wire's limit, in each format that can carry it: it loads, is an object error when it is to be handed
// over, and the run goes on with the next object. With ANCHORAGE_HUGE=1 the value has 100 MB and the limit is the usual one.
#include "tests/cli/cli_fixture.h"

#include <QTest>

using namespace anchorage::test;

class HugeValuesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHugeValueIsAnObjectError_data();
    void aHugeValueIsAnObjectError();
};

void HugeValuesTest::aHugeValueIsAnObjectError_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("ldif") << QByteArray("dn: cn=big\nobjectClass: user\nmail: ")
                          << QByteArray("\n\ndn: cn=next\nobjectClass: user\nmail: y\n\n");
    QTest::newRow("csv") << QByteArray("dn,objectType,mail\ncn=big,user,") << QByteArray("\ncn=next,user,y\n");
    QTest::newRow("json") << QByteArray(R"({"anchorageSpace": 1, "objects": [
{"dn": "cn=big", "type": "user", "pending": {"operation": "add", "attributes": {"mail": ")")
                          << QByteArray(R"("}}},
{"dn": "cn=next", "type": "user", "pending": {"operation": "add", "attributes": {"mail": "y"}}}]})");
    const QByteArray attribute(R"(<primary-objectclass>user</primary-objectclass><attr name="mail" type="string"><value>)");
    QTest::newRow("mmsml") << R"(<mmsml><directory-entries><delta operation="add" dn="cn=big">)" + attribute
                           << R"(</value></attr></delta><delta operation="add" dn="cn=next">)" + attribute
            + "y</value></attr></delta></directory-entries></mmsml>";
    const QByteArray object(
        R"(<cs-object cs-dn="cn=%1" object-type="user"><unapplied-export><delta operation="add" dn="cn=%1">)");
    const QByteArray end("</value></attr></delta></unapplied-export></cs-object>");
    QTest::newRow("csexport") << "<cs-objects>" + QByteArray(object).replace("%1", "big") + attribute
                              << end + QByteArray(object).replace("%1", "next") + attribute + "y" + end + "</cs-objects>";
}

void HugeValuesTest::aHugeValueIsAnObjectError()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const bool huge = qEnvironmentVariableIsSet("ANCHORAGE_HUGE");
    const Work work;
    const auto file = work.write(QStringLiteral("big.") + QString::fromLatin1(QTest::currentDataTag()),
                                 before + QByteArray(huge ? 100'000'000 : 2'000'000, 'x') + after);
    auto arguments = words("run --connector memory --yes --batch")
        << file << QStringLiteral("--param") << QStringLiteral("store=") + work.path(QStringLiteral("store.json"));
    if (!huge)
        arguments << words("--set messageLimit=1000000");
    const auto ended = work.cli(arguments, 300'000);
    QVERIFY2(ended.code == 1, ended.all().constData());
    QVERIFY2(ended.out.contains("cn=big (user, add") && ended.out.contains("entry-too-large"),
             ended.all().left(4000).constData());
    QVERIFY(ended.out.contains("failure 1") && ended.all().size() < 10'000);
    const auto store = work.read(QStringLiteral("store.json"));
    QVERIFY(store.contains("cn=next") && !store.contains("cn=big"));
}

QTEST_GUILESS_MAIN(HugeValuesTest)
#include "tst_huge_values.moc"
