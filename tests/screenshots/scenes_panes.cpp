// Scope, timeline, the wait for a debugger, values set by hand, the reload's dialogue.
#include "app/desktop/views/fault_dialog.h"
#include "app/desktop/views/reload_dialog.h"
#include "app/desktop/views/run_settings_dialog.h"
#include "app/desktop/views/timeline_chart.h"
#include "tests/screenshots/scene.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTreeWidget>

using namespace anchorage;
using namespace anchorage::test;

namespace {

/// The example with a scope: two partitions, an included and an excluded container, one in another script.
void scoped(Stage &stage)
{
    stage.openExample();
    auto project = stage.controller.document().project();
    Scope scope;
    const auto partition = [](const char *dn) {
        return Partition{.identifier = Guid::fromName(dn), .dn = dn, .name = dn, .hiddenByDefault = false};
    };
    scope.partitions = {partition("dc=contoso,dc=example"), partition("dc=fabrikam,dc=example")};
    scope.inclusions = {{"ou=people,dc=contoso,dc=example", "people"}, {"ou=東京,ou=people,dc=contoso,dc=example", "東京"}};
    scope.exclusions = {{"ou=Former employees with a rather long name,ou=people,dc=contoso,dc=example", "Former employees"}};
    project.scope = scope;
    stage.controller.document().editProject(QStringLiteral("Scope"), project);
    if (auto *dock = stage.find<QDockWidget>("scopePaneDock"))
        dock->raise();
}

void timeline(Stage &stage)
{
    stage.openExample();
    stage.step(run::control::Run{});
    stage.find<QTabWidget>("pages")->setCurrentIndex(3);
    stage.find<desktop::TimelineChart>("timelineChart")->select(2);
}

void debuggerWait(Stage &stage)
{
    stage.openExample();
    stage.controller.confirmFirstWrite = [](const QString &) { return true; };
    stage.action("connectorDebug")->trigger();
    stage.controller.control(run::control::Run{});
    [[maybe_unused]] const bool waits =
        stage.settle() && QTest::qWaitFor([&] { return stage.controller.run().status().debuggerWait; }, 20'000);
    QTest::qWait(100);
}

const Scene scope{QStringLiteral("scope"), scoped};
const Scene scopeDark{QStringLiteral("scope-dark"), [](Stage &stage) {
                          stage.scheme = desktop::ColorScheme::Dark;
                          scoped(stage);
                      }};
const Scene chart{QStringLiteral("timeline"), timeline};
const Scene chartDark{QStringLiteral("timeline-dark"), [](Stage &stage) {
                          stage.scheme = desktop::ColorScheme::Dark;
                          timeline(stage);
                      }};
const Scene waiting{QStringLiteral("debugger-wait"), debuggerWait};
const Scene raw{QStringLiteral("entry-changes"), [](Stage &stage) {
                    stage.openExample();
                    stage.find<QTableView>("objectsTable")->selectRow(1);
                    stage.find<QTabWidget>("entryTabs")->setCurrentIndex(1);
                }};
const Scene reload{QStringLiteral("reload-dialog"), [](Stage &stage) {
                       stage.openExample();
                       stage.step(run::control::Run{});
                       auto *dialog = new desktop::ReloadDialog(stage.controller, &stage.window);
                       dialog->open();
                       stage.shown = dialog;
                   }};

template <typename Dialog> void dialog(Stage &stage)
{
    stage.openExample();
    auto *shown = new Dialog(stage.controller, &stage.window);
    shown->open();
    stage.shown = shown;
}
const Scene fault{QStringLiteral("fault-dialog"), dialog<desktop::FaultDialog>};
const Scene settings{QStringLiteral("run-settings"), dialog<desktop::RunSettingsDialog>};
/// The example twice: what the second run hands over is in the target already.
const Scene again{QStringLiteral("results-errors"), [](Stage &stage) {
                      stage.size = {1280, 800};
                      stage.openExample();
                      stage.step(run::control::Run{});
                      stage.step(run::control::Run{});
                      QTest::qWait(700);
                      if (auto *first = stage.find<QAbstractButton>("closeFirstFailed"))
                          first->click();
                  }};

} // namespace
