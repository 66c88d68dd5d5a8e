// The one object that knows both the core and the window's panes. Panes read the document and the story,
// and ask the controller to act; what takes time goes to a worker or to the run's thread.
#pragma once

#include "app/desktop/controller/document.h"
#include "app/desktop/controller/live_run.h"
#include "app/desktop/controller/places.h"
#include "app/desktop/controller/prompt_desk.h"
#include "app/desktop/controller/run_session.h"
#include "app/desktop/controller/task.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace anchorage::desktop {

/// What a person set for the next run, apart from the project.
struct RunWishes {
    std::string step; ///< of the project; empty: the first
    run::Breakpoints breakpoints;
    std::vector<run::Fault> faults;
    QString journal; ///< empty: a new file in the journals' folder
};

class SpaceWork;

class Controller : public QObject {
    Q_OBJECT

public:
    explicit Controller(QObject *parent = nullptr);
    ~Controller() override;

    Document &document() { return m_document; }
    RunSession &run() { return m_run; }
    RunStory &story() { return m_run.story(); }
    TaskList &tasks() { return m_tasks; }
    Places &places() { return m_places; }
    PromptDesk &prompts() { return m_prompts; }
    session::Secrets &secrets() { return m_secrets; }
    RunWishes &wishes() { return m_wishes; }
    /// The step of the next run, by its name.
    void chooseStep(const std::string &name);

    // --- the document ----------------------------------------------------------------------------
    void newProject();
    /// A project, journal, batch, schema, MA configuration or connector, by what the file is. The caller has
    /// asked about unsaved changes.
    /// Several are opened one after the other: a batch finds the schema of the project that came before it.
    void openPath(const QString &path);
    void openJournal(const QString &path);
    /// The same project with another source, connector or parameters: read again, space and undo stay.
    /// `ask`: the connector too; `places`: with partitions and hierarchy.
    void refreshKnowledge(bool ask, bool places = false);
    /// Project and, where it was edited, its objects: in the project while they are few, else in a file
    /// beside it. projectSaved() or failed() tells the end.
    void saveProject(const QString &file);

    // --- the run ---------------------------------------------------------------------------------
    /// Starts a run if none is active, then tells it. Everything else needs an active run.
    void control(const run::Control &control);
    /// Empty: possible now.
    QString whyNotControl(const run::Control &control) const;
    /// Reload, in a run that holds: a new process, Open again, the same page. When the run is over: a new run is told
    /// what it was told, and takes up at that page (absent: its last one). The target is not rolled back.
    void reload(std::optional<PagePosition> page = {});
    QString whyNotReload() const;
    /// What the last live run was made from; absent: there was none.
    const std::optional<session::RunSetup> &runSetup() const { return m_lastSetup; }
    QString journalFile() const { return m_journalFile; } ///< of the run that is shown, live or recorded; empty: none
    /// The next live run starts from the space that the last one left (space-3).
    void takeOverSpace();
    QString whyNotTakeOver() const;
    /// The next run starts a new process, also with process=keep: the connector's file is another one now.
    void dropKeptProcess() { m_kept.reset(); }
    /// For the active run from now on, and for the next ones.
    void setBreakpoints(const run::Breakpoints &breakpoints);
    void setFaults(const std::vector<run::Fault> &faults);

    /// Asked once for the first write of a project to a target; a window sets it. Empty: never written.
    std::function<bool(const QString &target)> confirmFirstWrite;

    /// Something went wrong that no pane shows at its own place.
    void report(const Error &error);

Q_SIGNALS:
    void failed(const QString &text);
    /// Something worth a line in the status bar was done.
    void told(const QString &text);
    /// A file was opened or saved: for the list of recent ones.
    void fileUsed(const QString &path);
    void projectSaved();
    /// A run is being set up (true), or it runs or was refused (false).
    void preparing(bool active);
    /// The next run makes another step.
    void stepChosen();

private:
    void open(ContentsRequest request, const QString &title, bool fresh);
    void openNext();
    void openNow(const QString &given);
    void usePart(const QString &given, bool ask, const std::function<void(project::Project &)> &use, const QString &taken);
    void openObjects(const QString &given, const std::string &path, const std::string &format);
    void readingEnded();
    void startRun(const run::Control &first);
    void begin(session::RunSetup setup, const run::Control &first);
    void launch(session::RunSetup setup, const run::Control &first, std::vector<engine::Input> resume = {});

    Document m_document;
    Places m_places;
    PromptDesk m_prompts;
    session::Secrets m_secrets;
    RunWishes m_wishes;
    QString m_journalFile;
    std::optional<session::RunSetup> m_lastSetup;
    std::shared_ptr<session::KeptProcess> m_kept; // between runs with process=keep
    bool m_preparing = false;
    bool m_outdated = false; // while something is read: read once more
    int m_reading = 0; // files and connectors that are being read into the document
    QStringList m_toOpen; // after those
    RunSession m_run;
    std::unique_ptr<SpaceWork> m_work;
    TaskList m_tasks; // last: its workers end first
};

} // namespace anchorage::desktop
