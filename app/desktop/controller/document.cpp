#include "app/desktop/controller/document.h"

#include "core/session/files.h"

#include <QUndoCommand>

#include <utility>

namespace anchorage::desktop {

class SpaceCommand : public QUndoCommand {
public:
    SpaceCommand(Document &document, const QString &text, space::Space after, SpaceChange change)
        : QUndoCommand(text), m_document(document), m_before(document.space()), m_after(std::move(after)),
          m_change(std::move(change))
    {
    }
    void redo() override { m_document.setSpace(m_after, m_change); }
    void undo() override { m_document.setSpace(m_before, m_change.inverse()); }

private:
    Document &m_document;
    space::Space m_before;
    space::Space m_after;
    SpaceChange m_change;
};

class ProjectCommand : public QUndoCommand {
public:
    ProjectCommand(Document &document, const QString &text, project::Project after)
        : QUndoCommand(text), m_document(document), m_before(document.project()), m_after(std::move(after))
    {
    }
    void redo() override
    {
        swap(m_after);
        if (std::exchange(m_done, true))
            m_document.undone();
    }
    void undo() override
    {
        swap(m_before);
        m_document.undone();
    }

private:
    void swap(project::Project &to)
    {
        to.file = m_document.project().file; // where it is saved is no edit
        to.space = m_document.project().space;
        m_document.setProject(to);
    }

    Document &m_document;
    project::Project m_before;
    project::Project m_after;
    bool m_done = false; // whoever does it first reads what it needs
};

SpaceChange SpaceChange::inverse() const
{
    auto back = *this;
    if (kind == Kind::Added)
        back.kind = Kind::Removed;
    else if (kind == Kind::Removed)
        back.kind = Kind::Added;
    return back;
}

Document::Document(QObject *parent) : QObject(parent)
{
    m_contents.steps.emplace_back();
    connect(&m_undo, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
}

Selection Document::selection() const
{
    auto selection = maConfiguration() ? maConfiguration()->selection : Selection();
    if (const auto &own = project().selection) {
        if (own->types)
            selection.types = own->types;
        if (own->attributes)
            selection.attributes = own->attributes;
    }
    return selection;
}

Scope Document::scope() const
{
    if (project().scope)
        return *project().scope;
    return maConfiguration() ? session::scopeOf(*maConfiguration()) : Scope();
}

bool Document::empty() const
{
    return space().size() == 0 && schema().types.empty() && project() == project::Project() && !isModified();
}

void Document::edit(const QString &text, space::Space after, SpaceChange change)
{
    m_undo.push(new SpaceCommand(*this, text, std::move(after), std::move(change)));
}

void Document::editProject(const QString &text, project::Project after)
{
    if (!(after == project()))
        m_undo.push(new ProjectCommand(*this, text, std::move(after)));
}

void Document::load(Contents contents)
{
    letGo(std::exchange(m_contents.space, std::move(contents.space))); // undo's spaces share it
    m_undo.clear();
    contents.space = std::move(m_contents.space);
    m_contents = std::move(contents);
    m_knownConnector = project().connector;
    m_knownSchema = project().schema;
    m_spaceEdited = false;
    ++m_revision;
    Q_EMIT projectChanged();
    Q_EMIT knowledgeChanged();
    Q_EMIT spaceChanged({});
}

void Document::load(space::Space space, Schema schema)
{
    Contents contents;
    contents.steps.emplace_back();
    contents.space = std::move(space);
    contents.schema = std::move(schema);
    load(std::move(contents));
}

void Document::setKnowledge(Contents contents, bool current)
{
    m_knownConnector = std::move(contents.project.connector);
    m_knownSchema = std::move(contents.project.schema);
    contents.project = project();
    const bool restyled = contents.space.style() != space().style();
    if (restyled)
        ++m_revision;
    if (!current)
        contents.space = space();
    if (restyled && !current) {
        // Two DNs that are one under the new style: the space keeps the old one, and the reason is told.
        if (auto styled = contents.space.setStyle(contents.capabilities.distinguishedNameStyle); !styled)
            contents.incomplete = styled.error();
    }
    m_contents = std::move(contents);
    Q_EMIT knowledgeChanged();
    if (restyled)
        Q_EMIT spaceChanged({});
}

void Document::undone()
{
    const bool another = !(project().connector == m_knownConnector);
    if (!another && project().schema == m_knownSchema)
        return;
    if (another && m_contents.inspection) { // its answers are not this one's
        m_contents.inspection.reset();
        Q_EMIT knowledgeChanged();
    }
    Q_EMIT knowledgeOutdated();
}

void Document::saved(project::Project project)
{
    m_contents.project = std::move(project);
    m_spaceEdited = false;
    m_undo.setClean();
    Q_EMIT projectChanged();
}

void Document::setSpace(const space::Space &space, const SpaceChange &change)
{
    m_contents.space = space;
    m_spaceEdited = true;
    ++m_revision;
    Q_EMIT spaceChanged(change);
}

void Document::setProject(const project::Project &project)
{
    m_contents.project = project;
    Q_EMIT projectChanged();
}

} // namespace anchorage::desktop
