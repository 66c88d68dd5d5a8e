// The example that comes with Anchorage, in a folder of its own, opened and ready to run; and what is done to it.
#pragma once

#include "tests/desktop/desktop_fixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace anchorage::test {

/// A window with a folder of its own, and a run to step.
class Stepped : public Desktop {
public:
    Stepped()
    {
        controller.confirmFirstWrite = [](const QString &) { return true; };
    }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    bool waitHeld()
    {
        return QTest::qWaitFor([this] { return !controller.run().active() || controller.run().status().held; }, 30'000);
    }
    bool waitEnded()
    {
        return QTest::qWaitFor([this] { return settle() && !controller.run().active() && controller.story().result(); }, 60'000);
    }
    /// Triggers an action of the window, and waits until the run holds again or is over.
    bool step(const char *name)
    {
        const auto calls = controller.story().calls().size();
        action(name)->trigger();
        return settle()
            && QTest::qWaitFor(
                   [&] {
                       return controller.story().begun()
                           && (!controller.run().active()
                               || (controller.run().status().held && controller.story().calls().size() > calls));
                   },
                   30'000);
    }

private:
    QTemporaryDir m_folder;
};

class Example : public Stepped {
public:
    Example()
    {
        const QDir examples(QStringLiteral(ANCHORAGE_SOURCE_DIR "/resources/examples"));
        for (const auto &name : examples.entryList(QDir::Files))
            QFile::copy(examples.filePath(name), file(name));
        controller.openPath(file(QStringLiteral("contoso.anchorage")));
        opened = settle() && controller.document().space().size() > 200;
    }
    bool opened = false;
};

/// Five users and a group for the memory connector in pages of two; user 2 is refused, user 3 comes again in a second
/// pass: seven hand-overs.
inline QByteArray scriptedProject()
{
    const QJsonObject parameters{
        {QStringLiteral("distinguishedNameStyle"), QStringLiteral("Ldap")},
        {QStringLiteral("answers"),
         QStringLiteral(R"([{"dn": "cn=user 2,dc=example", "answer": "ExportErrorPermissionIssue", "errorDetail": "no rights"},
            {"dn": "cn=user 3,dc=example", "handOver": 1, "answer": "ExportActionRetryReferenceAttribute"}])")}};
    QJsonArray objects;
    for (int i = 1; i <= 6; ++i) {
        const auto type = i == 6 ? QStringLiteral("group") : QStringLiteral("user");
        objects += QJsonObject{{QStringLiteral("dn"), QStringLiteral("cn=%1 %2,dc=example").arg(type).arg(i)},
                               {QStringLiteral("type"), type},
                               {QStringLiteral("pending"), QJsonObject{{QStringLiteral("operation"), QStringLiteral("add")}}}};
    }
    const QJsonObject step{{QStringLiteral("name"), QStringLiteral("Export")}, {QStringLiteral("pageSize"), 2}};
    return QJsonDocument(
               QJsonObject{{QStringLiteral("anchorageProject"), 1},
                           {QStringLiteral("connector"), QJsonObject{{QStringLiteral("name"), QStringLiteral("memory")}}},
                           {QStringLiteral("parameters"), parameters},
                           {QStringLiteral("steps"), QJsonArray{step}},
                           {QStringLiteral("space"), QJsonObject{{QStringLiteral("objects"), objects}}}})
        .toJson();
}

class Scripted : public Stepped {
public:
    Scripted()
    {
        QFile out(file(QStringLiteral("scripted.anchorage")));
        if (out.open(QIODevice::WriteOnly))
            out.write(scriptedProject());
        out.close();
        controller.openPath(out.fileName());
        [[maybe_unused]] const bool idle = settle();
    }
};

} // namespace anchorage::test
