// The installed SDK is enough: a connector is built out of tree from it, and runs.
#include "tests/connector/port_fixture.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace anchorage;
using namespace anchorage::connector;
using namespace anchorage::wire;

class TestSdkConsumer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theConnectorRuns();
    void theGuideShowsTheVeryCode();

private:
    static void run(const QStringList &arguments);
    QTemporaryDir m_folder;
};

void TestSdkConsumer::run(const QStringList &arguments)
{
    QProcess cmake;
    cmake.setProcessChannelMode(QProcess::MergedChannels);
    cmake.start(QStringLiteral(ANCHORAGE_CMAKE), arguments);
    QVERIFY(cmake.waitForFinished(250'000));
    QVERIFY2(cmake.exitStatus() == QProcess::NormalExit && cmake.exitCode() == 0, cmake.readAll().constData());
}

void TestSdkConsumer::initTestCase()
{
    const auto prefix = m_folder.filePath(QStringLiteral("sdk"));
    const auto build = m_folder.filePath(QStringLiteral("build"));
    QString flags = QStringLiteral("-Wall -Wextra -Werror");
    if (const QString sanitize = QStringLiteral(ANCHORAGE_SANITIZE); !sanitize.isEmpty())
        flags += QStringLiteral(" -fsanitize=") + sanitize;
    run({QStringLiteral("--install"), QStringLiteral(ANCHORAGE_BUILD_DIR), QStringLiteral("--prefix"), prefix,
         QStringLiteral("--component"), QStringLiteral("sdk")});
    run({QStringLiteral("-G"), QStringLiteral("Ninja"), QStringLiteral("-S"),
         QStringLiteral(ANCHORAGE_SOURCE_DIR "/tests/consumer"), QStringLiteral("-B"), build,
         QStringLiteral("-DCMAKE_PREFIX_PATH=") + prefix, QStringLiteral("-DCMAKE_CXX_COMPILER=" ANCHORAGE_CXX),
         QStringLiteral("-DCMAKE_CXX_COMPILER_LAUNCHER=" ANCHORAGE_LAUNCHER), QStringLiteral("-DCMAKE_CXX_FLAGS=") + flags});
    run({QStringLiteral("--build"), build});
}

void TestSdkConsumer::theConnectorRuns()
{
    const auto path = m_folder.filePath(QStringLiteral("build/notes.so")).toStdString();
    const auto location = locateConnector(path, {});
    QVERIFY2(location, location ? "" : location.error().text().c_str());
    Talk talk(*location);
    QVERIFY2(talk.started, talk.started ? "" : talk.started.error().text().c_str());
    QCOMPARE(talk.started->name, std::string("notes"));
    QVERIFY(talk.started->interfaces.callExport && !talk.started->interfaces.callImport);

    QTemporaryDir target;
    QVERIFY(talk.ask(request::Configure{{{"folder", target.path().toStdString()}}}));
    QVERIFY(std::holds_alternative<answer::Done>(talk.ask(request::OpenExportConnection{}).value()));
    CsEntryChange entry;
    entry.identifier = Guid::fromName("ann");
    entry.objectType = "user";
    entry.modification = ObjectModificationType::Add;
    entry.changes = {AttributeChange::add("mail", {std::string("ann@x")}, AttributeType::String, false)};
    const auto put = talk.ask(request::PutExportEntries{{entry}});
    QVERIFY(put && std::holds_alternative<answer::Put>(*put));
    QFile file(target.filePath(QString::fromStdString(entry.identifier.text())));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("mail: ann@x\n"));
    QVERIFY(talk.logText().find("debug: wrote ") != std::string::npos);

    QVERIFY(talk.ask(request::CloseExportConnection{}));
    QVERIFY(talk.ask(request::Configure{}));
    const auto refused = talk.ask(request::OpenExportConnection{});
    QCOMPARE(std::get<answer::Threw>(refused.value()).exception.type, std::string("ServerDownException"));
}

void TestSdkConsumer::theGuideShowsTheVeryCode()
{
    QFile guide(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/docs/cpp-connector.md"));
    QVERIFY(guide.open(QIODevice::ReadOnly));
    const auto text = guide.readAll();
    for (const char *name : {"notes.cpp", "CMakeLists.txt"}) {
        QFile code(QStringLiteral(ANCHORAGE_SOURCE_DIR "/tests/consumer/") + QString::fromLatin1(name));
        QVERIFY(code.open(QIODevice::ReadOnly));
        QVERIFY2(text.contains("\n" + code.readAll() + "```"), name);
    }
}

QTEST_GUILESS_MAIN(TestSdkConsumer)
#include "tst_sdk_consumer.moc"
