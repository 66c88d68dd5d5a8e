#include "app/desktop/views/compose_actions.h"

#include "app/desktop/controller/generate.h"
#include "app/desktop/controller/object_export.h"
#include "app/desktop/controller/object_row.h"
#include "app/desktop/controller/paste.h"
#include "app/desktop/text.h"
#include "app/desktop/views/actions.h"
#include "app/desktop/views/file_questions.h"
#include "app/desktop/views/generate_dialog.h"
#include "app/desktop/views/objects_pane.h"
#include "core/base/file.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QInputDialog>
#include <QMainWindow>
#include <QMenu>
#include <QStatusBar>

#include <optional>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int toldFor = 10'000; // ms in the status bar
constexpr std::uint32_t lookEvery = 4'096;

PasteRequest pasteRequest(const Document &document, std::string text, const QString &name)
{
    return {std::move(text), toUtf8(name), readingKnowledge(document)};
}

/// Many objects need not be told apart one by one: the table is made anew.
SpaceChange addedOrMore(const Pasted &pasted, const space::Space &before)
{
    return before.size() == 0 ? SpaceChange{SpaceChange::Kind::Added, pasted.added} : SpaceChange{};
}

QString toldOf(const Pasted &pasted)
{
    auto told = ComposeActions::tr("Pasted from %1: %n new object(s)", nullptr, static_cast<int>(pasted.added.size()))
                    .arg(fromUtf8(pasted.format));
    if (!pasted.findings.empty())
        told += ComposeActions::tr("; noticed: %1").arg(firstLine(fromUtf8(pasted.findings.front().message), 120));
    return told;
}

Result<SpaceEdit> pasted(const PasteRequest &request, const space::Space &before, TaskControl &control)
{
    auto read = paste(request, before, control);
    if (!read)
        return fail(std::move(read.error()));
    auto change = addedOrMore(*read, before);
    auto told = toldOf(*read);
    auto text = ComposeActions::tr("Paste %1").arg(fromUtf8(read->format));
    return SpaceEdit{std::move(read->after), std::move(change), std::move(text), std::move(told)};
}

struct Found {
    std::optional<space::ObjectIndex> object;
};

} // namespace

ComposeActions::ComposeActions(Controller &controller, Actions &actions, const ObjectsPane &objects, QMainWindow *window)
    : QObject(window), m_controller(controller), m_objects(objects), m_window(window), m_work(controller)
{
    const auto act = [&](const char *name, auto &&work) {
        connect(actions[QString::fromLatin1(name)], &QAction::triggered, this, std::forward<decltype(work)>(work));
    };
    act("editPaste", [this] { pasteText(QGuiApplication::clipboard()->text(), tr("clipboard")); });
    act("editPasteFile", [this] { pasteFile(); });
    act("editGenerate", [this] { generateObjects(); });
    act("editFind", [this] { askWhatToFind(); });
    act("editFindNext", [this] { findNext(); });
    buildCopyMenu(actions);
    connect(&m_work, &SpaceWork::done, this, [this](const SpaceEdit &edit) {
        if (!edit.change.objects.empty())
            m_controller.places().showObject(edit.change.objects.front());
        m_window->statusBar()->showMessage(edit.told, toldFor);
    });
    const auto update = [this, &actions] {
        actions.setAvailable(QStringLiteral("editGenerate"),
                             m_controller.document().schema().types.empty() ? tr("the schema is not known yet") : QString());
    };
    connect(&controller.document(), &Document::knowledgeChanged, this, update);
    update();
}

void ComposeActions::buildCopyMenu(Actions &actions)
{
    auto *menu = actions.menu(QStringLiteral("edit"));
    auto *copies = new QMenu(tr("&Copy as"), m_window);
    copies->setObjectName(QStringLiteral("copyMenu"));
    copies->setToolTipsVisible(true);
    menu->insertMenu(actions[QStringLiteral("editCopyText")], copies);
    std::vector<QString> names;
    const auto add = [&](const char *action, const char *format, const QString &title) {
        const auto name = QString::fromLatin1(action);
        names.push_back(name);
        menu->removeAction(actions[name]);
        copies->addAction(actions[name]);
        connect(actions[name], &QAction::triggered, this, [this, format, title] { copy(format, title); });
    };
    add("editCopyText", "text", tr("text"));
    add("editCopyJson", "canonical", QStringLiteral("JSON"));
    add("editCopyLdif", "ldif", QStringLiteral("LDIF"));
    add("editCopyCsv", "csv", QStringLiteral("CSV"));
    add("editCopyMmsml", "mmsml", tr("drop file (mmsml)"));
    const auto update = [this, names, &actions] {
        const auto why = m_objects.hasSelection() ? QString() : tr("no object is selected");
        for (const auto &name : names)
            actions.setAvailable(name, why);
    };
    connect(&m_objects, &ObjectsPane::selectionChanged, this, update);
    update();
}

