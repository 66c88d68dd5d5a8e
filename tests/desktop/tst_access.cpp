// Everything can be reached by keyboard, and a screen reader has a name for it.
#include "app/desktop/views/actions.h"
#include "app/desktop/views/fault_dialog.h"
#include "app/desktop/views/generate_dialog.h"
#include "app/desktop/views/reload_dialog.h"
#include "app/desktop/views/run_settings_dialog.h"
#include "tests/desktop/memory_desktop.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>

#include <set>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

/// Made by Qt inside another widget, which has the name.
bool isInside(const QWidget *widget)
{
    if (widget->objectName().startsWith(QStringLiteral("qt_")) || qobject_cast<const QHeaderView *>(widget) != nullptr
        || qobject_cast<const QScrollBar *>(widget) != nullptr || qobject_cast<const QTabBar *>(widget) != nullptr
        || qobject_cast<const QTabWidget *>(widget) != nullptr || qobject_cast<const QMenu *>(widget) != nullptr
        || qobject_cast<const QMenuBar *>(widget) != nullptr || widget->metaObject() == &QScrollArea::staticMetaObject)
        return true;
    const auto *parent = widget->parentWidget();
    if (parent == nullptr)
        return false;
    if (const auto *area = qobject_cast<const QAbstractScrollArea *>(parent); area != nullptr && area->viewport() == widget)
        return true;
    const bool editorOfAnother = parent->inherits("QComboBox") || parent->inherits("QAbstractSpinBox")
        || parent->inherits("QLineEdit") || parent->inherits("QComboBoxPrivateContainer");
    return editorOfAnother || (parent->inherits("QDockWidget") && widget->inherits("QAbstractButton"));
}

QString nameOf(QWidget *widget)
{
    auto *interface = QAccessible::queryAccessibleInterface(widget);
    auto name = interface != nullptr ? interface->text(QAccessible::Name) : QString();
    if (name.isEmpty() && interface != nullptr && qobject_cast<QLabel *>(widget) != nullptr)
        name = interface->text(QAccessible::Value);
    if (name.isEmpty()) {
        if (const auto *label = qobject_cast<QLabel *>(widget))
            name = label->text().isEmpty() ? QStringLiteral("(empty text)") : label->text();
    }
    return name;
}

/// Class and object name of each that a person can focus and a screen reader has no name for.
QStringList nameless(QWidget *window)
{
    QStringList found;
    for (auto *widget : window->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || isInside(widget) || !nameOf(widget).isEmpty())
            continue;
        QStringList path;
        for (const auto *each = widget; each != nullptr && path.size() < 3; each = each->parentWidget())
            path.prepend(QStringLiteral("%1#%2").arg(QString::fromLatin1(each->metaObject()->className()), each->objectName()));
        found += path.join(QStringLiteral(" > "));
    }
    found.removeDuplicates();
    return found;
}

void actionsOf(const QMenu *menu, std::set<QAction *> &out)
{
    for (auto *action : menu->actions()) {
        out.insert(action);
        if (action->menu() != nullptr)
            actionsOf(action->menu(), out);
    }
}

} // namespace

class tst_access : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyFocusableWidgetOfTheWindowHasAName();
    void everyFocusableWidgetOfADialogHasAName_data();
    void everyFocusableWidgetOfADialogHasAName();
    void everyActionIsReachedByKeyboard();
    void noShortcutMeansTwoThings();
    void mnemonicsOfAMenuDiffer();

private:
    QTemporaryDir m_settings;
};

void tst_access::initTestCase()
{
    qputenv("ANCHORAGE_CONFIG_DIR", m_settings.path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_settings.path().toLocal8Bit());
    test::isolateSettings(m_settings);
}

void tst_access::everyFocusableWidgetOfTheWindowHasAName()
{
    test::MemoryDesktop desk;
    desk.action("connectorAsk")->trigger();
    QVERIFY(desk.settle());
    desk.action("runRun")->trigger();
    QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    const auto found = nameless(&desk.window);
    QVERIFY2(found.isEmpty(), qPrintable(QLatin1Char('\n') + found.join(QLatin1Char('\n'))));
}

void tst_access::everyFocusableWidgetOfADialogHasAName_data()
{
    QTest::addColumn<int>("dialog");
    QTest::newRow("run settings") << 0;
    QTest::newRow("fault") << 1;
    QTest::newRow("reload") << 2;
    QTest::newRow("generate") << 3;
    QTest::newRow("help") << 4;
    QTest::newRow("about") << 5;
    QTest::newRow("plan") << 6;
}

void tst_access::everyFocusableWidgetOfADialogHasAName()
{
    QFETCH(int, dialog);
    test::MemoryDesktop desk;
    static constexpr const char *actions[] = {"runSettings",  "runFault",  "runReload", "editGenerate",
                                              "helpContents", "helpAbout", "runPlan"};
    if (dialog == 2) {
        desk.action("runRun")->trigger();
        QVERIFY2(desk.waitEnded(), qPrintable(desk.failure));
    }
    desk.action(actions[dialog])->trigger();
    QVERIFY(desk.settle());
    QTest::qWait(50);
    QVERIFY2(desk.failure.isEmpty(), qPrintable(desk.failure));
    int seen = 0;
    for (auto *window : QApplication::topLevelWidgets()) {
        if (window == &desk.window || !window->isVisible() || window->inherits("QMenu"))
            continue;
        ++seen;
        const auto found = nameless(window);
        QVERIFY2(found.isEmpty(), qPrintable(QLatin1Char('\n') + found.join(QLatin1Char('\n'))));
        window->close();
    }
    QVERIFY(seen > 0);
}

void tst_access::everyActionIsReachedByKeyboard()
{
    const test::Desktop desk;
    std::set<QAction *> inMenus;
    for (const auto *top : desk.window.menuBar()->actions()) {
        QVERIFY2(top->text().contains(QLatin1Char('&')), qPrintable(top->text()));
        actionsOf(top->menu(), inMenus);
    }
    for (auto *action : desk.window.actions()) {
        if (action->isSeparator())
            continue;
        QVERIFY2(inMenus.contains(action) || !action->shortcut().isEmpty(), qPrintable(action->objectName()));
        QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->objectName()));
    }
}

void tst_access::noShortcutMeansTwoThings()
{
    const test::Desktop desk;
    QMap<QString, QString> owners;
    for (const auto *action : desk.window.actions()) {
        for (const auto &keys : action->shortcuts()) {
            const auto text = keys.toString(QKeySequence::PortableText);
            QVERIFY2(!owners.contains(text),
                     qPrintable(QStringLiteral("%1: %2, %3").arg(text, owners.value(text), action->objectName())));
            owners.insert(text, action->objectName());
        }
    }
    QVERIFY(owners.size() > 20);
}

void tst_access::mnemonicsOfAMenuDiffer()
{
    const test::Desktop desk;
    for (const auto *top : desk.window.menuBar()->actions()) {
        QMap<QChar, QString> owners;
        for (const auto *action : top->menu()->actions()) {
            const int at = static_cast<int>(action->text().indexOf(QLatin1Char('&')));
            if (action->isSeparator() || at < 0)
                continue;
            const auto key = action->text().at(at + 1).toLower();
            QVERIFY2(!owners.contains(key),
                     qPrintable(QStringLiteral("%1: %2 and %3").arg(top->text(), owners.value(key), action->text())));
            owners.insert(key, action->text());
        }
    }
}

QTEST_MAIN(tst_access)
#include "tst_access.moc"
