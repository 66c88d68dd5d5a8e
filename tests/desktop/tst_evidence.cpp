// What a run leaves for others, and the two ways around a run: the plan before it, what failed after it.
#include "core/base/file.h"
#include "tests/desktop/desktop_fixture.h"

#include <QDialog>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStatusBar>
#include <QXmlStreamReader>

using namespace anchorage;
using namespace anchorage::desktop;

namespace {

constexpr auto projectText = "{\n"
                             "  \"anchorageProject\": 1,\n"
                             "  \"connector\": {\"name\": \"memory\"},\n"
                             "  \"parameters\": {\n"
                             "    \"distinguishedNameStyle\": \"Ldap\",\n"
                             "    \"missingParent\": \"ignore\",\n"
                             "    \"answers\": \"[{\\\"dn\\\": \\\"cn=u2,dc=example\\\", \\\"answer\\\": "
                             "\\\"ExportErrorInvalidDN\\\", \\\"errorDetail\\\": \\\"no such place\\\"}]\"\n"
                             "  },\n"
                             "  \"space\": {\"objects\": [\n"
                             "    {\"dn\": \"cn=u1,dc=example\", \"type\": \"user\", \"pending\": {\"operation\": \"add\", "
                             "\"attributes\": {\"title\": \"One\"}}},\n"
                             "    {\"dn\": \"cn=u2,dc=example\", \"type\": \"user\", \"pending\": {\"operation\": \"add\", "
                             "\"attributes\": {\"title\": \"Two\"}}},\n"
                             "    {\"dn\": \"cn=u3,dc=example\", \"type\": \"user\", \"pending\": {\"operation\": \"add\", "
                             "\"attributes\": {\"title\": \"Three\"}}}\n"
                             "  ]}\n"
                             "}\n";

} // namespace

/// A project whose second object the target refuses.
class Refusing : public test::Desktop {
public:
    Refusing()
    {
        QObject::disconnect(&controller, &Controller::failed, &window, nullptr);
        controller.confirmFirstWrite = [](const QString &) { return true; };
        const auto file = place("refusing.anchorage");
        opened = replaceFile(file.toStdString(), projectText).has_value();
        controller.openPath(file);
        opened = settle() && controller.document().space().size() == 3;
    }
    bool run()
    {
        action("runRun")->trigger();
        return QTest::qWaitFor(
            [this] { return controller.tasks().idle() && !controller.run().active() && controller.story().result(); }, 60'000);
    }
    QString place(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }
    /// Fills in the file dialog that the action opened; what it starts is over then.
    bool saveAs(const char *dialogName, const QString &filter, const QString &file)
    {
        auto *dialog = find<QFileDialog>(dialogName);
        if (dialog == nullptr)
            return false;
        const auto filters = dialog->nameFilters().filter(filter);
        dialog->selectNameFilter(filters.value(0));
        dialog->selectFile(file);
        static_cast<QDialog *>(dialog)->accept();
        const bool idle = settle();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return !filters.isEmpty() && idle && QFileInfo::exists(file);
    }
    QByteArray read(const QString &file) const
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    QTemporaryDir folder;
    bool opened = false;
};

class tst_evidence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("ANCHORAGE_CONFIG_DIR", m_folder.path().toLocal8Bit());
        qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
        test::isolateSettings(m_folder);
    }
    void beforeARunThereIsNothingToExport();
    void resultsAreExportedInEveryForm();
    void aSavedJournalIsOpenedLikeTheRunItself();
    void onlyWhatFailedRunsAgain();
    void whereNothingFailedNothingIsLeftOut();
    void thePlanShowsThePagesAndCallsNobody();
    void aPlanThatIsRefusedSaysWhy();

private:
    QTemporaryDir m_folder;
};

void tst_evidence::beforeARunThereIsNothingToExport()
{
    Refusing desktop;
    QVERIFY(desktop.opened);
    for (const auto *name : {"fileExportResults", "fileSaveJournal", "runFailedOnly"}) {
        QVERIFY(!desktop.action(name)->isEnabled());
        QVERIFY(desktop.action(name)->toolTip().contains(QStringLiteral("nothing was run yet")));
    }
}

