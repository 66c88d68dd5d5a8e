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
    {"file", "fileNew", QT_TRANSLATE_NOOP("Actions", "&New project"), "new", "Ctrl+N",
     QT_TRANSLATE_NOOP("Actions", "An empty project")},
    {"file", "fileOpen", QT_TRANSLATE_NOOP("Actions", "&Open a file…"), "folder", "Ctrl+O",
     QT_TRANSLATE_NOOP("Actions", "A project, journal, batch, schema, management agent configuration or connector")},
    {"file", "fileExample", QT_TRANSLATE_NOOP("Actions", "Open the &example"), "play-example", nullptr,
     QT_TRANSLATE_NOOP("Actions", "The example project that comes with Anchorage")},
    {"file", "fileSave", QT_TRANSLATE_NOOP("Actions", "&Save"), "save", "Ctrl+S",
     QT_TRANSLATE_NOOP("Actions", "Save the project and its objects")},
    {"file", "fileSaveAs", QT_TRANSLATE_NOOP("Actions", "Save &as…"), nullptr, "Ctrl+Shift+S",
     QT_TRANSLATE_NOOP("Actions", "Save the project in another file")},
    separator("file"),
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

    {"connector", "connectorOpen", QT_TRANSLATE_NOOP("Actions", "&Open a connector…"), "connector", "Ctrl+Shift+O",
     QT_TRANSLATE_NOOP("Actions", "Choose the connector of the project: a plugin or an assembly")},
    {"connector", "connectorAsk", QT_TRANSLATE_NOOP("Actions", "&Ask the connector again"), "again", "Ctrl+Shift+R",
     QT_TRANSLATE_NOOP("Actions", "Capabilities, parameters and schema anew, in a process of its own")},

    {"run", "runOpen", QT_TRANSLATE_NOOP("Actions", "&Open"), "open", "F6",
     QT_TRANSLATE_NOOP("Actions", "Begin a run: start the connector and call OpenExportConnection, then hold")},
    {"run", "runPutPage", QT_TRANSLATE_NOOP("Actions", "Put &page"), "put-page", "F10",
     QT_TRANSLATE_NOOP("Actions", "Hand over the next page (or make the next call), then hold")},
    {"run", "runPutEntry", QT_TRANSLATE_NOOP("Actions", "Put &entry"), "put-entry", "F11",
     QT_TRANSLATE_NOOP("Actions", "Hand over the next entry as a page of its own, then hold")},
    {"run", "runToBreak", QT_TRANSLATE_NOOP("Actions", "Run to &break"), "run-to-break", "F8",
     QT_TRANSLATE_NOOP("Actions", "Go on until a breakpoint or the end")},
    {"run", "runRun", QT_TRANSLATE_NOOP("Actions", "&Run"), "run", "F5",
     QT_TRANSLATE_NOOP("Actions", "Go on until the end, past breakpoints")},
    separator("run"),
    {"run", "runStop", QT_TRANSLATE_NOOP("Actions", "&Stop"), "stop", "Shift+F5",
     QT_TRANSLATE_NOOP("Actions", "Stop after the running call and close with TerminatedByUser; twice: kill the process")},
    {"run", "runClose", QT_TRANSLATE_NOOP("Actions", "&Close"), "close", "Ctrl+F6",
     QT_TRANSLATE_NOOP("Actions", "Close instead of the next page")},
    {"run", "runKill", QT_TRANSLATE_NOOP("Actions", "&Kill the process"), "kill", "Ctrl+Shift+F5",
     QT_TRANSLATE_NOOP("Actions", "End the connector's process now, also while it hangs")},
    {"run", "runReload", QT_TRANSLATE_NOOP("Actions", "Re&load"), "reload", "Ctrl+R",
     QT_TRANSLATE_NOOP("Actions",
                       "A new process takes the connector's place and Open is called again; the target is not rolled back")},
    {"run", "runContinue", QT_TRANSLATE_NOOP("Actions", "Co&ntinue after attaching"), "continue", "Ctrl+F5",
     QT_TRANSLATE_NOOP("Actions", "A debugger is attached: go on to Open")},
    separator("run"),
    {"run", "runFault", QT_TRANSLATE_NOOP("Actions", "Pro&voke a fault…"), "fault", "Ctrl+Shift+F",
     QT_TRANSLATE_NOOP("Actions", "Throw, hang, kill or garbage at an entry of the run, with any connector")},
    {"run", "runSettings", QT_TRANSLATE_NOOP("Actions", "Run se&ttings…"), "settings", "Ctrl+,",
     QT_TRANSLATE_NOOP("Actions", "Page size, limits, timeouts and the engine's options")},
    separator("run"),
    {"run", "runTakeOver", QT_TRANSLATE_NOOP("Actions", "&Take over what the run left"), "import", nullptr,
     QT_TRANSLATE_NOOP("Actions", "The objects as the run left them become the objects of the next run")},
    {"run", "runTakeOverFailed", QT_TRANSLATE_NOOP("Actions", "Take over only what &failed"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "As before, with everything left out of the next run that did not fail")},
    separator("run"),

    {"view", "viewSchemeSystem", QT_TRANSLATE_NOOP("Actions", "Colours of the &system"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "Dark or light as the system is")},
    {"view", "viewSchemeLight", QT_TRANSLATE_NOOP("Actions", "&Light"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "Dark text on a light ground")},
    {"view", "viewSchemeDark", QT_TRANSLATE_NOOP("Actions", "&Dark"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "Light text on a dark ground")},
    separator("view"),

    {"help", "helpContents", QT_TRANSLATE_NOOP("Actions", "&Contents"), "help", "F1",
     QT_TRANSLATE_NOOP("Actions", "The documentation")},
    {"help", "helpRules", QT_TRANSLATE_NOOP("Actions", "The engine's &rules"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "What the engine does and why, with the ids that removals and findings name")},
    {"help", "helpDebug", QT_TRANSLATE_NOOP("Actions", "&Debug an ECMA2 connector"), "bug", nullptr,
     QT_TRANSLATE_NOOP("Actions", "From an assembly to a breakpoint in it")},
    separator("help"),
    {"help", "helpAbout", QT_TRANSLATE_NOOP("Actions", "&About Anchorage"), "info", nullptr,
     QT_TRANSLATE_NOOP("Actions", "Versions and licence")},
};

} // namespace

std::span<const ActionSpec> actionTable()
{
    return table;
}

} // namespace anchorage::desktop
