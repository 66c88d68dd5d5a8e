// The memory connector fails a run whose engine breaks its capabilities: a machine that was set up with other
// ones than the connector has is an engine with a broken rule.
#include "connectors/memory/memory_connector.h"
#include "core/json/model_json.h"
#include "tests/engine/engine_fixture.h"

#include <QTest>

#include <functional>

using namespace anchorage;
using namespace anchorage::engine;
using namespace anchorage::engine::test;

namespace {

using Style = MADistinguishedNameStyle;
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// In the directory before the run; the space below knows them.
const std::string seed = R"([
    {"dn": "u5", "type": "user", "attributes": {"id": "a5", "title": "A", "proxy": ["a", "b"], "seeAlso": ["x9"]}},
    {"dn": "x9", "type": "user", "attributes": {"id": "a9"}},
    {"dn": "r1", "type": "user", "attributes": {"id": "a1"}},
    {"dn": "d1", "type": "user", "attributes": {"id": "a2"}},
    {"dn": "da", "type": "user", "attributes": {"id": "a3", "title": "A"}}])";

/// Something of everything, so that each capability shows in some page.
std::vector<SpaceObject> objects()
{
    return {update("u5", "a5", {plus("title", text({"A"})), plus("proxy", text({"a", "b"})), plus("seeAlso", refs({"x9"}))},
                   {delta("title", text({"B"}), text({"A"})), delta("proxy", text({"c"}), text({"a"})),
                    delta("seeAlso", refs({"r1"}), {})}),
            known("x9", "a9"),
            rename(known("r1", "a1"), "r2"),
            del("d1", "a2"),
            pending(known("da", "a3", {plus("title", text({"A"}))}), PendingOperation::DeleteAdd, {plus("title", text({"B"}))}),
            add("u1", {plus("title", text({"N"}))}),
            add("u2", {plus("manager", refs({"u1"}))}),
            group("g1", {"u1", "x9"}),
            add("p1", {password()})};
}

std::string schemaText()
{
    auto of = schema();
    for (auto &type : of.types)
        type.attributes.front().operation = AttributeOperation::ImportOnly; // the directory makes the id
    std::string out;
    json::Writer writer(out);
    json::write(writer, of);
    return out;
}

/// The capabilities as parameters of the connector.
Parameters parametersOf(const MACapabilities &of)
{
    Parameters out{{"exportType", std::string(name(of.exportType))},
                   {"distinguishedNameStyle", std::string(name(of.distinguishedNameStyle))},
                   {"schema", schemaText()},
                   {"seed", seed}};
    const auto flag = [&](const char *parameter, bool on) { out.emplace_back(parameter, on ? "1" : "0"); };
    flag("noReferenceValuesInFirstExport", of.noReferenceValuesInFirstExport);
    flag("exportPasswordInFirstPass", of.exportPasswordInFirstPass);
    flag("fullExport", of.fullExport);
    flag("deleteAddAsReplace", of.deleteAddAsReplace);
    flag("objectRename", of.objectRename);
    flag("isDNAsAnchor", of.isDNAsAnchor);
    flag("supportPartitions", of.supportPartitions);
    flag("supportHierarchy", of.supportHierarchy);
    flag("supportExport", of.supportExport);
    flag("supportPassword", of.supportPassword);
    flag("replaceInUpdate", false);
    return out;
}

