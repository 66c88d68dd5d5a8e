// What both front ends do, without one: secrets, options on top of a project, inspection, and the setup
// of a run with everything that can come from several places.
#include "core/session/first_write.h"
#include "core/session/inspection.h"
#include "core/session/options.h"
#include "core/session/run.h"
#include "core/session/space_check.h"
#include "core/session/workspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace anchorage;

namespace {

const std::string faulty = ANCHORAGE_BIN_DIR "/../tests/connectors/faulty.so";

session::Environment environment(std::map<std::string, std::string> variables)
{
    return [variables = std::move(variables)](const std::string &name) -> const char * {
        const auto found = variables.find(name);
        return found == variables.end() ? nullptr : found->second.c_str();
    };
}

project::Project memoryProject()
{
    project::Project project;
    project.connector.path = ANCHORAGE_BIN_DIR "/connectors/memory.so";
    return project;
}

std::string add(const std::string &dn, const std::string &attributes = {})
{
    return R"({"dn":")" + dn + R"(","type":"user","pending":{"operation":"add","attributes":{)" + attributes + "}}}";
}

Result<session::Inspection> inspected(const session::Workspace &workspace, session::Secrets &secrets)
{
    auto request = workspace.inspectRequest();
    return request ? session::inspect(*request, secrets) : fail(request.error());
}

} // namespace

class SessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSecretIsAskedForOnceAndKnownToTheScrubber();
    void textsAreExpandedAndTheValuesAreSecret();
    void whatCannotBeHadIsSaid();
    void optionsStandOnTopOfAProject();
    void anInspectionAsksPageByPage();
    void anInspectionGoesOnWhereACallThrows();
    void anInspectionEndsWithAConnectorThatCrashesOrHangs_data();
    void anInspectionEndsWithAConnectorThatCrashesOrHangs();
    void aPlainTextForAnEncryptedParameterIsRefused();
    void theStepsPageSizeIsAPersonsAndTheConfigurationsIsNot();
    void theProjectWinsOverTheConfiguration();
    void aPartitionThatIsNotSelectedIsRefused();
    void withoutAScopeTheConnectorsPartitionIsTheSteps_data();
    void withoutAScopeTheConnectorsPartitionIsTheSteps();
    void aPlanAsksForPartitionsThatNothingSelects();
    void theFirstWriteIsRememberedForProjectAndTarget();
    void misfitsAreFoundWithTheirPlace();
    void aRunLeavesItsSpaceAndItsHeaderShowsNoSecret();
};

void SessionTest::aSecretIsAskedForOnceAndKnownToTheScrubber()
{
    int asked = 0;
    session::Secrets secrets([&asked](const std::string &what) -> Result<Secret> {
        ++asked;
        return Secret("typed for " + what);
    });
    QCOMPARE(secrets.resolve("prompt:the server")->reveal(), std::string("typed for the server"));
    QCOMPARE(secrets.resolve("prompt:the server")->reveal(), std::string("typed for the server"));
    QCOMPARE(asked, 1);
    QCOMPARE(secrets.scrubber().scrub("it said typed for the server"), "it said " + std::string(secretMarker));
}

void SessionTest::textsAreExpandedAndTheValuesAreSecret()
{
    session::Secrets secrets({}, environment({{"A", "alpha"}, {"B", "beta"}}));
    QCOMPARE(*secrets.expand("Server=x;Password=${env:A};Key=${env:B};$5 {}"),
             std::string("Server=x;Password=alpha;Key=beta;$5 {}"));
    QCOMPARE(secrets.scrubber().scrub("alpha and beta"), std::string(secretMarker) + " and " + std::string(secretMarker));
    QCOMPARE(*secrets.expand("nothing"), std::string("nothing"));
    QVERIFY(!secrets.expand("${env:A"));
    QVERIFY(!secrets.expand("${env:}"));
}

void SessionTest::whatCannotBeHadIsSaid()
{
    session::Secrets secrets({}, environment({}));
    const auto missing = secrets.resolve("env:NOT_THERE");
    QVERIFY(!missing);
    QVERIFY(missing.error().message.find("NOT_THERE is not set") != std::string::npos);
    QVERIFY(!secrets.resolve("prompt"));
    QVERIFY(!secrets.resolve("a secret in clear"));
    QVERIFY(secrets.resolve("a secret in clear").error().message.find("clear") == std::string::npos);
}

