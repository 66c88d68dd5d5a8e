// What a .NET host leaves behind that does not come to its own end.
#include "tests/connector/port_fixture.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace anchorage;
using namespace anchorage::connector;

class DotNetLeftoversTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKilledHostsEventLogIsTakenAway();
};

void DotNetLeftoversTest::aKilledHostsEventLogIsTakenAway()
{
    const QTemporaryDir temporary;
    qputenv("TMPDIR", temporary.path().toUtf8());
    const auto folder = [&](std::int64_t process) {
        return temporary.filePath(QStringLiteral("anchorage-eventlog-%1").arg(process));
    };
    std::int64_t process = 0;
    {
        Talk talk({ConnectorKind::DotNet, std::string(ANCHORAGE_BIN_DIR) + "/dotnet/samples/memory/memory.dll", {}, {}, {}});
        QVERIFY2(talk.started, talk.started ? "" : talk.started.error().text().c_str());
        process = talk.port->pid();
        // Whatever of it is there by now, and more.
        QVERIFY(QDir().mkpath(folder(process) + QStringLiteral("/Application/Source")));
        QVERIFY(QDir().mkpath(folder(process + 1))); // another's
        talk.port->kill();
    }
    QVERIFY(!QFileInfo::exists(folder(process)));
    QVERIFY(QFileInfo::exists(folder(process + 1)));
}

QTEST_GUILESS_MAIN(DotNetLeftoversTest)
#include "tst_dotnet_leftovers.moc"