/// A run of the machine over the connector's own classes. What the connector threw last, or empty.
std::string runAgainst(EngineSetup setup, const Parameters &given)
{
    memory::MemoryConnector connector;
    ConfigParameters parameters;
    for (const auto &[parameter, value] : given)
        parameters.push_back({parameter, value});
    Machine machine(std::move(setup));
    std::string thrown;
    const auto attempt = [&](const std::function<Input()> &call, const std::function<Input(ExceptionInfo)> &threw) {
        try {
            return call();
        } catch (const sdk::ExtensionException &e) {
            thrown = std::string(e.typeName()) + ": " + e.what();
            return threw({.type = e.typeName(), .message = e.what(), .stack = {}, .inner = {}});
        }
    };
    const auto passwordThrew = [](const ExceptionInfo &e) -> Input { return input::PasswordThrew{e}; };
    auto commands = machine.step(input::Start{});
    while (!commands.empty()) {
        std::optional<Input> next;
        for (const auto &command : commands) {
            if (const auto *open = std::get_if<command::Open>(&command))
                next = attempt(
                    [&]() -> Input {
                        connector.openExportConnection(parameters, open->schema, open->step);
                        return input::OpenReturned{};
                    },
                    [](const ExceptionInfo &e) -> Input { return input::OpenThrew{e}; });
            else if (const auto *put = std::get_if<command::Put>(&command)) {
                const auto page = put->page.handOver();
                machine.step(input::Sent{page, false, false});
                next = attempt([&]() -> Input { return input::Answered{connector.putExportEntries(page)}; },
                               [](const ExceptionInfo &e) -> Input {
                                   return input::PutThrew{e, {}};
                               });
            } else if (const auto *close = std::get_if<command::Close>(&command)) {
                connector.closeExportConnection(close->reason);
                next = input::CloseReturned{};
            } else if (const auto *opened = std::get_if<command::OpenPassword>(&command))
                next = attempt(
                    [&]() -> Input {
                        connector.openPasswordConnection(parameters, opened->partition);
                        return input::PasswordOpened{};
                    },
                    passwordThrew);
            else if (const auto *set = std::get_if<command::SetPassword>(&command))
                next = attempt(
                    [&]() -> Input {
                        connector.setPassword({set->dn, set->objectType, set->anchors}, Secret("secret"), {});
                        return input::PasswordSet{};
                    },
                    passwordThrew);
            else if (std::get_if<command::ClosePassword>(&command) != nullptr)
                next = attempt(
                    [&]() -> Input {
                        connector.closePasswordConnection();
                        return input::PasswordClosed{};
                    },
                    passwordThrew);
        }
        if (!next)
            break;
        commands = machine.step(*next);
    }
    return thrown;
}

MACapabilities plain()
{
    MACapabilities out;
    out.distinguishedNameStyle = Style::Generic;
    out.objectRename = true;
    return out;
}

struct Case {
    std::function<void(MACapabilities &)> connector; ///< what it is; the engine has the plain capabilities
    std::string fault; ///< the thrown text holds it
    std::function<void(EngineSetup &)> engine = [](EngineSetup &) {};
};

/// One case a capability, and where both ways show: `fault` names the capability.
const std::vector<std::pair<const char *, Case>> &cases()
{
    using C = MACapabilities;
    using S = EngineSetup;
    static const std::vector<std::pair<const char *, Case>> all = {
        {"exportType: deltas for AttributeReplace",
         {[](C &c) { c.exportType = MAExportType::AttributeReplace; }, "exportType=AttributeReplace"}},
        {"exportType: Replace for AttributeUpdate",
         {[](C &) {}, "exportType=AttributeUpdate", [](S &s) { s.capabilities.exportType = MAExportType::AttributeReplace; }}},
        {"exportType: Updates for ObjectReplace",
         {[](C &c) { c.exportType = MAExportType::ObjectReplace; }, "exportType=ObjectReplace"}},
        {"exportType: whole objects for AttributeUpdate",
         {[](C &) {}, "exportType=AttributeUpdate", [](S &s) { s.capabilities.exportType = MAExportType::ObjectReplace; }}},
        {"exportType: deltas of strings for MultivaluedReferenceAttributeUpdate",
         {[](C &c) { c.exportType = MAExportType::MultivaluedReferenceAttributeUpdate; },
          "exportType=MultivaluedReferenceAttributeUpdate"}},
        {"exportType: replaced references for MultivaluedReferenceAttributeUpdate",
         {[](C &c) { c.exportType = MAExportType::MultivaluedReferenceAttributeUpdate; }, "shape-4",
          [](S &s) { s.capabilities.exportType = MAExportType::AttributeReplace; }}},
        {"distinguishedNameStyle",
         {[](C &c) {
              c.distinguishedNameStyle = Style::None;
              c.objectRename = false;
          },
          "distinguishedNameStyle=None", [](S &s) { s.capabilities.objectRename = true; }}},
        {"noReferenceValuesInFirstExport",
         {[](C &c) { c.noReferenceValuesInFirstExport = true; }, "noReferenceValuesInFirstExport=true"}},
        {"exportPasswordInFirstPass on", {[](C &c) { c.exportPasswordInFirstPass = true; }, "exportPasswordInFirstPass=true"}},
        {"exportPasswordInFirstPass off",
         {[](C &) {}, "exportPasswordInFirstPass=false", [](S &s) { s.capabilities.exportPasswordInFirstPass = true; }}},
        {"fullExport",
         {[](C &) {}, "fullExport=false",
          [](S &s) {
              s.capabilities.fullExport = true;
              s.settings.exportType = OperationType::Full;
          }}},
        {"deleteAddAsReplace on", {[](C &c) { c.deleteAddAsReplace = true; }, "deleteAddAsReplace=true"}},
        {"deleteAddAsReplace off",
         {[](C &) {}, "deleteAddAsReplace=false", [](S &s) { s.capabilities.deleteAddAsReplace = true; }}},
        {"objectRename", {[](C &c) { c.objectRename = false; }, "objectRename=false"}},
        {"isDNAsAnchor",
         {[](C &c) {
              c.distinguishedNameStyle = Style::Ldap;
              c.isDNAsAnchor = true;
          },
          "isDNAsAnchor=true"}},
        {"supportHierarchy",
         {[](C &) {}, "supportHierarchy=false",
          [](S &s) {
              s.scope.exclusions = {{"nowhere", {}}};
          }}},
        {"supportExport", {[](C &c) { c.supportExport = false; }, "supportExport=false"}},
        {"supportPassword", {[](C &) {}, "supportPassword=false", [](S &s) { s.passwordInterface = true; }}},
    };
    return all;
}

