// Six secrets are planted where a run has them; afterwards none is in any stream or file that it wrote, in
// no form in which a text could carry it.
#include "tests/cli/cli_fixture.h"

#include <QDirIterator>
#include <QTest>

using namespace anchorage::test;

namespace {

struct Planted {
    const char *variable;
    QString value;
};

/// Distinct, and with characters that every escape treats in its own way.
const QList<Planted> &secrets()
{
    static const QList<Planted> all{
        {"S_PARAMETER", QStringLiteral("p4r\"ameter/Ü&1")},   {"S_EXPORT_PASSWORD", QStringLiteral("3xport\\pässwörd<2>")},
        {"S_SET_PASSWORD", QStringLiteral("s3t+passwd'Ж=3")}, {"S_EXCEPTION", QStringLiteral("exc3ption secret%4")},
        {"S_STDOUT", QStringLiteral("std0ut~secret#5")},      {"S_CONNECTION", QStringLiteral("c0nnection;secret,6")}};
    return all;
}

QByteArray utf16(const QString &text, bool littleEndian)
{
    QByteArray out;
    for (const auto unit : text) {
        const auto high = static_cast<char>(unit.unicode() >> 8U);
        const auto low = static_cast<char>(unit.unicode() & 0xFFU);
        out += littleEndian ? low : high;
        out += littleEndian ? high : low;
    }
    return out;
}

QByteArray jsonEscaped(const QString &text, bool ascii)
{
    QByteArray out;
    for (const auto unit : text) {
        if (unit == QLatin1Char('"') || unit == QLatin1Char('\\'))
            out += QByteArray("\\") + unit.toLatin1();
        else if (unit.unicode() > 0x7F && ascii)
            out += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
        else
            out += QString(unit).toUtf8();
    }
    return out;
}

QList<QByteArray> formsOf(const QString &secret)
{
    const auto utf8 = secret.toUtf8();
    return {utf8,
            utf8.toBase64(),
            utf8.toBase64(QByteArray::Base64UrlEncoding),
            utf16(secret, true),
            utf16(secret, false),
            utf16(secret, true).toBase64(),
            jsonEscaped(secret, false),
            jsonEscaped(secret, true),
            secret.toHtmlEscaped().toUtf8(),
            utf8.toPercentEncoding()};
}

} // namespace

class SecretsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noneIsInAnythingThatARunWrites_data();
    void noneIsInAnythingThatARunWrites();
};

void SecretsTest::noneIsInAnythingThatARunWrites_data()
{
    QTest::addColumn<QByteArray>("answers"); // what the connector does with them
    QTest::addColumn<QString>("passwordVia");
    QTest::newRow("it prints them and goes on") << QByteArray() << QStringLiteral("setPassword");
    QTest::newRow("it throws them in Put") << QByteArray(R"("throw": "ServerDownException", )") << QStringLiteral("put");
}

void SecretsTest::noneIsInAnythingThatARunWrites()
{
    QFETCH(QByteArray, answers);
    QFETCH(QString, passwordVia);
    Work work;
    for (const auto &secret : secrets())
        work.set(QString::fromUtf8(secret.variable), secret.value);
    // The connector knows what it must not say: the test writes it to where only the connector reads, outside
    // the folder that is searched.
    const Work outside;
    QByteArray said;
    for (const auto &secret : secrets())
        said += "\\n" + jsonEscaped(secret.value, true) + " and in base64 " + secret.value.toUtf8().toBase64();
    const auto script =
        outside.write(QStringLiteral("answers.json"),
                      R"([{"dn": "cn=u2", "print": "it says:)" + said + R"(", )" + answers + R"("message": "it says:)" + said
                          + R"(", "answer": "cd-error", "errorName": "none", "errorDetail": "it says:)" + said + R"("}])");
    // The encrypted parameter reaches the connector as it is: Open compares it.
    const auto bind = outside.write(QStringLiteral("password"), secrets().front().value.toUtf8());
    const auto project = work.write(QStringLiteral("p.anchorage"),
                                    R"({"anchorageProject": 1, "connector": "memory",
        "parameters": {"answers": ")" + script.toUtf8()
                                        + R"(", "supportPassword": "1", "seed": "[]",
          "bindPassword": {"secret": "env:S_PARAMETER"}, "bindPasswordFile": ")"
                                        + bind.toUtf8() + R"(",
          "anchorAttribute": "Server=x;Password=${env:S_CONNECTION}${env:S_EXCEPTION}${env:S_STDOUT}"},
        "settings": {"passwordVia": ")" + passwordVia.toUtf8()
                                        + R"("},
        "space": {"objects": [
          {"dn": "cn=u1", "type": "user", "pending": {"operation": "add", "attributes": {"mail": "a", "export_password": "env:S_EXPORT_PASSWORD"}}},
          {"dn": "cn=u2", "type": "user", "pending": {"operation": "add", "attributes": {"mail": "b", "export_password": "env:S_SET_PASSWORD"}}}]}})");
    QStringList arguments{QStringLiteral("run"),          project,
                          QStringLiteral("--yes"),        QStringLiteral("--verbose"),
                          QStringLiteral("--journal"),    work.path(QStringLiteral("run.journal")),
                          QStringLiteral("--save-space"), work.path(QStringLiteral("space.json")),
                          QStringLiteral("--junit"),      work.path(QStringLiteral("junit.xml"))};
    for (const char *report : {"r.txt", "r.json", "r.html", "r.csv"})
        arguments << QStringLiteral("--report") << work.path(QString::fromUtf8(report));
    const auto ended = work.cli(arguments);
    QVERIFY2(ended.code == (answers.isEmpty() ? 1 : 2), ended.all().constData());
    QVERIFY2(ended.all().contains("[secret]"), ended.all().constData()); // it did say them
    const auto inspected = work.cli({QStringLiteral("inspect"), project, QStringLiteral("--json")});
    const auto replayed =
        work.cli({QStringLiteral("replay"), work.path(QStringLiteral("run.journal")), QStringLiteral("--json")});
    QCOMPARE(replayed.code, 0);

    QList<std::pair<QString, QByteArray>> written{{QStringLiteral("run"), ended.all()},
                                                  {QStringLiteral("inspect"), inspected.all()},
                                                  {QStringLiteral("replay"), replayed.all()}};
    QDirIterator files(work.path(QString()), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        written.append({file.fileName(), file.readAll()});
    }
    QVERIFY(written.size() >= 10);
    for (const auto &[where, bytes] : written)
        for (const auto &secret : secrets())
            for (const auto &form : formsOf(secret.value))
                QVERIFY2(!bytes.contains(form), (where.toUtf8() + " holds " + secret.variable + " as " + form).constData());
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