void SessionTest::optionsStandOnTopOfAProject()
{
    project::Project project;
    project.steps.push_back({"one", OperationType::Full, 10, {}, {}});
    project.parameters = {{"a", std::string("old")}, {"b", std::string("kept")}};
    session::Options options;
    options.folder = "/work";
    options.connector = "memory";
    options.batches = {{"x.ldif", "ldif", "user", {}}};
    options.parameters = {{"a", "new"}, {"c", "more"}};
    options.secrets = {{"d", "env:D"}};
    options.pageSize = 3;
    options.settings = {{"maxPasses", "2"}};
    const auto whole = session::withOptions(project, options);
    QVERIFY2(whole, whole ? "" : whole.error().text().c_str());
    QCOMPARE(whole->connector.name, std::string("memory"));
    QCOMPARE(whole->space.files.at(0).path, std::string("/work/x.ldif"));
    QCOMPARE(std::get<std::string>(whole->findParameter("a")->value), std::string("new"));
    QCOMPARE(std::get<std::string>(whole->findParameter("b")->value), std::string("kept"));
    QVERIFY(std::holds_alternative<SecretReference>(whole->findParameter("d")->value));
    QCOMPARE(whole->steps.at(0).pageSize, 3);
    QVERIFY(whole->steps.at(0).exportType == OperationType::Full);
    QCOMPARE(whole->runSettings().maxPasses, 2);
    options.settings = {{"maxPasses", "none"}};
    QVERIFY(!session::withOptions(project, options));
    options.settings = {{"pageSize", "3"}};
    QVERIFY(!session::withOptions(project, options));
}

void SessionTest::anInspectionAsksPageByPage()
{
    auto project = memoryProject();
    project.parameters = {{"exportType", std::string("ObjectReplace")}};
    const auto workspace = session::Workspace::open(project);
    session::Secrets secrets;
    const auto inspection = inspected(*workspace, secrets);
    QVERIFY2(inspection, inspection ? "" : inspection.error().text().c_str());
    QCOMPARE(inspection->connector.name, std::string("memory"));
    std::vector<ConfigParameterPage> order;
    for (const auto &page : inspection->pages)
        order.push_back(page.page);
    QVERIFY((order
             == std::vector<ConfigParameterPage>{ConfigParameterPage::Connectivity, ConfigParameterPage::Capabilities,
                                                 ConfigParameterPage::Global, ConfigParameterPage::Schema}));
    QVERIFY(inspection->capabilities->exportType == MAExportType::ObjectReplace);
    QVERIFY(inspection->schema->find("user") != nullptr);
    QCOMPARE(std::get<std::string>(findParameter(inspection->parameters, "anchorKind")->value),
             std::string("counter")); // a default
    QVERIFY(inspection->problems.empty());
}

void SessionTest::anInspectionGoesOnWhereACallThrows()
{
    auto project = memoryProject();
    project.connector.path = faulty;
    project.parameters = {{"fault", std::string("throw:ServerDownException@schema")}};
    const auto workspace = session::Workspace::open(project);
    session::Secrets secrets;
    const auto inspection = inspected(*workspace, secrets);
    QVERIFY2(inspection, inspection ? "" : inspection.error().text().c_str());
    QVERIFY(inspection->capabilities);
    QVERIFY(!inspection->schema);
    const auto *problem = inspection->problemOf("getSchema");
    QVERIFY(problem != nullptr);
    QCOMPARE(std::string(problem->exception.shortType()), std::string("ServerDownException"));
    const auto schema = workspace->schema(&*inspection);
    QVERIFY(!schema);
    QVERIFY(schema.error().message.find("ServerDownException") != std::string::npos);
}

void SessionTest::anInspectionEndsWithAConnectorThatCrashesOrHangs_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("code");
    QTest::newRow("crash") << QStringLiteral("crash@capabilities") << static_cast<int>(ErrorCode::Peer);
    QTest::newRow("exit") << QStringLiteral("exit:0@schema") << static_cast<int>(ErrorCode::Peer);
    QTest::newRow("hang") << QStringLiteral("hang@schema") << static_cast<int>(ErrorCode::Timeout);
}

