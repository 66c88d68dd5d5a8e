#include "app/desktop/views/evidence_actions.h"

#include "app/desktop/controller/evidence.h"
#include "app/desktop/controller/object_export.h"
#include "app/desktop/controller/plan_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/file_questions.h"
#include "app/desktop/views/objects_pane.h"
#include "app/desktop/views/plan_window.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMainWindow>
#include <QMessageBox>
#include <QStatusBar>

#include <utility>
#include <variant>

namespace anchorage::desktop {
namespace {

constexpr int toldFor = 10'000; // ms in the status bar

struct ReportChoice {
    report::Form form;
    FileChoice file;
};
std::vector<ReportChoice> reportChoices()
{
    return {{report::Form::Html, {EvidenceActions::tr("HTML page"), {QStringLiteral("html")}}},
            {report::Form::Csv, {EvidenceActions::tr("CSV table"), {QStringLiteral("csv")}}},
            {report::Form::Json, {QStringLiteral("JSON"), {QStringLiteral("json")}}},
            {report::Form::JUnit, {EvidenceActions::tr("JUnit XML"), {QStringLiteral("xml")}}},
            {report::Form::RunHistory, {EvidenceActions::tr("Run history XML"), {QStringLiteral("xml")}}},
            {report::Form::Text, {EvidenceActions::tr("Text"), {QStringLiteral("txt")}}}};
}

/// Beside each other in a folder: the journal's name with another suffix.
QString proposal(const QString &journal, const QString &suffix)
{
    return QFileInfo(journal).completeBaseName() + QLatin1Char('.') + suffix;
}

} // namespace

EvidenceActions::EvidenceActions(Controller &controller, Actions &actions, const ObjectsPane &objects, QMainWindow *window)
    : QObject(window), m_controller(controller), m_actions(actions), m_objects(objects), m_window(window), m_work(controller)
{
    const auto act = [&](const char *name, auto &&work) {
        connect(actions[QString::fromLatin1(name)], &QAction::triggered, this, std::forward<decltype(work)>(work));
    };
    act("fileExportObjects", [this] { exportObjects(false); });
    act("fileExportSelected", [this] { exportObjects(true); });
    act("fileSaveJournal", [this] { saveJournal(); });
    act("fileExportResults", [this] { exportResults(); });
    act("runFailedOnly", [this] { keepOnlyFailed(); });
    act("runPlan", [this] { showPlan(); });
    connect(&objects, &ObjectsPane::selectionChanged, this, &EvidenceActions::update);
    connect(&controller.document(), &Document::spaceChanged, this, &EvidenceActions::update);
    connect(&controller.document(), &Document::projectChanged, this, &EvidenceActions::update);
    connect(&controller.run(), &RunSession::started, this, &EvidenceActions::update);
    connect(&controller.run(), &RunSession::ended, this, &EvidenceActions::update);
    connect(&m_work, &SpaceWork::done, this, [this](const SpaceEdit &edit) { told(edit.told); });
    update();
}

void EvidenceActions::update()
{
    const auto &document = m_controller.document();
    const auto objects = document.space().size() == 0 ? tr("there are no objects") : QString();
    m_actions.setAvailable(QStringLiteral("fileExportObjects"), objects);
    m_actions.setAvailable(QStringLiteral("fileExportSelected"),
                           m_objects.hasSelection() ? QString() : tr("no object is selected"));
    const bool live = m_controller.run().active() && !m_controller.run().recorded();
    const auto journal = live                  ? tr("the run is still going on")
        : m_controller.journalFile().isEmpty() ? tr("nothing was run yet")
                                               : QString();
    m_actions.setAvailable(QStringLiteral("fileSaveJournal"), journal);
    m_actions.setAvailable(QStringLiteral("fileExportResults"), journal);
    m_actions.setAvailable(QStringLiteral("runFailedOnly"),
                           m_controller.run().active()         ? tr("the run is still going on")
                               : !m_controller.story().begun() ? tr("nothing was run yet")
                                                               : QString());
    const bool nothing = document.project().connector.empty()
        && std::holds_alternative<project::schema_source::Connector>(document.project().schema);
    m_actions.setAvailable(QStringLiteral("runPlan"), nothing ? tr("there is no connector and no schema yet") : objects);
}

void EvidenceActions::exportObjects(bool selected)
{
    std::vector<FileChoice> choices;
    std::vector<std::string> names;
    for (const auto &format : formats::allFormats()) {
        if (!format.writes)
            continue;
        FileChoice choice{fromUtf8(format.title), {}};
        for (const auto &suffix : format.suffixes)
            choice.suffixes << fromUtf8(suffix.substr(1));
        choices.push_back(choice);
        names.push_back(format.name);
    }
    const auto objects = selected ? m_objects.selectedObjects() : Objects();
    askSaveFile(m_window, QStringLiteral("exportObjectsDialog"),
                selected ? tr("Export the selected objects") : tr("Export all objects"), QStringLiteral("objects"), choices,
                [this, names, objects, selected](const QString &file, int choice) {
                    const auto &document = m_controller.document();
                    using Losses = std::vector<formats::Loss>;
                    m_controller.tasks().start<Losses>(
                        tr("Exporting objects"),
                        [path = toUtf8(file), format = names[static_cast<std::size_t>(choice)], space = document.space(), objects,
                         selected, schema = document.schema()](TaskControl &) {
                            formats::SaveRequest request;
                            request.path = path;
                            request.format = format;
                            request.schema = schema.types.empty() ? nullptr : &schema;
                            return formats::save(selected ? subset(space, objects) : space, request);
                        },
                        this,
                        [this, file](Result<Losses> losses) {
                            if (!losses)
                                return m_controller.report(losses.error());
                            told(tr("Objects exported to %1").arg(QDir::toNativeSeparators(file)));
                            if (losses->empty())
                                return;
                            auto *box = new QMessageBox(
                                QMessageBox::Information, tr("Exported, but not everything"),
                                tr("The file is complete for what its format can hold. Not in it: %1.").arg(lossText(*losses)),
                                QMessageBox::Ok, m_window);
                            box->setObjectName(QStringLiteral("lossesBox"));
                            box->setAttribute(Qt::WA_DeleteOnClose);
                            box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
                            box->open();
                        });
                });
}

void EvidenceActions::saveJournal()
{
    const auto journal = m_controller.journalFile();
    askSaveFile(m_window, QStringLiteral("saveJournalDialog"), tr("Save the journal"), QFileInfo(journal).fileName(),
                {{tr("Journals"), {QStringLiteral("journal")}}}, [this, journal](const QString &file, int) {
                    struct Copied { };
                    m_controller.tasks().start<Copied>(
                        tr("Saving the journal"),
                        [from = toUtf8(journal), to = toUtf8(file)](TaskControl &control) -> Result<Copied> {
                            if (auto done = copyJournal(from, to, control); !done)
                                return fail(std::move(done.error()));
                            return Copied{};
                        },
                        this,
                        [this, file](Result<Copied> copied) {
                            if (!copied)
                                return m_controller.report(copied.error());
                            told(tr("Journal saved as %1").arg(QDir::toNativeSeparators(file)));
                            Q_EMIT m_controller.fileUsed(file);
                        });
                });
}

void EvidenceActions::exportResults()
{
    std::vector<FileChoice> choices;
    for (const auto &choice : reportChoices())
        choices.push_back(choice.file);
    const auto journal = m_controller.journalFile();
    askSaveFile(m_window, QStringLiteral("exportResultsDialog"), tr("Export the results"),
                proposal(journal, QStringLiteral("html")), choices, [this, journal](const QString &file, int choice) {
                    ReportRequest request;
                    request.journal = toUtf8(journal);
                    request.file = toUtf8(file);
                    request.form = reportChoices()[static_cast<std::size_t>(choice)].form;
                    request.project = m_controller.document().project();
                    request.steps = m_controller.document().steps();
                    struct Written { };
                    m_controller.tasks().start<Written>(
                        tr("Writing the report"),
                        [request](TaskControl &control) -> Result<Written> {
                            if (auto done = desktop::writeReport(request, control); !done)
                                return fail(std::move(done.error()));
                            return Written{};
                        },
                        this,
                        [this, file](Result<Written> written) {
                            if (!written)
                                return m_controller.report(written.error());
                            told(tr("Results exported to %1").arg(QDir::toNativeSeparators(file)));
                        });
                });
}

void EvidenceActions::keepOnlyFailed()
{
    // Of a million objects: which of them failed is found in the worker too.
    m_work.start(tr("Leaving out what did not fail"),
                 [run = runEnd(m_controller.story(), m_controller.run().spaceAfter())](
                     const space::Space &before, TaskControl &control) -> Result<SpaceEdit> {
                     auto only = keepFailed(run, before, control);
                     if (!only)
                         return fail(std::move(only.error()));
                     if (only->kept == 0) {
                         SpaceEdit none;
                         none.told = tr("Nothing failed in the last run: there is nothing to run again");
                         return none;
                     }
                     return SpaceEdit{
                         std::move(only->after),
                         {SpaceChange::Kind::Changed, std::move(only->changed)},
                         tr("Run only what failed"),
                         tr("%n object(s) stay in the next run, all others are left out", nullptr, static_cast<int>(only->kept))};
                 });
}

void EvidenceActions::showPlan()
{
    ContentsRequest request;
    request.project = m_controller.document().project();
    request.inspection = m_controller.document().inspection();
    request.space = m_controller.document().space();
    m_controller.tasks().start<PlanText>(
        tr("Planning the run"),
        [request, step = m_controller.wishes().step, &secrets = m_controller.secrets()](TaskControl &control) {
            return planText(request, step, secrets, control);
        },
        this,
        [this](Result<PlanText> plan) {
            if (!plan)
                return m_controller.report(plan.error());
            if (m_plan.isNull())
                m_plan = new PlanWindow(m_window);
            m_plan->show(*plan);
        });
}

void EvidenceActions::told(const QString &text)
{
    m_window->statusBar()->showMessage(text, toldFor);
}

} // namespace anchorage::desktop
