#include "app/desktop/controller/document.h"

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

SpaceChange SpaceChange::inverse() const
{
    auto back = *this;
    if (kind == Kind::Added)
        back.kind = Kind::Removed;
    else if (kind == Kind::Removed)
        back.kind = Kind::Added;
    return back;
}

Document::Document(QObject *parent) : QObject(parent) { }

void Document::edit(const QString &text, space::Space after, SpaceChange change)
{
    m_undo.push(new SpaceCommand(*this, text, std::move(after), std::move(change)));
}

void Document::load(space::Space space)
{
    m_undo.clear();
    setSpace(space, {});
}

void Document::setSchema(Schema schema)
{
    m_schema = std::move(schema);
    Q_EMIT schemaChanged();
}

void Document::setCapabilities(const MACapabilities &capabilities)
{
    m_capabilities = capabilities;
    Q_EMIT capabilitiesChanged();
}

void Document::setSpace(const space::Space &space, const SpaceChange &change)
{
    m_space = space;
    Q_EMIT spaceChanged(change);
}

} // namespace anchorage::desktop