void SessionTest::anInspectionEndsWithAConnectorThatCrashesOrHangs()
{
    QFETCH(QString, fault);
    QFETCH(int, code);
    auto project = memoryProject();
    project.connector.path = faulty;
    project.parameters = {{"fault", fault.toStdString()}};
    const auto workspace = session::Workspace::open(project);
    auto request = workspace->inspectRequest();
    QVERIFY(request);
    request->callTimeout = std::chrono::milliseconds{500};
    session::Secrets secrets;
    const auto inspection = session::inspect(*request, secrets);
    QVERIFY(!inspection);
    QCOMPARE(static_cast<int>(inspection.error().code), code);
}

void SessionTest::aPlainTextForAnEncryptedParameterIsRefused()
{
    auto project = memoryProject();
    project.connector.path = ANCHORAGE_BIN_DIR "/connectors/sql.so";
    if (!QFile::exists(QString::fromStdString(project.connector.path)))
        QSKIP("the sql connector is not built");
    project.parameters = {{"password", std::string("hunter2")}};
    const auto workspace = session::Workspace::open(project);
    session::Secrets secrets({}, environment({{"PW", "hunter2"}}));
    auto inspection = inspected(*workspace, secrets);
    QVERIFY(!inspection);
    QVERIFY(inspection.error().message.find("password") != std::string::npos);
    QVERIFY(inspection.error().message.find("hunter2") == std::string::npos);
    project.parameters = {{"password", std::string("env:PW")}, {"database", std::string("x.db")}};
    inspection = inspected(*session::Workspace::open(project), secrets);
    QVERIFY2(inspection, inspection ? "" : inspection.error().text().c_str());
    QCOMPARE(std::get<Secret>(findParameter(inspection->parameters, "password")->value).reveal(), std::string("hunter2"));
}

void SessionTest::theStepsPageSizeIsAPersonsAndTheConfigurationsIsNot()
{
    auto project = memoryProject();
    auto workspace = session::Workspace::open(project);
    session::Secrets secrets;
    const auto inspection = inspected(*workspace, secrets);
    QVERIFY(inspection);
    auto step = *workspace->step({});
    auto setup = workspace->prepare(step, &*inspection);
    QVERIFY2(setup, setup ? "" : setup.error().text().c_str());
    QVERIFY(setup->engine.settings.pageSizeFrom == RunSettings::PageSizeFrom::Default);
    step.pageSize = 7;
    setup = workspace->prepare(step, &*inspection);
    QCOMPARE(setup->engine.settings.pageSize, 7);
    QVERIFY(setup->engine.settings.pageSizeFrom == RunSettings::PageSizeFrom::Person);
    QCOMPARE(setup->engine.exportMaxPageSize, 9999);
}

void SessionTest::theProjectWinsOverTheConfiguration()
{
    const std::string configuration =
        ANCHORAGE_SOURCE_DIR "/../shared/samples/mim-powershell-connectors/LyncConnectorConfigExport.xml";
    if (!QFile::exists(QString::fromStdString(configuration)))
        QSKIP("the real files are not here: ../shared/samples");
    auto project = memoryProject();
    project.schema = project::schema_source::MaConfiguration{configuration};
    project.anchors = {{"User", {"SipAddress"}}};
    project.scope.emplace().inclusions = {{"OU=Only,DC=contoso,DC=com", {}}};
    project.selection.emplace().types = {"User"};
    auto workspace = session::Workspace::open(project);
    QVERIFY2(workspace, workspace ? "" : workspace.error().text().c_str());
    QVERIFY(!workspace->needsConnector());
    const auto setup = workspace->prepare(*workspace->step({}), nullptr);
    QVERIFY2(setup, setup ? "" : setup.error().text().c_str());
    QCOMPARE(setup->engine.anchors.front().attributes, (std::vector<std::string>{"SipAddress"}));
    QCOMPARE(setup->engine.scope.inclusions.size(), std::size_t{1});
    QVERIFY(!setup->engine.selection.hasType("OrganizationalUnit"));
    QVERIFY(setup->engine.selection.hasAttribute("Enabled")); // the configuration's attributes stay
    QCOMPARE(setup->engine.settings.pageSize, 1);
    QVERIFY(setup->engine.settings.pageSizeFrom == RunSettings::PageSizeFrom::MaConfiguration);
    QVERIFY(setup->engine.capabilities.distinguishedNameStyle == MADistinguishedNameStyle::Ldap);
}

