// What every test of the desktop stands on: settings that are nobody's, a window, and waiting for its work.
#pragma once

#include "app/desktop/controller/controller.h"
#include "app/desktop/main_window.h"

#include <QAction>
#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <string>

namespace anchorage::test {

/// Call in initTestCase(): settings go to a folder of the test.
inline void isolateSettings(const QTemporaryDir &folder)
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    QCoreApplication::setOrganizationName(QStringLiteral("anchorage-test"));
    QCoreApplication::setApplicationName(QStringLiteral("anchorage-test"));
}

/// `count` users with a pending Add, and groups that refer to them.
inline space::Space users(int count)
{
    space::Space space(MADistinguishedNameStyle::Ldap);
    for (int i = 1; i <= count; ++i) {
        space::SpaceObject object;
        object.type = i % 10 == 0 ? "group" : "user";
        object.dn = "cn=" + object.type + " " + std::to_string(i) + ",ou=hq,dc=example";
        object.pending.operation = space::PendingOperation::Add;
        object.pending.changes = {
            AttributeChange::add("mail", {"u" + std::to_string(i) + "@example.com"}, AttributeType::String, false)};
        [[maybe_unused]] const auto index = space.insert(object);
    }
    return space;
}

class Desktop {
public:
    Desktop()
    {
        window.show();
        [[maybe_unused]] const bool idle = settle();
    }
    /// Until no work goes on.
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor([this] { return controller.tasks().idle(); }, 30'000);
    }
    QAction *action(const char *name) const { return window.findChild<QAction *>(QString::fromLatin1(name)); }
    template <typename Widget> Widget *find(const char *name) const
    {
        return window.findChild<Widget *>(QString::fromLatin1(name));
    }

    desktop::Controller controller;
    desktop::MainWindow window{controller};
};

} // namespace anchorage::test
