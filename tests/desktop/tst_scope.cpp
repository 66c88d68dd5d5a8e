// The scope: partitions and containers as a tree, ticked or not, and what that does to objects and runs.
#include "app/desktop/controller/scope_tree.h"
#include "tests/desktop/memory_desktop.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTreeWidget>

#include <algorithm>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

QTreeWidgetItem *itemOf(const test::Desktop &desk, const QString &dn)
{
    for (auto *item :
         desk.find<QTreeWidget>("scopeTree")->findItems(QStringLiteral("*"), Qt::MatchWildcard | Qt::MatchRecursive)) {
        if (item->data(0, Qt::UserRole).toString() == dn)
            return item;
    }
    return nullptr;
}

void tick(const test::Desktop &desk, const char *dn, bool on)
{
    itemOf(desk, QString::fromLatin1(dn))->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
    QCoreApplication::processEvents();
}

bool isTicked(const test::Desktop &desk, const char *dn)
{
    const auto *item = itemOf(desk, QString::fromLatin1(dn));
    return item != nullptr && item->checkState(0) == Qt::Checked;
}

/// DNs in the objects table with their outcome column.
QStringList outOfScope(const test::Desktop &desk)
{
    QStringList out;
    const auto *model = desk.find<QTableView>("objectsTable")->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 5).data().toString() == QLatin1String("out of scope"))
            out += model->index(row, 3).data().toString();
    }
    return out;
}

} // namespace

class tst_scope : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutPartitionsEverythingIsOneRoot();
    void theConnectorsPartitionsAndContainersAreATree();
    void anExcludedContainerIsLeftOutOfTheTableAndTheRun();
    void onlyAnIncludedContainerIsHandedOver();
    void takingTheLastInclusionAwayLetsNothingElseIn();
    void theLastPartitionStaysSelected();
    void aTypedContainerIsValidatedAndPlacedBelowItsParent();
    void everyEditCanBeTakenBack();
    void theScopeIsSavedInTheProject();

private:
    QTemporaryDir m_settings;
};

void tst_scope::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_scope::withoutPartitionsEverythingIsOneRoot()
{
    const test::Desktop desk;
    const auto *tree = desk.find<QTreeWidget>("scopeTree");
    QCOMPARE(tree->topLevelItemCount(), 1);
    QCOMPARE(tree->topLevelItem(0)->checkState(0), Qt::Checked);
    QVERIFY(desk.find<QPushButton>("scopeReset")->isHidden());
}

void tst_scope::theConnectorsPartitionsAndContainersAreATree()
{
    test::MemoryDesktop desk({}, test::twoPartitions);
    QVERIFY(desk.opened);
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    QCOMPARE(desk.find<QTreeWidget>("scopeTree")->topLevelItemCount(), 2);
    const auto *it = itemOf(desk, QStringLiteral("ou=it,ou=hq,dc=north"));
    QVERIFY(it != nullptr);
    QCOMPARE(it->parent()->data(0, Qt::UserRole).toString(), QStringLiteral("ou=hq,dc=north"));
    QVERIFY(isTicked(desk, "dc=north") && isTicked(desk, "dc=south") && isTicked(desk, "ou=it,ou=hq,dc=north"));
    QVERIFY(outOfScope(desk).isEmpty());
}

void tst_scope::anExcludedContainerIsLeftOutOfTheTableAndTheRun()
{
    test::MemoryDesktop desk({}, test::twoPartitions);
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    tick(desk, "ou=it,ou=hq,dc=north", false);
    QCOMPARE(desk.controller.document().scope().exclusions.size(), std::size_t(1));
    QVERIFY(isTicked(desk, "ou=hq,dc=north"));
    QCOMPARE(outOfScope(desk), QStringList{QStringLiteral("cn=bob,ou=it,ou=hq,dc=north")});
    tick(desk, "dc=south", false);
    QCOMPARE(outOfScope(desk).size(), 2);
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    QCOMPARE((*desk.controller.story().result())->status, std::string("success")); // the connector checks the scope too
    const auto &sent = desk.controller.story().handOvers();
    QCOMPARE(sent.size(), std::size_t(2));
    QVERIFY(std::none_of(sent.begin(), sent.end(), [](const auto &each) { return each.entry.dn.starts_with("cn=bob"); }));
}

void tst_scope::onlyAnIncludedContainerIsHandedOver()
{
    test::MemoryDesktop desk({}, test::twoPartitions);
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    tick(desk, "dc=south", false); // one partition, in which the step works
    tick(desk, "ou=hq,dc=north", false);
    tick(desk, "ou=it,ou=hq,dc=north", true);
    QVERIFY(!isTicked(desk, "ou=hq,dc=north"));
    QVERIFY(isTicked(desk, "ou=it,ou=hq,dc=north"));
    QVERIFY(itemOf(desk, QStringLiteral("dc=north"))->text(1).contains(QStringLiteral("step works here")));
    desk.action("runOpen")->trigger();
    QVERIFY2(desk.waitHeld(), qPrintable(desk.failure));
    const auto preview = desk.controller.run().status().preview;
    QVERIFY(preview);
    QCOMPARE(preview->page.entries.size(), std::size_t(1));
    QCOMPARE(preview->page.entries.front().entry.dn, std::string("cn=bob,ou=it,ou=hq,dc=north"));
    desk.action("runStop")->trigger();
    QVERIFY(desk.waitEnded());
}