void ComposeActions::copy(const std::string &format, const QString &title)
{
    const auto &document = m_controller.document();
    const auto objects = m_objects.selectedObjects();
    m_controller.tasks().start<CopiedText>(
        tr("Copying objects"),
        [format, space = document.space(), objects, schema = document.schema()](TaskControl &) {
            return objectsAs(format, space, objects, schema);
        },
        this,
        [this, title, count = objects.size()](Result<CopiedText> copied) {
            if (!copied)
                return m_controller.report(copied.error());
            QGuiApplication::clipboard()->setText(copied->text);
            auto told = tr("Copied %n object(s) as %1", nullptr, static_cast<int>(count)).arg(title);
            if (!copied->losses.empty())
                told += tr("; this format cannot hold: %1").arg(lossText(copied->losses));
            m_window->statusBar()->showMessage(told, toldFor);
        });
}

void ComposeActions::pasteText(const QString &text, const QString &name)
{
    m_work.start(tr("Pasting"),
                 [request = pasteRequest(m_controller.document(), toUtf8(text), name)](
                     const space::Space &before, TaskControl &control) { return pasted(request, before, control); });
}

void ComposeActions::pasteFile()
{
    askOpenFile(m_window, QStringLiteral("pasteFileDialog"), tr("Objects and changes from a file"), [this](const QString &file) {
        m_work.start(tr("Reading %1").arg(QFileInfo(file).fileName()),
                     [request = pasteRequest(m_controller.document(), {}, file)](const space::Space &before,
                                                                                 TaskControl &control) -> Result<SpaceEdit> {
                         auto text = readFile(request.name);
                         if (!text)
                             return fail(std::move(text.error()));
                         auto whole = request;
                         whole.text = std::move(*text);
                         return pasted(whole, before, control);
                     });
    });
}

void ComposeActions::generateObjects()
{
    const auto &document = m_controller.document();
    auto *dialog = new GenerateDialog(document.schema(), document.space(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_work.start(tr("Generating objects"),
                     [wish = dialog->wish(), schema = m_controller.document().schema()](
                         const space::Space &before, TaskControl &control) -> Result<SpaceEdit> {
                         auto made = generate(wish, schema, before, control);
                         if (!made)
                             return fail(std::move(made.error()));
                         const auto text = tr("Generate %n object(s)", nullptr, static_cast<int>(made->added.size()));
                         return SpaceEdit{std::move(made->after),
                                          {SpaceChange::Kind::Added, std::move(made->added)},
                                          text,
                                          tr("Generated %n object(s)", nullptr, static_cast<int>(wish.count))};
                     });
    });
    dialog->open();
}

void ComposeActions::askWhatToFind()
{
    auto *dialog = new QInputDialog(m_window);
    dialog->setObjectName(QStringLiteral("findDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Find an object"));
    dialog->setLabelText(tr("Part of a DN, or a filter such as  attr:mail=ann@x  or  status:error"));
    dialog->setTextValue(m_find);
    dialog->setOkButtonText(tr("&Find"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        m_find = text.trimmed();
        if (!m_find.isEmpty())
            findNext();
    });
    dialog->open();
}

void ComposeActions::findNext()
{
    if (m_find.isEmpty())
        return askWhatToFind();
    auto filter = Filter::parse(toUtf8(m_find));
    if (!filter)
        return m_controller.report(filter.error());
    // The rows as they stand, from the one after the current one, once round.
    const auto rows = m_objects.rowsFromCurrent();
    m_controller.tasks().start<Found>(
        tr("Looking for objects"),
        [filter = std::move(*filter), rows, space = m_controller.document().space(),
         outcomes = m_controller.story().outcomes()](TaskControl &control) -> Result<Found> {
            FilterMatcher matcher(filter);
            ObjectRow row(space, outcomes);
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (i % lookEvery == 0) {
                    if (control.cancelled())
                        return fail(ErrorCode::Cancelled, "cancelled");
                    control.progress(i, rows.size());
                }
                if (!space.exists(rows[i]))
                    continue;
                row.set(rows[i]);
                if (matcher(row))
                    return Found{rows[i]};
            }
            return Found{};
        },
        this,
        [this](Result<Found> found) {
            if (!found)
                return m_controller.report(found.error());
            if (found->object)
                m_controller.places().showObject(*found->object);
            else
                m_window->statusBar()->showMessage(tr("No object that is shown matches \"%1\"").arg(m_find), toldFor);
        });
}

} // namespace anchorage::desktop
