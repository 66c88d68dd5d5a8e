// A window with a project over the memory connector, which fails an engine that breaks a rule: LDAP names, a directory
// with containers, four users to be added.
#pragma once

#include "tests/desktop/desktop_fixture.h"

#include <QFile>
#include <QTemporaryDir>

#include <string>

namespace anchorage::test {

/// For MemoryDesktop: two partitions.
inline constexpr const char *twoPartitions = ", 'supportPartitions': '1', 'partitions': 'dc=north;dc=south'";

class MemoryDesktop : public Desktop {
public:
    /// Further members of the project and of its parameters, as JSON with a leading comma and ' for quotes.
    explicit MemoryDesktop(const QByteArray &more = {}, const QByteArray &moreParameters = {})
    {
        // ' stands for a quote and ` for an escaped one: moc loses its way among raw strings.
        QByteArray project = "{'anchorageProject': 1, 'connector': {'path': '" ANCHORAGE_BIN_DIR "/connectors/memory.so'},"
                             " 'parameters': {'distinguishedNameStyle': 'Ldap', 'supportHierarchy': '1', 'seed': '["
            + container("ou=hq,dc=north") + ',' + container("ou=it,ou=hq,dc=north") + ',' + container("ou=lab,dc=north") + ','
            + container("ou=port,dc=south") + "]'" + moreParameters + "}, 'space': {'objects': ["
            + object("cn=ann,ou=hq,dc=north") + ',' + object("cn=bob,ou=it,ou=hq,dc=north") + ','
            + object("cn=eve,ou=lab,dc=north") + ',' + object("cn=sam,ou=port,dc=south") + "]}" + more + "}";
        write(QStringLiteral("test.anchorage"), project.replace('`', "\\\"").replace('\'', '"'));
        controller.confirmFirstWrite = [](const QString &) { return true; };
        QObject::disconnect(&controller, &desktop::Controller::failed, &window, nullptr); // no box that waits for somebody
        QObject::connect(&controller, &desktop::Controller::failed, &window, [this](const QString &text) { failure = text; });
        controller.openPath(m_folder.filePath(QStringLiteral("test.anchorage")));
        opened = settle() && controller.document().space().size() == 4 && !controller.document().incomplete();
    }
    static QByteArray container(const QByteArray &dn)
    {
        return "{`dn`:`" + dn + "`,`type`:`organizationalUnit`,`attributes`:{}}";
    }
    static QByteArray object(const QByteArray &dn)
    {
        return "{'dn': '" + dn + "', 'type': 'user', 'pending': {'operation': 'add', 'attributes': {'title': 'x'}}}";
    }
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    bool waitEnded()
    {
        const bool over = QTest::qWaitFor(
            [this] { return !failure.isEmpty() || (settle() && !controller.run().active() && controller.story().result()); },
            60'000);
        return over && failure.isEmpty();
    }
    bool waitHeld()
    {
        return QTest::qWaitFor(
            [this] {
                return settle() && controller.story().begun() && (!controller.run().active() || controller.run().status().held);
            },
            30'000);
    }

    bool opened = false;
    QString failure; ///< what was said last

private:
    QTemporaryDir m_folder;
};

} // namespace anchorage::test
