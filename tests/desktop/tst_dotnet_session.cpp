// A .NET assembly in the window: what the check before loading found, what the connector says of itself, an
// export stepped through, and an exception with the line it was thrown at.
#include "tests/desktop/desktop_fixture.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QTableView>
#include <QTreeWidget>

#include <algorithm>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

QString sample(const QString &name)
{
    return QStringLiteral(ANCHORAGE_BIN_DIR "/dotnet/samples/%1/%1.dll").arg(name);
}

class DotNet : public test::Desktop {
public:
    DotNet()
    {
        controller.confirmFirstWrite = [](const QString &) { return true; };
    }
    bool open(const QString &path)
    {
        controller.openPath(path);
        return settle();
    }
    /// A project beside which everything lies; objects are adds of users.
    bool openProject(const QString &connector, const QByteArray &parameters, const QByteArray &objects)
    {
        QFile file(m_folder.filePath(QStringLiteral("test.anchorage")));
        if (!file.open(QIODevice::WriteOnly))
            return false;
        file.write("{\"anchorageProject\":1,\"connector\":{\"path\":\"" + connector.toUtf8() + "\"},\"parameters\":{" + parameters
                   + "},\"space\":{\"objects\":[" + objects + "]}}");
        file.close();
        return open(file.fileName());
    }
    bool step(const char *name)
    {
        const auto calls = controller.story().calls().size();
        action(name)->trigger();
        return settle()
            && QTest::qWaitFor(
                   [&] {
                       return !controller.run().active()
                           || (controller.run().status().held && controller.story().calls().size() > calls);
                   },
                   30'000);
    }
    bool waitEnded()
    {
        return QTest::qWaitFor([this] { return settle() && !controller.run().active() && controller.story().result(); }, 60'000);
    }
    std::string status()
    {
        const auto &result = controller.story().result();
        return result && result->has_value() ? (*result)->status : std::string("no status");
    }
    QString about() const { return find<QLabel>("connectorAbout")->text(); }
    QString problem() const { return find<QLabel>("connectorProblem")->text(); }
    QString file(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

QByteArray user(const char *dn)
{
    return QByteArray(R"({"dn":")") + dn + R"(","type":"user","pending":{"operation":"add","attributes":{"mail":"a@x"}}})";
}

} // namespace

class tst_dotnet_session : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAssemblyThatIsOpenedSaysWhatItIs();
    void anExportIsSteppedThrough();
    void anExceptionHasItsStackWithSourceLines();
    void anImportOnlyConnectorIsShownAsSuch();
    void whatTheCheckFoundIsAList();
    void aMissingDependencyIsNamed();
    void aParameterThatNoPageDeclaresIsAFinding();

private:
    QTemporaryDir m_settings;
};

void tst_dotnet_session::initTestCase()
{
    if (!QFile::exists(sample(QStringLiteral("hr"))))
        QSKIP("the .NET samples are not built (mono is missing)");
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_dotnet_session::anAssemblyThatIsOpenedSaysWhatItIs()
{
    DotNet desktop;
    QVERIFY(desktop.open(sample(QStringLiteral("hr"))));
    const auto &document = desktop.controller.document();
    QVERIFY2(document.inspection(), document.incomplete() ? document.incomplete()->text().c_str() : "");
    QVERIFY(desktop.about().contains(QStringLiteral("hr")));
    QVERIFY(desktop.about().contains(QStringLiteral("dotnet")));
    QVERIFY(desktop.about().contains(QStringLiteral("export, password")));
    QVERIFY(!desktop.about().contains(QStringLiteral("import-only")));
    QVERIFY(!desktop.about().contains(QStringLiteral("Checked"))); // nothing was found
    QVERIFY(document.capabilities().distinguishedNameStyle == MADistinguishedNameStyle::Ldap);
    QVERIFY(document.schema().find("person") != nullptr);
    QVERIFY(desktop.find<QTreeWidget>("connectorCapabilities")->topLevelItemCount() >= 17);
    for (const char *parameter : {"File", "User", "Password", "References", "Provision parents", "Notes", "With photos"})
        QVERIFY2(document.inspection()->find(parameter) != nullptr, parameter);
}

void tst_dotnet_session::anExportIsSteppedThrough()
{
    DotNet desktop;
    const auto log = desktop.file(QStringLiteral("handed.log"));
    QVERIFY(desktop.openProject(sample(QStringLiteral("memory")), "\"log\":\"" + log.toUtf8() + "\"",
                                user("cn=a") + "," + user("cn=b")));
    QVERIFY(desktop.step("runOpen"));
    QVERIFY(desktop.controller.run().status().preview);
    QVERIFY(desktop.controller.story().handOvers().empty());
    QVERIFY(desktop.step("runPutEntry"));
    QCOMPARE(desktop.controller.story().handOvers().size(), std::size_t{1});
    QVERIFY(desktop.step("runPutPage"));
    QCOMPARE(desktop.controller.story().handOvers().size(), std::size_t{2});
    desktop.action("runRun")->trigger();
    QVERIFY(desktop.waitEnded());
    QCOMPARE(desktop.status(), std::string("success"));
    QVERIFY(desktop.controller.story().close().called);
    QFile handed(log);
    QVERIFY(handed.open(QIODevice::ReadOnly));
    const auto text = handed.readAll();
    QVERIFY2(text.contains("Add cn=a mail:add(a@x)") && text.contains("close Normal"), text.constData());
}

void tst_dotnet_session::anExceptionHasItsStackWithSourceLines()
{
    DotNet desktop;
    QVERIFY(desktop.openProject(sample(QStringLiteral("misbehaving")), R"("defect":"throws-on-bad-entry")", user("cn=bad")));
    desktop.action("runRun")->trigger();
    QVERIFY(desktop.waitEnded());
    QCOMPARE(desktop.status(), std::string("stopped-extension-dll-exception"));
    const auto &troubles = desktop.controller.story().troubles();
    QVERIFY(!troubles.empty());
    const auto &thrown = troubles.front().exception;
    QCOMPARE(thrown.type, std::string("System.InvalidOperationException"));
    QVERIFY2(thrown.stack.find("Misbehaving.cs:") != std::string::npos, thrown.stack.c_str());
    QCOMPARE(thrown.inner.front().type, std::string("System.FormatException"));
}

void tst_dotnet_session::anImportOnlyConnectorIsShownAsSuch()
{
    DotNet desktop;
    QVERIFY(desktop.open(sample(QStringLiteral("importonly"))));
    QVERIFY2(desktop.about().contains(QStringLiteral("import-only")), qPrintable(desktop.about()));
}

void tst_dotnet_session::whatTheCheckFoundIsAList()
{
    DotNet desktop;
    QVERIFY(desktop.open(sample(QStringLiteral("misbehaving")))); // it calls Debugger.Launch
    QVERIFY2(desktop.about().contains(QStringLiteral("<b>warning</b>: misbehaving calls Debugger.Launch")),
             qPrintable(desktop.about()));
    const auto &findings = desktop.controller.document().findings();
    QVERIFY(std::any_of(findings.begin(), findings.end(), [](const auto &finding) { return finding.id == "link-runtime"; }));
}

void tst_dotnet_session::aMissingDependencyIsNamed()
{
    DotNet desktop;
    const auto compile = [&](const char *name, const QByteArray &source, const QStringList &references) {
        QFile file(desktop.file(QString::fromLatin1(name) + QStringLiteral(".cs")));
        if (!file.open(QIODevice::WriteOnly))
            return QString();
        file.write(source);
        file.close();
        const auto dll = desktop.file(QString::fromLatin1(name) + QStringLiteral(".dll"));
        QStringList arguments{QStringLiteral("-nologo"), QStringLiteral("-target:library"), QStringLiteral("-out:") + dll};
        for (const auto &reference : references)
            arguments += QStringLiteral("-r:") + reference;
        return QProcess::execute(QStringLiteral("mcs"), arguments << file.fileName()) == 0 ? dll : QString();
    };
    const auto library = compile("contosoapi", "public class Api { public static void Go() { } }", {});
    QVERIFY(!library.isEmpty());
    const auto dll = compile(
        "needy",
        "using System.Collections.Generic; using System.Collections.ObjectModel; using Microsoft.MetadirectoryServices;"
        "public class Needy : IMAExtensible2GetSchema { public Schema GetSchema(KeyedCollection<string, ConfigParameter> p)"
        "{ Api.Go(); return Schema.Create(); } }",
        {library, QStringLiteral(ANCHORAGE_BIN_DIR "/dotnet/Microsoft.MetadirectoryServicesEx.dll")});
    QVERIFY(!dll.isEmpty());
    QVERIFY(QFile::remove(library));
    QVERIFY(desktop.open(dll));
    QVERIFY2(desktop.about().contains(QStringLiteral("<b>error</b>: needy needs contosoapi")), qPrintable(desktop.about()));
    QVERIFY2(desktop.problem().contains(QStringLiteral("stopped-extension-dll-missing-dependency")),
             qPrintable(desktop.problem()));
}

void tst_dotnet_session::aParameterThatNoPageDeclaresIsAFinding()
{
    DotNet desktop;
    QVERIFY(desktop.openProject(sample(QStringLiteral("misbehaving")), R"("defect":"","timeout":"5")", user("cn=a")));
    const auto &findings = desktop.controller.document().findings();
    const auto found =
        std::find_if(findings.begin(), findings.end(), [](const auto &finding) { return finding.id == "parameter-undeclared"; });
    QVERIFY(found != findings.end());
    QVERIFY(found->message.find("Is \"Timeout\" meant?") != std::string::npos);
}

QTEST_MAIN(tst_dotnet_session)
#include "tst_dotnet_session.moc"
