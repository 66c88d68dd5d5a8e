// The document: a project, what its files and its connector say, the space, and the undo stack over them.
// Project and space are values whose copies are cheap, so an edit is "before" and "after", undo is the
// way back, and nothing an edit can do (paste, generate, reorder) needs an inverse of its own.
#pragma once

#include "app/desktop/controller/contents.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <cstdint>
#include <vector>

namespace anchorage::desktop {

/// What an edit did to the space: so much that views need not look at a million rows.
struct SpaceChange {
    enum class Kind {
        Everything, ///< loaded, reordered, another style: indexes mean something else now
        Changed, ///< these objects look different
        Added, ///< these exist now, at the end or again
        Removed, ///< these do not exist any more
    };
    Kind kind = Kind::Everything;
    std::vector<space::ObjectIndex> objects = {};

    SpaceChange inverse() const;
};

class Document : public QObject {
    Q_OBJECT

public:
    explicit Document(QObject *parent = nullptr);

    const project::Project &project() const { return m_contents.project; }
    const space::Space &space() const { return m_contents.space; }
    const Schema &schema() const { return m_contents.schema; }
    const MACapabilities &capabilities() const { return m_contents.capabilities; }
    const AnchorDefinitions &anchors() const { return m_contents.anchors; }
    const std::vector<project::Step> &steps() const { return project().steps.empty() ? m_contents.steps : project().steps; }
    const std::optional<formats::MaConfiguration> &maConfiguration() const { return m_contents.maConfiguration; }
    /// Null: the connector was not asked yet.
    const std::shared_ptr<const session::Inspection> &inspection() const { return m_contents.inspection; }
    const Findings &findings() const { return m_contents.findings; }
    /// Why schema or capabilities are not known yet; absent: they are.
    const std::optional<Error> &incomplete() const { return m_contents.incomplete; }
    /// The project's over the MA configuration's; what a run takes.
    Selection selection() const;
    Scope scope() const;
    /// True when there is nothing at all: the window shows the start page.
    bool empty() const;

    // The only ways to edit; both can be undone. `after` was made from a copy of what is there now.
    void edit(const QString &text, space::Space after, SpaceChange change);
    void editProject(const QString &text, project::Project after);
    QUndoStack *undoStack() { return &m_undo; }

    /// Another file: nothing to undo afterwards.
    void load(Contents contents);
    /// What files and connector say anew (reload, another connector): project and space stay, undo too.
    /// `current`: the contents' space is the document's own, in the style the connector wants.
    void setKnowledge(Contents contents, bool current = false);
    /// For tests and tools: a space without a project.
    void load(space::Space space, Schema schema = {});

    /// Another one whenever the space became another.
    std::uint64_t revision() const { return m_revision; }
    bool isModified() const { return !m_undo.isClean(); }
    /// The space is another than the project's files hold.
    bool spaceEdited() const { return m_spaceEdited; }
    /// Saved as this, whose file may be another than before.
    void saved(project::Project project);

Q_SIGNALS:
    void spaceChanged(const anchorage::desktop::SpaceChange &change);
    /// Connector, parameters, selection, scope, settings, expectations, file name.
    void projectChanged();
    /// Schema, capabilities, inspection, findings.
    void knowledgeChanged();
    void modifiedChanged(bool modified);
    /// By undo or redo connector or schema are others than what is known came from: it is to be read again.
    void knowledgeOutdated();

private:
    friend class SpaceCommand;
    friend class ProjectCommand;
    void setSpace(const space::Space &space, const SpaceChange &change);
    void setProject(const project::Project &project);
    void undone();

    Contents m_contents;
    project::Connector m_knownConnector; // that the knowledge came from
    project::SchemaSource m_knownSchema;
    bool m_spaceEdited = false;
    std::uint64_t m_revision = 0;
    QUndoStack m_undo;
};

} // namespace anchorage::desktop
