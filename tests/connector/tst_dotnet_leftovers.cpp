// What a .NET host leaves behind that does not come to its own end.
#include "tests/connector/port_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace anchorage;
using namespace anchorage::connector;

class DotNetLeftoversTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKilledHostsEventLogIsTakenAway();
};

namespace {

/// Where this host's event log is, as the bench told it.
QString eventLogOf(std::int64_t process)
{
    QFile file(QStringLiteral("/proc/%1/environ").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray begin = "MONO_EVENTLOG_TYPE=local:";
    for (const auto &variable : file.readAll().split('\0'))
        if (variable.startsWith(begin))
            return QString::fromUtf8(variable.mid(begin.size()));
    return {};
}

} // namespace

void DotNetLeftoversTest::aKilledHostsEventLogIsTakenAway()
{
    const QTemporaryDir temporary;
    qputenv("TMPDIR", temporary.path().toUtf8());
    const auto another = temporary.filePath(QStringLiteral("anchorage-eventlog-another"));
    QVERIFY(QDir().mkpath(another));
    QString folder;
    {
        Talk talk({ConnectorKind::DotNet, std::string(ANCHORAGE_BIN_DIR) + "/dotnet/samples/memory/memory.dll", {}, {}, {}});
        QVERIFY2(talk.started, talk.started ? "" : talk.started.error().text().c_str());
        folder = eventLogOf(talk.port->pid());
        if (folder.isEmpty())
            QSKIP("the environment of a process cannot be read here");
        QVERIFY(folder.startsWith(temporary.path()));
        // Whatever of it is there by now, and more.
        QVERIFY(QDir().mkpath(folder + QStringLiteral("/Application/Source")));
        talk.port->kill();
    }
    QVERIFY(!QFileInfo::exists(folder));
    QVERIFY(QFileInfo::exists(another));
}

QTEST_GUILESS_MAIN(DotNetLeftoversTest)
#include "tst_dotnet_leftovers.moc"
