// First run, loaded, dark, small window, many rows, long names in several scripts.
#include "tests/screenshots/scene.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableView>

using namespace anchorage;
using namespace anchorage::test;

namespace {

Schema schema()
{
    Schema schema;
    const auto attribute = [](const char *name, AttributeType type, bool multiValued = false, bool required = false) {
        SchemaAttribute out;
        out.name = name;
        out.type = type;
        out.multiValued = multiValued;
        out.required = required;
        return out;
    };
    SchemaType user;
    user.name = "user";
    user.attributes = {
        attribute("id", AttributeType::Integer),        attribute("displayName", AttributeType::String, false, true),
        attribute("mail", AttributeType::String),       attribute("proxyAddresses", AttributeType::String, true),
        attribute("manager", AttributeType::Reference), attribute("active", AttributeType::Boolean),
        attribute("photo", AttributeType::Binary)};
    user.attributes[0].anchor = true;
    SchemaType group;
    group.name = "group";
    group.attributes = {attribute("id", AttributeType::Integer), attribute("cn", AttributeType::String, false, true),
                        attribute("member", AttributeType::Reference, true)};
    group.attributes[0].anchor = true;
    schema.types = {user, group};
    return schema;
}

/// One of each pending operation, in several scripts, with long names.
space::Space mixed()
{
    space::Space space(MADistinguishedNameStyle::Ldap);
    const auto put = [&space](const char *type, const std::string &dn, space::PendingOperation operation) -> space::SpaceObject {
        space::SpaceObject object;
        object.type = type;
        object.dn = dn;
        object.pending.operation = operation;
        return object;
    };
    auto ann = put("user", "cn=Ann Müller,ou=People,dc=contoso,dc=example", space::PendingOperation::Update);
    ann.anchors = {{"id", std::int64_t(4711)}};
    ann.image = space::Image{{{"displayName", AttributeType::String, false, {std::string("Ann Meyer")}},
                              {"mail", AttributeType::String, false, {std::string("ann.meyer@contoso.example")}},
                              {"proxyAddresses",
                               AttributeType::String,
                               true,
                               {std::string("smtp:ann@contoso.example"), std::string("smtp:old@contoso.example")}},
                              {"active", AttributeType::Boolean, false, {true}}}};
    ann.pending.changes = {AttributeChange::update("displayName", {std::string("Ann Müller")}, {std::string("Ann Meyer")},
                                                   AttributeType::String, false),
                           AttributeChange::update("proxyAddresses", {std::string("SMTP:ann.mueller@contoso.example")},
                                                   {std::string("smtp:old@contoso.example")}, AttributeType::String, true)};
    (void)space.insert(ann);
    auto add = put("user", "cn=山田 太郎,ou=東京,dc=contoso,dc=example", space::PendingOperation::Add);
    add.pending.changes = {AttributeChange::add("displayName", {std::string("山田 太郎")}, AttributeType::String, false),
                           AttributeChange::add("manager", {Reference{ann.dn}}, AttributeType::Reference, false)};
    (void)space.insert(add);
    (void)space.insert(put("user", "cn=فاطمة الزهراء,ou=القاهرة,dc=contoso,dc=example", space::PendingOperation::Add));
    (void)space.insert(put("user", "cn=Александра Константинопольская-Преображенская,ou=Москва,dc=contoso,dc=example",
                           space::PendingOperation::Delete));
    auto rename = put("user", "cn=Bob,ou=People,dc=contoso,dc=example", space::PendingOperation::Update);
    rename.image = space::Image{};
    rename.pending.newDn = "cn=Bob,ou=Former employees,ou=An organizational unit with a really long name,dc=contoso,dc=example";
    (void)space.insert(rename);
    auto group = put("group", "cn=All employees,ou=Groups,dc=contoso,dc=example", space::PendingOperation::Update);
    group.image = space::Image{{{"member", AttributeType::Reference, true, {Reference{ann.dn}}}}};
    group.pending.changes = {AttributeChange::update("member", {Reference{add.dn}}, {}, AttributeType::Reference, true)};
    (void)space.insert(group);
    auto dropped = put("user", "cn=Nobody,ou=People,dc=contoso,dc=example", space::PendingOperation::Add);
    dropped.dropped = true;
    (void)space.insert(dropped);
    auto unchanged = put("user", "cn=Zoë,ou=People,dc=contoso,dc=example", space::PendingOperation::None);
    unchanged.image = space::Image{};
    (void)space.insert(unchanged);
    return space;
}

void edited(Stage &stage)
{
    stage.controller.document().load(mixed(), schema());
    [[maybe_unused]] const bool idle = stage.settle();
    stage.find<QTableView>("objectsTable")->selectRow(0);
}

const Scene firstRun{QStringLiteral("first-run"), [](Stage &) {}};
const Scene firstRunDark{QStringLiteral("first-run-dark"), [](Stage &stage) { stage.scheme = desktop::ColorScheme::Dark; }};
const Scene entry{QStringLiteral("entry-form"), edited};
const Scene entryDark{QStringLiteral("entry-form-dark"), [](Stage &stage) {
                          stage.scheme = desktop::ColorScheme::Dark;
                          edited(stage);
                      }};
const Scene entryJson{QStringLiteral("entry-json"), [](Stage &stage) {
                          edited(stage);
                          stage.find<QTabWidget>("entryTabs")->setCurrentIndex(2);
                      }};
const Scene small{QStringLiteral("small-window"), [](Stage &stage) {
                      stage.size = {1000, 680};
                      stage.openExample();
                      stage.step(run::control::Open{});
                      stage.step(run::control::PutPage{});
                      stage.find<QTableView>("objectsTable")->selectRow(1);
                  }};
const Scene wrongFilter{QStringLiteral("filter-wrong"), [](Stage &stage) {
                            edited(stage);
                            stage.find<QLineEdit>("objectsFilter")->setText(QStringLiteral("action:walk"));
                            QTest::qWait(300);
                        }};
const Scene million{QStringLiteral("million-rows"), [](Stage &stage) {
                        stage.controller.document().load(users(1'000'000), schema());
                        [[maybe_unused]] const bool idle = stage.settle();
                        stage.find<QTableView>("objectsTable")->scrollToBottom();
                    }};
const Scene loaded{QStringLiteral("example-loaded"), [](Stage &stage) {
                       stage.openExample();
                       stage.find<QTableView>("objectsTable")->selectRow(0);
                   }};
const Scene stepping{QStringLiteral("example-stepping"), [](Stage &stage) {
                         stage.openExample();
                         stage.step(run::control::Open{});
                         stage.step(run::control::PutPage{});
                         stage.find<QTableView>("objectsTable")->selectRow(3);
                     }};
const Scene nextPage{QStringLiteral("next-page"), [](Stage &stage) {
                         stage.openExample();
                         stage.step(run::control::Open{});
                         stage.step(run::control::PutPage{});
                         stage.find<QTabWidget>("pages")->setCurrentIndex(1);
                         stage.find<QTableView>("nextPageTable")->selectRow(3);
                     }};
const Scene results{QStringLiteral("results"), [](Stage &stage) {
                        stage.openExample();
                        stage.step(run::control::Run{});
                        stage.find<QTabWidget>("pages")->setCurrentIndex(2);
                        stage.find<QTableView>("resultsTable")->selectRow(3);
                        QTest::qWait(700);
                    }};
const Scene exceptionPath{QStringLiteral("exception-path"), [](Stage &stage) {
                              stage.openExample();
                              run::Fault fault;
                              fault.entry = 30;
                              stage.controller.wishes().faults = {fault};
                              stage.step(run::control::Run{});
                              stage.find<QAbstractButton>("closeMore")->setChecked(true);
                          }};
const Scene crash{QStringLiteral("crash"), [](Stage &stage) {
                      stage.scheme = desktop::ColorScheme::Dark;
                      stage.openExample();
                      run::Fault fault;
                      fault.kind = run::Fault::Kind::Kill;
                      fault.entry = 30;
                      stage.controller.wishes().faults = {fault};
                      stage.step(run::control::Run{});
                      stage.find<QAbstractButton>("closeMore")->setChecked(true);
                  }};
const Scene hang{QStringLiteral("hang"), [](Stage &stage) {
                     stage.openExample();
                     run::Fault fault;
                     fault.kind = run::Fault::Kind::Hang;
                     fault.entry = 30;
                     stage.controller.wishes().faults = {fault};
                     stage.controller.confirmFirstWrite = [](const QString &) { return true; };
                     stage.controller.control(run::control::Run{});
                     QTest::qWait(5000);
                 }};
const Scene connectorParameters{QStringLiteral("connector-parameters"), [](Stage &stage) {
                                    stage.openExample();
                                    stage.find<QTabWidget>("connectorTabs")->setCurrentIndex(1);
                                }};
const Scene ended{QStringLiteral("example-ended"), [](Stage &stage) {
                      stage.openExample();
                      stage.step(run::control::Run{});
                      stage.find<QTableView>("objectsTable")->selectRow(3);
                  }};

} // namespace
