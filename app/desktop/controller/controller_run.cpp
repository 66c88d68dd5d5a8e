// From "Open" on the toolbar to a run in its own thread.
#include "app/desktop/controller/controller.h"

#include "app/desktop/controller/run_preparation.h"
#include "app/desktop/text.h"
#include "core/record/resume.h"
#include "core/session/first_write.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <memory>
#include <utility>

namespace anchorage::desktop {
namespace {

QString newJournalFile(const std::string &projectFile)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/journals"));
    folder.mkpath(QStringLiteral("."));
    const auto project = projectFile.empty() ? QStringLiteral("run") : QFileInfo(fromUtf8(projectFile)).completeBaseName();
    const auto now = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    return folder.filePath(QStringLiteral("%1-%2.journal").arg(project, now));
}

bool begins(const run::Control &control)
{
    return std::holds_alternative<run::control::Open>(control) || std::holds_alternative<run::control::RunToBreak>(control)
        || std::holds_alternative<run::control::Run>(control);
}

using MadeRun = Result<std::shared_ptr<LiveRun>>;

MadeRun makeRun(session::RunSetup setup, session::RunExtras extras, session::Secrets &secrets, const TaskControl &control)
{
    const auto journal = fromUtf8(extras.journal);
    auto run = LiveRun::create(std::move(setup), std::move(extras), secrets);
    if (!run)
        return fail(std::move(run.error()));
    if (control.cancelled()) {
        run->reset();
        QFile::remove(journal); // it tells of no run
        return fail(ErrorCode::Cancelled, "cancelled");
    }
    return std::shared_ptr<LiveRun>(std::move(*run));
}

} // namespace

void Controller::control(const run::Control &control)
{
    if (!whyNotControl(control).isEmpty())
        return;
    if (m_run.active())
        m_run.post(control);
    else
        startRun(control);
}

QString Controller::whyNotControl(const run::Control &control) const
{
    if (m_run.active())
        return m_run.whyNot(control);
    if (!begins(control))
        return tr("No run is active: Open comes first.");
    if (m_preparing)
        return tr("The run is being set up.");
    if (m_document.project().connector.empty())
        return tr("No connector is chosen.");
    return {};
}

void Controller::startRun(const run::Control &first)
{
    ContentsRequest wanted;
    wanted.project = m_document.project();
    wanted.inspection = m_document.inspection();
    wanted.space = m_document.space(); // a snapshot: edits from now on belong to the next run
    m_preparing = true;
    Q_EMIT preparing(true);
    m_tasks.start<session::RunSetup>(
        tr("Setting up the run"),
        [this, wanted = std::move(wanted), step = m_wishes.step](TaskControl &control) {
            return prepareRun(wanted, step, AskConnector::Always, m_secrets, control);
        },
        this,
        [this, first](Result<session::RunSetup> setup) {
            if (setup)
                return begin(std::move(*setup), first);
            m_preparing = false;
            report(setup.error());
            Q_EMIT preparing(false);
        });
}

void Controller::begin(session::RunSetup setup, const run::Control &first)
{
    session::FirstWrites written;
    if (!written.confirmed(setup)) {
        if (!confirmFirstWrite || !confirmFirstWrite(fromUtf8(setup.target))) {
            m_preparing = false;
            Q_EMIT preparing(false);
            return;
        }
        if (auto kept = written.confirm(setup); !kept)
            report(kept.error()); // it asks again next time
    }
    launch(std::move(setup), first);
}

void Controller::launch(session::RunSetup setup, const run::Control &first, std::vector<engine::Input> resume)
{
    const auto journal = m_wishes.journal.isEmpty() ? newJournalFile(setup.projectFile) : m_wishes.journal;
    const bool keep = setup.engine.settings.process == RunSettings::ProcessLife::Keep;
    const bool goesOn = keep && m_kept && m_kept->location() == setup.connector;
    if (!goesOn)
        m_kept.reset();
    auto extras = std::make_shared<session::RunExtras>();
    extras->resume = std::move(resume);
    extras->journal = toUtf8(journal);
    extras->breakpoints = m_wishes.breakpoints;
    extras->faults = run::Faults(m_wishes.faults);
    extras->process = m_kept;
    // In a worker: the journal begins with every object, and the engine reads the name of each.
    const auto work = [this, setup, extras](TaskControl &control) {
        return makeRun(setup, std::move(*extras), m_secrets, control);
    };
    m_tasks.start<std::shared_ptr<LiveRun>>(
        tr("Setting up the run"), work, this, [this, setup = std::move(setup), first, journal, keep, goesOn](MadeRun run) {
            m_preparing = false;
            if (run) {
                m_journalFile = journal;
                letGo(std::exchange(m_lastSetup, setup));
                if (keep && !goesOn) // else it is kept already, unless its file has changed meanwhile
                    m_kept = (*run)->process();
                m_run.start(std::move(*run), setup.engine.space);
                m_run.post(first);
            } else {
                report(run.error());
            }
            Q_EMIT preparing(false);
        });
}

void Controller::reload(std::optional<PagePosition> page)
{
    if (!whyNotReload().isEmpty())
        return;
    dropKeptProcess();
    if (m_run.active())
        return m_run.post(run::control::Reload{});
    m_preparing = true;
    Q_EMIT preparing(true);
    using Inputs = std::vector<engine::Input>;
    m_tasks.start<Inputs>(
        tr("Reading what the run was told"),
        [file = toUtf8(m_journalFile), page](TaskControl &) -> Result<Inputs> {
            auto reader = record::JournalReader::open(file);
            return reader ? record::inputsBefore(*reader, page) : fail(std::move(reader.error()));
        },
        this,
        [this](Result<Inputs> inputs) {
            if (inputs)
                return launch(*m_lastSetup, run::control::Open{}, std::move(*inputs));
            m_preparing = false;
            report(inputs.error());
            Q_EMIT preparing(false);
        });
}

QString Controller::whyNotReload() const
{
    if (m_run.active())
        return m_run.whyNot(run::control::Reload{});
    if (m_preparing)
        return tr("The run is being set up.");
    if (!m_lastSetup || m_run.recorded())
        return tr("No run with a connector was made yet.");
    if (m_run.story().handOvers().empty())
        return tr("The run came to no page: begin a new one.");
    return {};
}

void Controller::chooseStep(const std::string &name)
{
    if (m_wishes.step == name)
        return;
    m_wishes.step = name;
    Q_EMIT stepChosen();
}

void Controller::setBreakpoints(const run::Breakpoints &breakpoints)
{
    m_wishes.breakpoints = breakpoints;
    m_run.post(run::control::SetBreakpoints{breakpoints});
}

void Controller::setFaults(const std::vector<run::Fault> &faults)
{
    m_wishes.faults = faults;
    m_run.post(run::control::SetFaults{faults});
}

void Controller::takeOverSpace()
{
    if (const auto *after = m_run.spaceAfter())
        m_document.edit(tr("Take over what the run left"), *after, {});
}

QString Controller::whyNotTakeOver() const
{
    if (m_run.active())
        return tr("The run is still going on.");
    if (m_run.spaceAfter() == nullptr)
        return tr("No run has ended yet.");
    return {};
}

} // namespace anchorage::desktop