void tst_evidence::resultsAreExportedInEveryForm()
{
    Refusing desktop;
    QVERIFY(desktop.opened);
    QVERIFY(desktop.run());
    const auto exportAs = [&](const QString &filter, const char *file) {
        desktop.action("fileExportResults")->trigger();
        return desktop.saveAs("exportResultsDialog", filter, desktop.place(file)) ? desktop.read(desktop.place(file))
                                                                                  : QByteArray();
    };
    const auto csv = exportAs(QStringLiteral("CSV"), "r.csv");
    QVERIFY2(csv.contains("no such place"), csv.constData());
    const auto json = QJsonDocument::fromJson(exportAs(QStringLiteral("JSON"), "r.json"));
    QVERIFY(!json.isNull());
    const auto html = exportAs(QStringLiteral("HTML"), "r.html");
    QVERIFY(html.contains("<html") && html.contains("no such place"));
    for (const auto &[filter, file, root] :
         {std::tuple{"JUnit", "j.xml", "testsuites"}, std::tuple{"Run history", "h.xml", "run-history"}}) {
        const auto text = exportAs(QString::fromLatin1(filter), file);
        QXmlStreamReader xml(text);
        QVERIFY(xml.readNextStartElement());
        QCOMPARE(xml.name().toString(), QString::fromLatin1(root));
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }
}

void tst_evidence::aSavedJournalIsOpenedLikeTheRunItself()
{
    Refusing desktop;
    QVERIFY(desktop.opened);
    QVERIFY(desktop.run());
    const auto file = desktop.place("kept.journal");
    desktop.action("fileSaveJournal")->trigger();
    QVERIFY(desktop.saveAs("saveJournalDialog", QStringLiteral("Journals"), file));

    test::Desktop later; // another person's bench: no connector, no project
    later.controller.openPath(file);
    QVERIFY(later.settle());
    QVERIFY(later.controller.run().active());
    QVERIFY(QTest::qWaitFor([&] { return later.controller.run().status().held; }, 30'000));
    later.action("runRun")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return !later.controller.run().active(); }, 30'000));
    QCOMPARE(later.controller.story().outcome(1).what, ObjectOutcome::What::Error);
    QVERIFY(later.action("fileExportResults")->isEnabled());
}

void tst_evidence::onlyWhatFailedRunsAgain()
{
    Refusing desktop;
    QVERIFY(desktop.opened);
    QVERIFY(desktop.run());
    auto &document = desktop.controller.document();
    const auto before = document.space();
    desktop.action("runFailedOnly")->trigger();
    QVERIFY(desktop.settle());
    // What got through is there now, and nothing is pending for it any more.
    QCOMPARE(document.space().pendingOperation(0), space::PendingOperation::None);
    QCOMPARE(document.space().pendingOperation(1), space::PendingOperation::Add);
    QVERIFY(!document.space().dropped(1));
    QCOMPARE(document.space().pendingOperation(2), space::PendingOperation::None);
    QVERIFY(desktop.run());
    QCOMPARE(desktop.controller.story().handOvers().size(), 1U);
    desktop.action("editUndo")->trigger();
    QVERIFY(document.space() == before);
}

void tst_evidence::whereNothingFailedNothingIsLeftOut()
{
    Refusing desktop;
    auto project = desktop.controller.document().project();
    std::erase_if(project.parameters, [](const auto &parameter) { return parameter.name == "answers"; });
    desktop.controller.document().editProject(QStringLiteral("answer well"), std::move(project)); // and nobody is asked again
    QVERIFY(desktop.run());
    const auto before = desktop.controller.document().space();
    desktop.action("runFailedOnly")->trigger();
    QVERIFY(desktop.settle());
    QVERIFY(desktop.controller.document().space() == before);
    QVERIFY(desktop.window.statusBar()->currentMessage().contains(QStringLiteral("Nothing failed")));
}

void tst_evidence::thePlanShowsThePagesAndCallsNobody()
{
    Refusing desktop;
    QVERIFY(desktop.opened);
    desktop.action("runPlan")->trigger();
    QVERIFY(desktop.settle());
    const auto *text = desktop.find<QPlainTextEdit>("planText");
    QVERIFY(text != nullptr);
    QVERIFY(text->isReadOnly());
    QVERIFY2(text->toPlainText().contains(QStringLiteral("p1.1 Add cn=u2,dc=example")), qPrintable(text->toPlainText()));
    QVERIFY(desktop.find<QLabel>("planSummary")->text().contains(QStringLiteral("3 entries in 1 pages")));
    QVERIFY(!desktop.controller.story().begun());
}

void tst_evidence::aPlanThatIsRefusedSaysWhy()
{
    Refusing desktop;
    QVERIFY(desktop.opened);
    auto project = desktop.controller.document().project();
    project.connector.name = "no-such-connector";
    Contents contents;
    contents.project = project;
    contents.steps = {{}};
    contents.space = desktop.controller.document().space();
    desktop.controller.document().load(std::move(contents));
    QVERIFY(desktop.settle());
    const QSignalSpy failed(&desktop.controller, &Controller::failed);
    desktop.action("runPlan")->trigger();
    QVERIFY(desktop.settle());
    QCOMPARE(failed.size(), 1);
    QVERIFY2(failed[0][0].toString().contains(QStringLiteral("no-such-connector")), qPrintable(failed[0][0].toString()));
}

QTEST_MAIN(tst_evidence)
#include "tst_evidence.moc"
