// What a connector need not say, and what is said in its place: parameters that no page declares, capabilities
// that no interface gives.
#include "core/session/inspection.h"
#include "core/session/workspace.h"

#include <QTest>

#include <algorithm>

using namespace anchorage;

namespace {

project::Project plainProject()
{
    project::Project project;
    project.connector.path = ANCHORAGE_BIN_DIR "/../tests/connectors/plain.so";
    return project;
}

session::Environment noVariables()
{
    return [](const std::string &name) -> const char * { return name == "TOKEN" ? "t0ken" : nullptr; };
}

Result<session::Inspection> inspected(const session::Workspace &workspace)
{
    session::Secrets secrets({}, noVariables());
    auto request = workspace.inspectRequest();
    return request ? session::inspect(*request, secrets) : fail(request.error());
}

const Finding *find(const Findings &findings, std::string_view id)
{
    const auto found = std::find_if(findings.begin(), findings.end(), [&](const auto &each) { return each.id == id; });
    return found == findings.end() ? nullptr : &*found;
}

} // namespace

class InspectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anUndeclaredParameterIsPassedOnWithAWarning();
    void anUndeclaredSecretStaysASecret();
    void aSlipOfADeclaredNameIsNamed_data();
    void aSlipOfADeclaredNameIsNamed();
    void withoutACapabilitiesInterfaceTheEnginesDefaultsHold();
    void capabilitiesOfTheProjectNeedNoNote();
};

void InspectionTest::anUndeclaredParameterIsPassedOnWithAWarning()
{
    auto project = plainProject();
    project.parameters = {{"server", std::string("a")}, {"TenantOverride", std::string("b")}};
    auto workspace = session::Workspace::open(project);
    const auto inspection = inspected(*workspace);
    QVERIFY2(inspection, inspection ? "" : inspection.error().text().c_str());
    const auto *passed = findParameter(inspection->parameters, "TenantOverride");
    QVERIFY(passed != nullptr);
    QCOMPARE(std::get<std::string>(passed->value), std::string("b"));
    const auto *finding = find(inspection->findings, "parameter-undeclared");
    QVERIFY(finding != nullptr);
    QVERIFY(finding->severity == Severity::Warning);
    QVERIFY(finding->message.find("TenantOverride") != std::string::npos);
    QVERIFY(finding->message.find("server") != std::string::npos); // what it does declare
    const auto setup = workspace->prepare(*workspace->step({}), &*inspection);
    QVERIFY2(setup, setup ? "" : setup.error().text().c_str());
    QVERIFY(find(setup->findings, "parameter-undeclared") != nullptr);
    QVERIFY(findParameter(setup->parameters, "TenantOverride") != nullptr);
}

void InspectionTest::anUndeclaredSecretStaysASecret()
{
    auto project = plainProject();
    project.parameters = {{"token", SecretReference{SecretReference::Source::Environment, "TOKEN"}}};
    const auto inspection = inspected(*session::Workspace::open(project));
    QVERIFY2(inspection, inspection ? "" : inspection.error().text().c_str());
    const auto *passed = findParameter(inspection->parameters, "token");
    QVERIFY(passed != nullptr && passed->isEncrypted());
    QCOMPARE(std::get<Secret>(passed->value).reveal(), std::string("t0ken"));
}

void InspectionTest::aSlipOfADeclaredNameIsNamed_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<bool>("near");
    QTest::newRow("case") << QStringLiteral("Server") << true;
    QTest::newRow("a letter missing") << QStringLiteral("serer") << true;
    QTest::newRow("two swapped") << QStringLiteral("sevrer") << true;
    QTest::newRow("one too many") << QStringLiteral("serverr") << true;
    QTest::newRow("another word") << QStringLiteral("port") << false;
    QTest::newRow("too short to tell") << QStringLiteral("se") << false;
}

void InspectionTest::aSlipOfADeclaredNameIsNamed()
{
    QFETCH(QString, given);
    QFETCH(bool, near);
    auto project = plainProject();
    project.parameters = {{given.toStdString(), std::string("x")}};
    const auto inspection = inspected(*session::Workspace::open(project));
    QVERIFY(inspection);
    const auto *finding = find(inspection->findings, "parameter-undeclared");
    QVERIFY(finding != nullptr);
    QCOMPARE(finding->message.find("Is \"server\" meant?") != std::string::npos, near);
}

void InspectionTest::withoutACapabilitiesInterfaceTheEnginesDefaultsHold()
{
    auto workspace = session::Workspace::open(plainProject());
    const auto inspection = inspected(*workspace);
    QVERIFY2(inspection, inspection ? "" : inspection.error().text().c_str());
    QVERIFY(!inspection->connector.interfaces.capabilities);
    QVERIFY(inspection->capabilities);
    QVERIFY(inspection->capabilities->deltaImport); // documented
    QVERIFY(!inspection->capabilities->fullExport); // documented
    QVERIFY(inspection->capabilities->objectRename && inspection->capabilities->deleteAddAsReplace);
    QVERIFY(find(inspection->findings, "capabilities-default") != nullptr);
    const auto setup = workspace->prepare(*workspace->step({}), &*inspection);
    QVERIFY2(setup, setup ? "" : setup.error().text().c_str());
    QVERIFY(setup->engine.capabilities == *inspection->capabilities);
    QVERIFY(find(setup->findings, "capabilities-default") != nullptr);
}

void InspectionTest::capabilitiesOfTheProjectNeedNoNote()
{
    auto project = plainProject();
    project.capabilities.emplace().exportType = MAExportType::ObjectReplace;
    auto workspace = session::Workspace::open(project);
    const auto inspection = inspected(*workspace);
    QVERIFY(inspection);
    const auto setup = workspace->prepare(*workspace->step({}), &*inspection);
    QVERIFY(setup);
    QVERIFY(setup->engine.capabilities.exportType == MAExportType::ObjectReplace);
    QVERIFY(find(setup->findings, "capabilities-default") == nullptr);
}

QTEST_APPLESS_MAIN(InspectionTest)
#include "tst_inspection.moc"
