// The document: schema, space and the undo stack over them. The space is a value whose copies share
// their chunks, so an edit is "before" and "after", undo is the way back, and nothing an edit can do
// (paste, generate, reorder) needs an inverse of its own.
#pragma once

#include "core/model/capabilities.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

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

    const space::Space &space() const { return m_space; }
    const Schema &schema() const { return m_schema; }
    const MACapabilities &capabilities() const { return m_capabilities; }

    /// The only way to edit the space; it can be undone. `after` was made from a copy of space().
    void edit(const QString &text, space::Space after, SpaceChange change);
    QUndoStack *undoStack() { return &m_undo; }

    /// Another file, another connector: nothing to undo afterwards.
    void load(space::Space space);
    void setSchema(Schema schema);
    void setCapabilities(const MACapabilities &capabilities);

Q_SIGNALS:
    void spaceChanged(const anchorage::desktop::SpaceChange &change);
    void schemaChanged();
    void capabilitiesChanged();

private:
    friend class SpaceCommand;
    void setSpace(const space::Space &space, const SpaceChange &change);

    space::Space m_space;
    Schema m_schema;
    MACapabilities m_capabilities;
    QUndoStack m_undo;
};

} // namespace anchorage::desktop