void SessionTest::aPartitionThatIsNotSelectedIsRefused()
{
    auto project = memoryProject();
    project.schema = project::schema_source::Inline{Schema{{SchemaType{"user", false, {}, {}}}}};
    project.capabilities.emplace().supportPartitions = true;
    project.scope.emplace().partitions = {Partition{{}, "DC=a", "a", false}, Partition{{}, "DC=b", "b", false}};
    auto workspace = session::Workspace::open(project);
    project::Step step;
    step.partition = "dc=B";
    auto setup = workspace->prepare(step, nullptr);
    QVERIFY2(setup, setup ? "" : setup.error().text().c_str());
    QCOMPARE(setup->engine.partition.dn, std::string("DC=b"));
    step.partition = "DC=c";
    setup = workspace->prepare(step, nullptr);
    QVERIFY(!setup);
    QVERIFY(setup.error().message.find("DC=a, DC=b") != std::string::npos);
}

void SessionTest::withoutAScopeTheConnectorsPartitionIsTheSteps_data()
{
    QTest::addColumn<QString>("partitions"); // the connector's
    QTest::addColumn<QString>("wanted"); // the step's
    QTest::addColumn<QString>("worksIn");
    QTest::addColumn<QStringList>("refusal");
    const auto row = [](const char *title, const char *partitions, const char *wanted, const char *worksIn,
                        const QStringList &refusal = {}) {
        QTest::newRow(title) << QString::fromUtf8(partitions) << QString::fromUtf8(wanted) << QString::fromUtf8(worksIn)
                             << refusal;
    };
    const auto L = [](const char *text) { return QString::fromUtf8(text); };
    row("the only one", "dc=a", "", "dc=a");
    row("none", "", "", "default");
    row("the step's of two", "dc=a;dc=b", "DC=B", "dc=b");
    row("which of two", "dc=a;dc=b", "", "", {L("the connector has 2"), L("--partition"), L("\"scope\""), L("(dc=a, dc=b)")});
    row("one that the connector does not have", "dc=a;dc=b", "dc=c", "", {L("dc=c"), L("dc=a, dc=b")});
}

void SessionTest::withoutAScopeTheConnectorsPartitionIsTheSteps()
{
    QFETCH(const QString, partitions);
    QFETCH(const QString, wanted);
    QFETCH(const QString, worksIn);
    QFETCH(const QStringList, refusal);
    auto project = memoryProject();
    project.parameters = {{"supportPartitions", std::string("1")}, {"partitions", partitions.toStdString()}};
    project.parameters.push_back({"distinguishedNameStyle", std::string("Ldap")});
    project.steps.emplace_back().partition = wanted.toStdString();
    session::Secrets secrets;
    auto workspace = session::Workspace::open(project);
    const auto inspection = inspected(*workspace, secrets);
    QVERIFY2(inspection, inspection ? "" : inspection.error().text().c_str());
    const auto setup = workspace->prepare(*workspace->step({}), &*inspection);
    QCOMPARE(setup.has_value(), refusal.isEmpty());
    for (const auto &part : refusal)
        QVERIFY2(setup.error().message.find(part.toStdString()) != std::string::npos, setup.error().message.c_str());
    if (setup)
        QCOMPARE(setup->engine.partition.dn, worksIn.toStdString());
    if (setup && wanted.isEmpty())
        QVERIFY(setup->engine.partition == inspection->partitions.front().partition); // with the connector's identifier
}

