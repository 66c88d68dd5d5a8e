// What of the objects goes to the connector: the schema's check boxes, a management agent's configuration, limits.
#include "core/base/file.h"
#include "tests/desktop/memory_desktop.h"

#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTreeWidget>

#include <algorithm>

using namespace anchorage;
using namespace anchorage::desktop;
using test::MemoryDesktop;

namespace {

QTreeWidgetItem *itemOf(const test::Desktop &desk, const char *tree, const QString &path)
{
    const auto names = path.split(QLatin1Char('/'));
    const auto *widget = desk.find<QTreeWidget>(tree);
    QTreeWidgetItem *found = nullptr;
    for (int i = 0; i < widget->topLevelItemCount(); ++i)
        if (widget->topLevelItem(i)->text(0) == names.front())
            found = widget->topLevelItem(i);
    for (qsizetype depth = 1; found != nullptr && depth < names.size(); ++depth) {
        QTreeWidgetItem *child = nullptr;
        for (int i = 0; i < found->childCount(); ++i)
            if (found->child(i)->text(0) == names[depth])
                child = found->child(i);
        found = child;
    }
    return found;
}

bool isTicked(const test::Desktop &desk, const QString &path)
{
    const auto *item = itemOf(desk, "schemaTree", path);
    return item != nullptr && item->checkState(0) == Qt::Checked;
}

/// The tree is made anew with the next events.
void tick(test::Desktop &desk, const QString &path, bool on)
{
    auto *item = itemOf(desk, "schemaTree", path);
    QVERIFY(item != nullptr);
    item->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
    QCoreApplication::processEvents();
}

QString planOf(test::Desktop &desk)
{
    desk.action("runPlan")->trigger();
    if (!desk.settle())
        return {};
    const auto *plan = desk.find<QPlainTextEdit>("planText");
    return plan == nullptr ? QString() : plan->toPlainText();
}

void setLimit(MemoryDesktop &desk, const char *setting, const char *value)
{
    desk.action("runSettings")->trigger();
    auto *dialog = desk.find<QDialog>("runSettingsDialog");
    dialog->findChild<QLineEdit *>(QLatin1String(setting))->setText(QLatin1String(value));
    dialog->accept();
}

} // namespace

class tst_selection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAttributeThatIsNotTickedIsNotHandedOver();
    void aTypeThatIsNotTickedIsNotHandedOver();
    void aConfigurationSetsUpWhatIsHandedOver();
    void aRunStopsAtTheObjectLimit();
    void aRunWithMoreDeletionsThanAllowedIsStopped();
    void theTitleNamesTheTarget();

private:
    QTemporaryDir m_settings;
};

void tst_selection::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_selection::anAttributeThatIsNotTickedIsNotHandedOver()
{
    MemoryDesktop desk;
    QVERIFY(desk.opened);
    QVERIFY(isTicked(desk, QStringLiteral("user/title")));
    QVERIFY2(planOf(desk).contains(QLatin1String("title")), qPrintable(planOf(desk)));
    tick(desk, QStringLiteral("user/title"), false);
    QVERIFY(!isTicked(desk, QStringLiteral("user/title")));
    QVERIFY(isTicked(desk, QStringLiteral("user/mail")));
    QVERIFY(!desk.controller.document().selection().hasAttribute("title"));
    QVERIFY(desk.window.isWindowModified());
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    const auto &sent = desk.controller.story().handOvers();
    QCOMPARE(sent.size(), std::size_t(4));
    for (const auto &each : sent)
        for (const auto &change : each.entry.changes)
            QVERIFY2(change.name != "title", each.entry.dn.c_str());
    desk.action("editUndo")->trigger();
    QVERIFY(isTicked(desk, QStringLiteral("user/title")));
}

void tst_selection::aTypeThatIsNotTickedIsNotHandedOver()
{
    MemoryDesktop desk;
    QVERIFY(planOf(desk).contains(QLatin1String("cn=ann,ou=hq,dc=north")));
    tick(desk, QStringLiteral("user"), false);
    QVERIFY(!isTicked(desk, QStringLiteral("user")));
    QVERIFY2(!planOf(desk).contains(QLatin1String("p1.1")), qPrintable(planOf(desk)));
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QVERIFY(desk.controller.story().handOvers().empty());
    tick(desk, QStringLiteral("user"), true);
    QVERIFY(planOf(desk).contains(QLatin1String("cn=ann,ou=hq,dc=north")));
}