EngineSetup engineSetup()
{
    auto out = setup(objects());
    out.capabilities = plain();
    for (auto &type : out.schema.types)
        type.attributes.front().operation = AttributeOperation::ImportOnly;
    return out;
}

} // namespace

class TestCapabilities : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The same run against a connector that has what the engine was told: nothing is thrown.
    void anEngineThatKeepsTheCapabilitiesPasses_data()
    {
        QTest::addColumn<int>("exportType");
        QTest::addColumn<int>("flags");
        for (const int type : {1, 2, 3, 5}) {
            for (int flags = 0; flags < 8; ++flags)
                QTest::addRow("type %d flags %d", type, flags) << type << flags;
        }
    }
    void anEngineThatKeepsTheCapabilitiesPasses()
    {
        QFETCH(int, exportType);
        QFETCH(int, flags);
        auto given = engineSetup();
        given.capabilities.exportType = static_cast<MAExportType>(exportType);
        given.capabilities.noReferenceValuesInFirstExport = (flags & 1) != 0;
        given.capabilities.deleteAddAsReplace = (flags & 2) != 0;
        given.capabilities.exportPasswordInFirstPass = (flags & 4) != 0;
        for (const int pageSize : {1, 3, 100})
            SAME(runAgainst(withPages(given, pageSize), parametersOf(given.capabilities)), "");
    }
    void anEngineThatBreaksACapabilityFailsTheRun_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].first) << static_cast<int>(i);
    }
    void anEngineThatBreaksACapabilityFailsTheRun()
    {
        QFETCH(int, index);
        const auto &one = cases()[static_cast<std::size_t>(index)].second;
        auto given = engineSetup();
        one.engine(given);
        auto has = plain();
        one.connector(has);
        const auto thrown = runAgainst(given, parametersOf(has));
        QVERIFY2(thrown.find(one.fault) != std::string::npos, ("thrown: " + thrown).c_str());
    }
    void anchorsThatAreNotNormalizedFailTheRun()
    {
        for (const auto *normalization : {"Uppercase", "RemoveAccents"}) {
            auto given = setup({update("u5", "aé", {}, {plus("title", text({"B"}))})});
            given.capabilities = plain();
            auto parameters = parametersOf(plain());
            parameters.emplace_back("normalizations", normalization);
            const auto thrown = runAgainst(given, parameters);
            QVERIFY2(thrown.find(std::string("normalizations=") + normalization) != std::string::npos, thrown.c_str());
            given.capabilities.normalizations = {.uppercase = *normalization == 'U', .removeAccents = *normalization == 'R'};
            SAME(runAgainst(given, parameters), "");
        }
    }
    void anObjectOfAnotherPartitionFailsTheRun()
    {
        auto given = setup({add("cn=u1,dc=org")}, Style::Ldap);
        given.capabilities = plain();
        given.capabilities.distinguishedNameStyle = Style::Ldap;
        given.capabilities.supportPartitions = true;
        auto parameters = parametersOf(given.capabilities);
        parameters.emplace_back("partitions", "dc=com;dc=org");
        given.partition.dn = "dc=com";
        const auto thrown = runAgainst(given, parameters);
        QVERIFY2(thrown.find("scope-1") != std::string::npos, thrown.c_str());
        given.partition.dn = "dc=org";
        SAME(runAgainst(given, parameters), "");
    }
    void aPageOverTheMaximumFailsTheRun()
    {
        auto given = withPages(engineSetup(), 20);
        auto parameters = parametersOf(plain());
        parameters.emplace_back("exportMaxPageSize", "10");
        parameters.emplace_back("exportDefaultPageSize", "10");
        const auto thrown = runAgainst(given, parameters);
        QVERIFY2(thrown.find("exportMaxPageSize=10") != std::string::npos, thrown.c_str());
    }
};

QTEST_GUILESS_MAIN(TestCapabilities)
#include "tst_capabilities.moc"