void tst_scope::takingTheLastInclusionAwayLetsNothingElseIn()
{
    test::MemoryDesktop desk({}, test::twoPartitions);
    auto *typing = desk.find<QLineEdit>("scopeTyping");
    typing->setText(QStringLiteral("ou=lab,dc=north"));
    desk.find<QPushButton>("scopeInclude")->click();
    QCoreApplication::processEvents();
    QCOMPARE(outOfScope(desk).size(), 3);
    tick(desk, "ou=lab,dc=north", false);
    QCOMPARE(outOfScope(desk).size(), 4); // also in the partition where nothing was ticked
}

void tst_scope::theLastPartitionStaysSelected()
{
    test::MemoryDesktop desk({}, test::twoPartitions);
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    tick(desk, "dc=south", false);
    QVERIFY(!isTicked(desk, "dc=south"));
    QCOMPARE(outOfScope(desk), QStringList{QStringLiteral("cn=sam,ou=port,dc=south")});
    tick(desk, "dc=north", false);
    QVERIFY(isTicked(desk, "dc=north"));
    QVERIFY(desk.find<QLabel>("scopeMessage")->text().contains(QStringLiteral("only partition")));
    QVERIFY(desk.find<QLabel>("scopeMessage")->isVisibleTo(desk.find<QWidget>("scopePane")));
    tick(desk, "dc=south", true);
    QVERIFY(isTicked(desk, "dc=south"));
    QCOMPARE(desk.controller.document().scope().partitions.size(), std::size_t(2));
}

void tst_scope::aTypedContainerIsValidatedAndPlacedBelowItsParent()
{
    test::MemoryDesktop desk({}, test::twoPartitions);
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    auto *typing = desk.find<QLineEdit>("scopeTyping");
    auto *exclude = desk.find<QPushButton>("scopeExclude");
    QVERIFY(!exclude->isEnabled());
    typing->setText(QStringLiteral("this is no name"));
    exclude->click();
    QVERIFY(!desk.find<QLabel>("scopeMessage")->text().isEmpty());
    QVERIFY(!desk.controller.document().project().scope);
    typing->setText(QStringLiteral("ou=new,ou=it,ou=hq,dc=north"));
    exclude->click();
    QCoreApplication::processEvents();
    const auto *item = itemOf(desk, QStringLiteral("ou=new,ou=it,ou=hq,dc=north"));
    QVERIFY(item != nullptr);
    QCOMPARE(item->parent()->data(0, Qt::UserRole).toString(), QStringLiteral("ou=it,ou=hq,dc=north"));
    QCOMPARE(item->checkState(0), Qt::Unchecked);
    QVERIFY(item->parent()->isExpanded());
    typing->setText(QStringLiteral("dc=west"));
    desk.find<QPushButton>("scopeAddPartition")->click();
    QCoreApplication::processEvents();
    QCOMPARE(desk.find<QTreeWidget>("scopeTree")->topLevelItemCount(), 3);
}

void tst_scope::everyEditCanBeTakenBack()
{
    test::MemoryDesktop desk({}, test::twoPartitions);
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    tick(desk, "ou=hq,dc=north", false);
    tick(desk, "dc=south", false);
    QCOMPARE(outOfScope(desk).size(), 3);
    desk.action("editUndo")->trigger();
    QVERIFY(isTicked(desk, "dc=south") && !isTicked(desk, "ou=hq,dc=north"));
    desk.action("editUndo")->trigger();
    QVERIFY(isTicked(desk, "ou=hq,dc=north"));
    QVERIFY(!desk.controller.document().project().scope && outOfScope(desk).isEmpty());
    desk.action("editRedo")->trigger();
    desk.find<QPushButton>("scopeReset")->click();
    QVERIFY(!desk.controller.document().project().scope);
}

void tst_scope::theScopeIsSavedInTheProject()
{
    test::MemoryDesktop desk({}, test::twoPartitions);
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    tick(desk, "dc=south", false);
    tick(desk, "ou=lab,dc=north", false);
    const auto scope = *desk.controller.document().project().scope;
    desk.controller.saveProject(desk.path(QStringLiteral("test.anchorage")));
    QVERIFY(desk.settle());
    const auto read = project::load(desk.path(QStringLiteral("test.anchorage")).toStdString());
    QVERIFY(read.has_value());
    QVERIFY(read->scope == scope);
}

QTEST_MAIN(tst_scope)
#include "tst_scope.moc"
