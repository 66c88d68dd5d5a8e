// The memory connector's parameters: defaults, refusals, and the password calls.
#include "tests/connectors/memory/hand_overs.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace anchorage;
using namespace anchorage::memory;
using namespace anchorage::memory::test;

namespace {

struct Bad {
    const char *parameter;
    const char *value;
    ConfigParameterPage page;
    const char *message;
};

using Page = ConfigParameterPage;
const std::vector<Bad> bad = {
    {"exportType", "Everything", Page::Capabilities, "\"Everything\" is none of its values: AttributeUpdate, "},
    {"distinguishedNameStyle", "X500", Page::Capabilities, "\"X500\" is none of its values: Generic, Ldap, None"},
    {"normalizations", "Lower", Page::Capabilities, "\"Lower\" is none of its values: "},
    {"objectRename", "maybe", Page::Capabilities, "\"maybe\" is no check box value: expected 1 or 0"},
    {"exportMaxPageSize", "0", Page::Capabilities, "\"0\" is no number from 1 to 2147483647"},
    {"exportDefaultPageSize", "10000", Page::Capabilities, "the default page size is larger than exportMaxPageSize"},
    {"isDNAsAnchor", "1", Page::Capabilities, "isDNAsAnchor needs distinguishedNameStyle Ldap"},
    {"anchorKind", "random", Page::Global, "\"random\" is none of its values: counter, guid, dn, given"},
    {"minimumPasswordLength", "-1", Page::Global, "\"-1\" is no number from 0 to 2147483647"},
    {"alterations", "mail", Page::Global, "\"mail\" is no alteration: expected ATTRIBUTE:drop, :lowercase or :uppercase"},
    {"schema", R"({"types": []})", Page::Schema, "the schema has no object type: expected at least one"},
    {"schema", "{", Page::Schema, "line 1: "},
};

} // namespace

class TestSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWrongParameterIsNamed_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < bad.size(); ++i)
            QTest::addRow("%s %s", bad[i].parameter, bad[i].value) << static_cast<int>(i);
    }
    void aWrongParameterIsNamed()
    {
        QFETCH(int, index);
        const auto &row = bad[static_cast<std::size_t>(index)];
        MemoryConnector connector;
        const auto given = parameters({{row.parameter, row.value}});
        const auto result = connector.validateConfigParameters(given, row.page);
        QCOMPARE(result.code, ParameterValidationResultCode::Failure);
        SAME(result.errorParameter, row.parameter);
        SAME(result.errorMessage.substr(0, std::string(row.message).size()), row.message);
        QVERIFY_EXCEPTION_THROWN(connector.capabilities(given), sdk::ExtensibleExtensionException);
    }
    void everyCapabilityIsAParameter()
    {
        MemoryConnector connector;
        const auto given = parameters({{"exportType", "ObjectReplace"},
                                       {"distinguishedNameStyle", "Ldap"},
                                       {"objectConfirmation", "NoDeleteConfirmation"},
                                       {"normalizations", "Uppercase, RemoveAccents"},
                                       {"noReferenceValuesInFirstExport", "1"},
                                       {"exportPasswordInFirstPass", "1"},
                                       {"fullExport", "1"},
                                       {"deleteAddAsReplace", "1"},
                                       {"objectRename", "1"},
                                       {"isDNAsAnchor", "1"},
                                       {"supportPartitions", "1"},
                                       {"supportHierarchy", "1"},
                                       {"concurrentOperation", "1"},
                                       {"deltaImport", "1"},
                                       {"supportImport", "0"},
                                       {"supportExport", "0"},
                                       {"supportPassword", "1"}});
        MACapabilities expected;
        expected.exportType = MAExportType::ObjectReplace;
        expected.distinguishedNameStyle = MADistinguishedNameStyle::Ldap;
        expected.objectConfirmation = MAObjectConfirmation::NoDeleteConfirmation;
        expected.normalizations = {.uppercase = true, .removeAccents = true};
        for (auto flag : {&MACapabilities::noReferenceValuesInFirstExport, &MACapabilities::exportPasswordInFirstPass,
                          &MACapabilities::fullExport, &MACapabilities::deleteAddAsReplace, &MACapabilities::objectRename,
                          &MACapabilities::isDNAsAnchor, &MACapabilities::supportPartitions, &MACapabilities::supportHierarchy,
                          &MACapabilities::concurrentOperation, &MACapabilities::deltaImport, &MACapabilities::supportPassword})
            expected.*flag = true;
        expected.supportImport = false;
        expected.supportExport = false;
        QVERIFY(connector.capabilities(given) == expected);
    }
    void everyDefinitionsDefaultIsAccepted()
    {
        MemoryConnector connector;
        Parameters defaults;
        for (int page = 0; page <= 5; ++page) {
            for (const auto &definition : connector.configParameters({}, static_cast<ConfigParameterPage>(page))) {
                QCOMPARE(static_cast<int>(definition.page), page);
                defaults.emplace_back(definition.name,
                                      definition.type == ConfigParameterType::CheckBox ? (definition.checkBoxDefault ? "1" : "0")
                                                                                       : definition.defaultValue);
            }
        }
        QVERIFY(defaults.size() > 30);
        QVERIFY(connector.capabilities(parameters(defaults)) == connector.capabilities({}));
    }
    void pageSizesFollowTheParameters()
    {
        MemoryConnector connector;
        (void)connector.capabilities(parameters({{"exportDefaultPageSize", "7"}, {"exportMaxPageSize", "70"}}));
        QCOMPARE(connector.exportDefaultPageSize(), 7);
        QCOMPARE(connector.exportMaxPageSize(), 70);
    }
    void openAsksForTheBindPasswordWhereAFileHoldsOne()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("password"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("right\n") == 6);
        file.close();
        auto given = parameters({{"bindPasswordFile", path.toStdString()}});
        const auto open = [&given] {
            MemoryConnector connector;
            connector.openExportConnection(given, connector.schema(given), {});
        };
        QVERIFY_EXCEPTION_THROWN(open(), sdk::BadServerCredentialsException);
        given.push_back({"bindPassword", Secret("wrong")});
        QVERIFY_EXCEPTION_THROWN(open(), sdk::BadServerCredentialsException);
        given.back().value = Secret("right");
        open();
    }
    void passwordsAreCountedAndNeverKept()
    {
        const Parameters given{{"supportPassword", "1"},
                               {"minimumPasswordLength", "4"},
                               {"seed", R"([{"dn":"u1","type":"user","attributes":{"id":"1"}}])"}};
        Run run(given);
        auto &connector = run.connector();
        connector.openPasswordConnection(parameters(given), {});
        connector.setPassword({"u1", "user", {{"id", std::string("1")}}}, Secret("long enough"), {});
        connector.changePassword({"u1", "user", {}}, Secret("old"), Secret("long enough"));
        QVERIFY_EXCEPTION_THROWN(connector.setPassword({"u9", "user", {}}, Secret("long enough"), {}),
                                 sdk::ObjectNotFoundException);
        QVERIFY_EXCEPTION_THROWN(connector.setPassword({"u1", "user", {}}, Secret("abc"), {}),
                                 sdk::PasswordPolicyViolationException);
        QVERIFY_EXCEPTION_THROWN(connector.openPasswordConnection(parameters(given), {}), sdk::UnexpectedDataException);
        connector.closePasswordConnection();
        QVERIFY_EXCEPTION_THROWN(connector.closePasswordConnection(), sdk::UnexpectedDataException);
        QVERIFY_EXCEPTION_THROWN(connector.setPassword({"u1", "user", {}}, Secret("long enough"), {}),
                                 sdk::UnexpectedDataException);
        QVERIFY_EXCEPTION_THROWN(connector.openPasswordConnection({}, {}), sdk::EntryPointNotImplementedException);
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