void tst_selection::aConfigurationSetsUpWhatIsHandedOver()
{
    test::Desktop desk;
    desk.controller.openPath(QStringLiteral(ANCHORAGE_SOURCE_DIR "/tests/data/formats/ma.xml"));
    QVERIFY(desk.settle());
    // Partition and containers, as the tree shows them.
    const auto *root = itemOf(desk, "scopeTree", QStringLiteral("DC=x"));
    QVERIFY(root != nullptr);
    QCOMPARE(root->checkState(0), Qt::Checked);
    QCOMPARE(root->childCount(), 1);
    QCOMPARE(root->child(0)->data(0, Qt::UserRole).toString(), QStringLiteral("OU=b,DC=x"));
    QCOMPARE(root->child(0)->checkState(0), Qt::Unchecked);
    // Types and attributes.
    QVERIFY(isTicked(desk, QStringLiteral("person")) && isTicked(desk, QStringLiteral("person/title")));
    QVERIFY(!isTicked(desk, QStringLiteral("robot")));
    // Parameters, as they were stored, without asking anybody.
    QCOMPARE(desk.find<QLineEdit>("parameter_Server")->text(), QStringLiteral("s1"));
    // The step's page size.
    const QTemporaryDir folder;
    const auto batch = folder.filePath(QStringLiteral("two.ldif"));
    QVERIFY(replaceFile(batch.toStdString(),
                        "version: 1\n\ndn: CN=a,DC=x\nobjectClass: person\n\ndn: CN=b,DC=x\nobjectClass: person\n"));
    desk.controller.openPath(batch);
    QVERIFY(desk.settle());
    const auto plan = planOf(desk);
    QVERIFY2(plan.contains(QLatin1String("p1.1")) && plan.contains(QLatin1String("p1.2")), qPrintable(plan));
    // A page size of one's own wins.
    desk.action("runSettings")->trigger();
    auto *dialog = desk.find<QDialog>("runSettingsDialog");
    dialog->findChild<QSpinBox *>(QStringLiteral("settingsPageSize"))->setValue(10);
    dialog->accept();
    QVERIFY2(!planOf(desk).contains(QLatin1String("p1.2")), qPrintable(planOf(desk)));
}

void tst_selection::aRunStopsAtTheObjectLimit()
{
    MemoryDesktop desk(", 'steps': [{'name': 'Export', 'exportType': 'Delta', 'pageSize': 2}]"); // it counts whole pages
    setLimit(desk, "setting_objectLimit", "2");
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QCOMPARE(desk.controller.story().handOvers().size(), std::size_t(2));
    QCOMPARE((*desk.controller.story().result())->status, std::string("stopped-object-limit"));
    QVERIFY(desk.find<QLabel>("closeText")->text().contains(QLatin1String("stopped-object-limit")));
}

void tst_selection::aRunWithMoreDeletionsThanAllowedIsStopped()
{
    MemoryDesktop desk;
    auto space = desk.controller.document().space();
    for (const auto *name : {"ou=hq", "ou=lab"}) {
        space::SpaceObject object;
        object.type = "organizationalUnit";
        object.dn = std::string(name) + ",dc=north";
        object.pending.operation = space::PendingOperation::Delete;
        QVERIFY(space.insert(std::move(object)));
    }
    desk.controller.document().edit(QStringLiteral("deletes"), std::move(space), {});
    setLimit(desk, "setting_deletionLimit", "1");
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QCOMPARE((*desk.controller.story().result())->status, std::string("stopped-deletion-limit"));
    const auto &sent = desk.controller.story().handOvers();
    QVERIFY(std::count_if(sent.begin(), sent.end(),
                          [](const auto &each) { return each.entry.modification == ObjectModificationType::Delete; })
            <= 1);
    QVERIFY(desk.find<QLabel>("closeText")->text().contains(QLatin1String("stopped-deletion-limit")));
}

void tst_selection::theTitleNamesTheTarget()
{
    MemoryDesktop desk;
    QCOMPARE(desk.window.windowTitle(), QStringLiteral("test.anchorage[*] → memory.so"));
    auto project = desk.controller.document().project();
    project.parameters.push_back({"server", std::string("dc1.north.example")});
    desk.controller.document().editProject(QStringLiteral("server"), std::move(project));
    QCOMPARE(desk.window.windowTitle(), QStringLiteral("test.anchorage[*] → memory.so: server dc1.north.example"));
    desk.controller.newProject();
    QVERIFY(!desk.window.windowTitle().contains(QStringLiteral("→")));
}

QTEST_MAIN(tst_selection)
#include "tst_selection.moc"
