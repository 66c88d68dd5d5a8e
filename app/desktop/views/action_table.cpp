#include "app/desktop/views/actions.h"

#include <QtGlobal>

namespace anchorage::desktop {
namespace {

constexpr ActionSpec separator(const char *menu)
{
    return {menu, nullptr, nullptr, nullptr, nullptr, nullptr};
}

// NOLINTNEXTLINE(modernize-avoid-c-arrays)
constexpr ActionSpec table[] = {
    {"file", "fileQuit", QT_TRANSLATE_NOOP("Actions", "&Quit"), "quit", "Ctrl+Q",
     QT_TRANSLATE_NOOP("Actions", "Leave Anchorage")},

    {"edit", "editUndo", QT_TRANSLATE_NOOP("Actions", "&Undo"), "undo", "Ctrl+Z",
     QT_TRANSLATE_NOOP("Actions", "Take back the last edit")},
    {"edit", "editRedo", QT_TRANSLATE_NOOP("Actions", "&Redo"), "redo", "Ctrl+Shift+Z",
     QT_TRANSLATE_NOOP("Actions", "Do again what was taken back")},
    separator("edit"),
    {"edit", "objectAdd", QT_TRANSLATE_NOOP("Actions", "&Add object"), "add", "Ins",
     QT_TRANSLATE_NOOP("Actions", "A new object with a pending Add")},
    {"edit", "objectDuplicate", QT_TRANSLATE_NOOP("Actions", "&Duplicate"), "duplicate", "Ctrl+D",
     QT_TRANSLATE_NOOP("Actions", "Copies of the selected objects, to be added")},
    {"edit", "objectRemove", QT_TRANSLATE_NOOP("Actions", "Re&move from the space"), "remove", "Ctrl+Del",
     QT_TRANSLATE_NOOP("Actions", "The selected objects leave the bench; nothing is exported for them")},
    {"edit", "objectDelete", QT_TRANSLATE_NOOP("Actions", "E&xport a deletion"), "delete", "Del",
     QT_TRANSLATE_NOOP("Actions", "The selected objects are to be deleted in the target")},
    {"edit", "objectDrop", QT_TRANSLATE_NOOP("Actions", "Leave out of the &run"), "drop", "Ctrl+K",
     QT_TRANSLATE_NOOP("Actions", "The selected objects keep their pending change but are not handed over; again: they are")},
    {"edit", "objectUp", QT_TRANSLATE_NOOP("Actions", "Move &up"), "up", "Ctrl+Shift+Up",
     QT_TRANSLATE_NOOP("Actions", "Earlier in the order in which the objects were put in")},
    {"edit", "objectDown", QT_TRANSLATE_NOOP("Actions", "Move d&own"), "down", "Ctrl+Shift+Down",
     QT_TRANSLATE_NOOP("Actions", "Later in the order in which the objects were put in")},
    separator("edit"),
    {"edit", "editFilter", QT_TRANSLATE_NOOP("Actions", "&Filter"), "filter", "Ctrl+F",
     QT_TRANSLATE_NOOP("Actions", "Find objects: type a filter")},

    {"view", "viewSchemeSystem", QT_TRANSLATE_NOOP("Actions", "Colours of the &system"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "Dark or light as the system is")},
    {"view", "viewSchemeLight", QT_TRANSLATE_NOOP("Actions", "&Light"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "Dark text on a light ground")},
    {"view", "viewSchemeDark", QT_TRANSLATE_NOOP("Actions", "&Dark"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "Light text on a dark ground")},
    separator("view"),
};

} // namespace

std::span<const ActionSpec> actionTable()
{
    return table;
}

} // namespace anchorage::desktop