void SessionTest::aPlanAsksForPartitionsThatNothingSelects()
{
    auto project = memoryProject();
    project.schema = project::schema_source::Inline{Schema{{SchemaType{"user", false, {}, {}}}}};
    project.capabilities.emplace();
    QVERIFY(!session::Workspace::open(project)->needsConnector());
    project.capabilities->supportPartitions = true;
    QVERIFY(session::Workspace::open(project)->needsConnector());
    project.scope.emplace().partitions = {Partition{{}, "DC=a", "a", false}};
    QVERIFY(!session::Workspace::open(project)->needsConnector());
}

void SessionTest::theFirstWriteIsRememberedForProjectAndTarget()
{
    const QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("sub/confirmed.json")).toStdString();
    session::RunSetup setup;
    setup.projectFile = "/p/secret-customer.anchorage";
    setup.target = "sql.so, database=prod.db";
    session::FirstWrites writes(file);
    QVERIFY(!writes.confirmed(setup));
    QVERIFY(writes.confirm(setup));
    QVERIFY(session::FirstWrites(file).confirmed(setup));
    auto other = setup;
    other.target = "sql.so, database=other.db";
    QVERIFY(!writes.confirmed(other));
    QFile written(QString::fromStdString(file));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(!written.readAll().contains("customer"));
}

void SessionTest::misfitsAreFoundWithTheirPlace()
{
    auto project = memoryProject();
    project.file = "/p/x.anchorage";
    project.space.objects = {add("cn=u1", R"("mail":"a")"), add("cn=u2", R"("nope":"x")"),
                             add("cn=u3", R"("manager":"cn=elsewhere")")};
    auto workspace = session::Workspace::open(project);
    session::Secrets secrets;
    const auto inspection = inspected(*workspace, secrets);
    QVERIFY(inspection);
    const auto space = workspace->space(&*inspection);
    QVERIFY2(space, space ? "" : space.error().text().c_str());
    const auto check = session::checkSpace(*space, *inspection->schema);
    QCOMPARE(check.errors, std::uint64_t{1});
    QCOMPARE(check.notes, std::uint64_t{1});
    QCOMPARE(check.findings.at(0).finding.id, std::string("unknown-attribute"));
    QCOMPARE(check.findings.at(0).finding.dn, std::string("cn=u2"));
    QCOMPARE(check.findings.at(0).origin, std::string("space.objects[1]"));
    QCOMPARE(check.findings.at(1).finding.id, std::string("unknown-reference"));
    const auto setup = workspace->prepare(*workspace->step({}), &*inspection);
    QVERIFY(!setup);
    QCOMPARE(setup.error().where.entry, std::string("cn=u2"));
}

void SessionTest::aRunLeavesItsSpaceAndItsHeaderShowsNoSecret()
{
    auto project = memoryProject();
    project.parameters = {{"anchorAttribute", std::string("${env:HIDDEN}")}, {"supportPassword", std::string("1")}};
    project.space.objects = {add("cn=u1", R"("mail":"a")"), add("cn=u2", R"("export_password":"env:HIDDEN")")};
    auto workspace = session::Workspace::open(project);
    session::Secrets secrets({}, environment({{"HIDDEN", "hunter2hunter2"}}));
    const auto inspection = inspected(*workspace, secrets);
    QVERIFY2(inspection, inspection ? "" : inspection.error().text().c_str());
    auto setup = workspace->prepare(*workspace->step({}), &*inspection);
    QVERIFY2(setup, setup ? "" : setup.error().text().c_str());
    QVERIFY(setup->target.find("hunter2") == std::string::npos);
    std::size_t events = 0;
    session::RunExtras extras;
    extras.sink = [&events](const run::RunEvent &) { ++events; };
    const auto run = session::Run::create(std::move(*setup), std::move(extras), secrets);
    QVERIFY2(run, run ? "" : run.error().text().c_str());
    const auto finish = (*run)->runToEnd();
    QVERIFY2(finish, finish ? "" : finish.error().text().c_str());
    QCOMPARE(finish->status, std::string("success"));
    QVERIFY(events > 5);
    const auto &left = (*run)->machine().space();
    QVERIFY(left.pendingOperation(*left.find("cn=u1")) == space::PendingOperation::None);
    for (const auto &parameter : (*run)->header().parameters)
        if (const auto *text = std::get_if<std::string>(&parameter.value))
            QVERIFY(text->find("hunter2") == std::string::npos);
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
