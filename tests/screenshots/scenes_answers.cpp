// What answers can be: special actions, errors, a flood of output; stepping through a journal.
#include "tests/desktop/example.h"
#include "tests/screenshots/scene.h"

#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableView>

using namespace anchorage;
using namespace anchorage::test;

namespace {

void openScripted(Stage &stage)
{
    const auto path = stage.folder() + QStringLiteral("/scripted.anchorage");
    QFile out(path);
    if (out.open(QIODevice::WriteOnly))
        out.write(scriptedProject());
    out.close();
    stage.controller.openPath(path);
    [[maybe_unused]] const bool idle = stage.settle();
}

void bringUp(Stage &stage, const char *dock)
{
    if (auto *widget = stage.find<QDockWidget>(dock)) {
        widget->show();
        widget->raise();
    }
}

const Scene special{QStringLiteral("results-special-actions"), [](Stage &stage) {
                        openScripted(stage);
                        stage.step(run::control::Run{});
                        stage.find<QTabWidget>("pages")->setCurrentIndex(2);
                        stage.find<QTableView>("resultsTable")->selectRow(2);
                        QTest::qWait(700);
                    }};
const Scene specialDark{QStringLiteral("results-special-actions-dark"), [](Stage &stage) {
                            stage.scheme = desktop::ColorScheme::Dark;
                            openScripted(stage);
                            stage.step(run::control::Run{});
                            stage.find<QTabWidget>("pages")->setCurrentIndex(2);
                            stage.find<QTableView>("resultsTable")->selectRow(1);
                            QTest::qWait(700);
                        }};
const Scene switched{QStringLiteral("switched-to-dark"), [](Stage &stage) {
                         openScripted(stage);
                         stage.step(run::control::Run{});
                         stage.scheme = desktop::ColorScheme::Dark; // with everything on the screen
                     }};
const Scene output{QStringLiteral("output"), [](Stage &stage) {
                       stage.openExample();
                       stage.step(run::control::Run{});
                       bringUp(stage, "outputPaneDock");
                   }};
const Scene findings{
    QStringLiteral("findings"), [](Stage &stage) {
        openScripted(stage);
        auto space = stage.controller.document().space();
        auto object = space.object(0);
        object.pending.changes = {
            AttributeChange::add("nickname", {std::string("Bo")}, AttributeType::String, false),
            AttributeChange::add("manager", {Reference{"cn=nobody,dc=example"}}, AttributeType::Reference, false)};
        if (space.replace(0, object))
            stage.controller.document().edit(QStringLiteral("edit"), space, {});
        bringUp(stage, "findingsPaneDock");
        QTest::qWait(1'000);
    }};
const Scene breakpoints{QStringLiteral("breakpoints"), [](Stage &stage) {
                            openScripted(stage);
                            bringUp(stage, "breakpointsPaneDock");
                        }};
const Scene filtered{QStringLiteral("million-rows-filtered"), [](Stage &stage) {
                         stage.controller.document().load(users(1'000'000));
                         stage.find<QLineEdit>("objectsFilter")->setText(QStringLiteral("type:group dn~77"));
                         QTest::qWait(1'000);
                     }};

} // namespace
