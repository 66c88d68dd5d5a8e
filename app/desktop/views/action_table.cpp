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
    {"file", "fileExample", QT_TRANSLATE_NOOP("Actions", "Open the exa&mple"), "play-example", nullptr,
     QT_TRANSLATE_NOOP("Actions", "The example project that comes with Anchorage")},
    {"file", "fileSave", QT_TRANSLATE_NOOP("Actions", "&Save"), "save", "Ctrl+S",
     QT_TRANSLATE_NOOP("Actions", "Save the project and its objects")},
    {"file", "fileSaveAs", QT_TRANSLATE_NOOP("Actions", "Save &as…"), nullptr, "Ctrl+Shift+S",
     QT_TRANSLATE_NOOP("Actions", "Save the project in another file")},
    separator("file"),
    {"file", "fileExportObjects", QT_TRANSLATE_NOOP("Actions", "&Export objects…"), "export", "Ctrl+E",
     QT_TRANSLATE_NOOP("Actions",
                       "All objects in a file: JSON, LDIF, CSV, mmsml or csexport; what the format cannot hold is told")},
    {"file", "fileExportSelected", QT_TRANSLATE_NOOP("Actions", "Export selected o&bjects…"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "The selected objects in a file")},
    {"file", "fileExportResults", QT_TRANSLATE_NOOP("Actions", "Export res&ults…"), "results", "Ctrl+Shift+E",
     QT_TRANSLATE_NOOP("Actions", "What became of each object, as HTML, CSV, JSON, JUnit XML or run history XML")},
    {"file", "fileSaveJournal", QT_TRANSLATE_NOOP("Actions", "Save &journal as…"), "journal", nullptr,
     QT_TRANSLATE_NOOP("Actions", "The whole run in one file: anybody can step through it without the connector")},
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
    {"edit", "objectDrop", QT_TRANSLATE_NOOP("Actions", "&Leave out of the run"), "drop", "Ctrl+K",
     QT_TRANSLATE_NOOP("Actions", "The selected objects keep their pending change but are not handed over; again: they are")},
    {"edit", "objectUp", QT_TRANSLATE_NOOP("Actions", "Mo&ve up"), "up", "Ctrl+Shift+Up",
     QT_TRANSLATE_NOOP("Actions", "Earlier in the order in which the objects were put in")},
    {"edit", "objectDown", QT_TRANSLATE_NOOP("Actions", "Move d&own"), "down", "Ctrl+Shift+Down",
     QT_TRANSLATE_NOOP("Actions", "Later in the order in which the objects were put in")},
    separator("edit"),
    {"edit", "editCopyText", QT_TRANSLATE_NOOP("Actions", "&Text"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "The selected objects, one line each, as plans show them")},
    {"edit", "editCopyJson", QT_TRANSLATE_NOOP("Actions", "&JSON"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "The selected objects whole; they can be pasted again")},
    {"edit", "editCopyLdif", QT_TRANSLATE_NOOP("Actions", "&LDIF"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "The pending changes of the selected objects as LDIF")},
    {"edit", "editCopyCsv", QT_TRANSLATE_NOOP("Actions", "&CSV"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "The pending changes of the selected objects as CSV with a header")},
    {"edit", "editCopyMmsml", QT_TRANSLATE_NOOP("Actions", "&Drop file (mmsml)"), nullptr, nullptr,
     QT_TRANSLATE_NOOP("Actions", "The pending changes of the selected objects as an engine's drop file")},
    {"edit", "editPaste", QT_TRANSLATE_NOOP("Actions", "&Paste"), "paste", "Ctrl+V",
     QT_TRANSLATE_NOOP("Actions", "Objects and changes from the clipboard: LDIF, CSV, mmsml, csexport or JSON")},
    {"edit", "editPasteFile", QT_TRANSLATE_NOOP("Actions", "Paste from a f&ile…"), nullptr, "Ctrl+Shift+V",
     QT_TRANSLATE_NOOP("Actions", "Objects and changes from a file, recognised by what is in it")},
    {"edit", "editGenerate", QT_TRANSLATE_NOOP("Actions", "&Generate objects…"), "generate", "Ctrl+G",
     QT_TRANSLATE_NOOP("Actions", "People and groups made from the schema, the same for the same seed")},
    separator("edit"),
    {"edit", "editFilter", QT_TRANSLATE_NOOP("Actions", "&Filter"), "filter", "Ctrl+F",
     QT_TRANSLATE_NOOP("Actions", "Show the objects that match: type a filter")},
    {"edit", "editFind", QT_TRANSLATE_NOOP("Actions", "Fi&nd…"), "search", "Ctrl+Alt+F",
     QT_TRANSLATE_NOOP("Actions", "Go to the next object that matches, the others stay in sight")},
    {"edit", "editFindNext", QT_TRANSLATE_NOOP("Actions", "Find nex&t"), nullptr, "F3",
     QT_TRANSLATE_NOOP("Actions", "Go to the next object that matches what was looked for")},

    {"connector", "connectorOpen", QT_TRANSLATE_NOOP("Actions", "&Open a connector…"), "connector", "Ctrl+Shift+O",
     QT_TRANSLATE_NOOP("Actions", "Choose the connector of the project: a plugin or an assembly")},
    {"connector", "connectorAsk", QT_TRANSLATE_NOOP("Actions", "&Ask the connector again"), "again", "Ctrl+Shift+R",
     QT_TRANSLATE_NOOP("Actions", "Capabilities, parameters, schema and partitions anew, in a process of its own")},
    {"connector", "connectorDebug", QT_TRANSLATE_NOOP("Actions", "&Wait for a debugger"), "bug", "Ctrl+Shift+D",
     QT_TRANSLATE_NOOP("Actions", "Hold the next runs before Open, and say how to attach")},

    {"run", "runPlan", QT_TRANSLATE_NOOP("Actions", "Pl&an"), "plan", "F4",
     QT_TRANSLATE_NOOP("Actions", "The pages a run would hand over if every answer were success; nothing is handed over")},
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
                       "A new process takes up the run at its page; after the end too. The target is not rolled back")},
    {"run", "runContinue", QT_TRANSLATE_NOOP("Actions", "Co&ntinue after attaching"), "continue", "Ctrl+F5",
     QT_TRANSLATE_NOOP("Actions", "A debugger is attached: go on to Open")},
    separator("run"),
    {"run", "runFault", QT_TRANSLATE_NOOP("Actions", "Pro&voke a fault…"), "fault", "Ctrl+Shift+F",
     QT_TRANSLATE_NOOP("Actions", "Throw, hang, kill or garbage at an entry of the run, with any connector")},
    {"run", "runSettings", QT_TRANSLATE_NOOP("Actions", "Run settin&gs…"), "settings", "Ctrl+,",
     QT_TRANSLATE_NOOP("Actions", "Page size, limits, timeouts and the engine's options")},
    separator("run"),
    {"run", "runTakeOver", QT_TRANSLATE_NOOP("Actions", "&Take over what the run left"), "import", nullptr,
     QT_TRANSLATE_NOOP("Actions", "The objects as the run left them become the objects of the next run")},
    {"run", "runFailedOnly", QT_TRANSLATE_NOOP("Actions", "Run aga&in only what failed"), "again", "Ctrl+Shift+A",
     QT_TRANSLATE_NOOP("Actions",
                       "Leave everything out of the next run but the objects that failed or whose fate is unknown; what got "
                       "through is taken over as the run left it")},
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
