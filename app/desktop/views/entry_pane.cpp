#include "app/desktop/views/entry_pane.h"

#include "app/desktop/controller/edits.h"
#include "app/desktop/controller/entry_text.h"
#include "app/desktop/text.h"
#include "app/desktop/views/entry_form.h"
#include "app/desktop/views/raw_changes.h"
#include "app/desktop/views/theme.h"
#include "core/session/space_check.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int typingPause = 400; // ms
constexpr int findingsShown = 4;
constexpr std::size_t valuesAtOnce = 2'000; // more of an object are written in a worker

/// What the schema finds wrong with the object alone.
QStringList findingLines(const space::SpaceObject &object, const Schema &schema, MADistinguishedNameStyle style)
{
    QStringList lines;
    space::Space one(style);
    if (!one.insert(object))
        return lines;
    for (const auto &placed : session::checkSpace(one, schema, 20).findings) {
        // References are looked for in the whole space by the findings list, not here.
        if (placed.finding.id == "unknown-reference")
            continue;
        lines += placed.finding.attribute.empty()
            ? fromUtf8(placed.finding.message)
            : QStringLiteral("%1: %2").arg(fromUtf8(placed.finding.attribute), fromUtf8(placed.finding.message));
    }
    return lines;
}

} // namespace

EntryPane::EntryPane(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_stack(new QStackedWidget), m_tabs(new QTabWidget),
      m_form(new EntryForm(controller)), m_changes(new RawChanges(controller)), m_message(new QLabel), m_findings(new QLabel)
{
    setObjectName(QStringLiteral("entryPane"));
    m_tabs->setObjectName(QStringLiteral("entryTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_form, tr("Form"));
    m_tabs->addTab(m_changes, tr("Changes"));
    m_tabs->addTab(buildJson(), tr("JSON"));
    m_ldif = makeText("entryLdif", tr("The object's change as LDIF"));
    m_tabs->addTab(m_ldif, QStringLiteral("LDIF"));
    m_mmsml = makeText("entryMmsml", tr("The object's change as a drop file"));
    m_tabs->addTab(m_mmsml, QStringLiteral("mmsml"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &EntryPane::refreshTexts);

    m_message->setObjectName(QStringLiteral("entryMessage"));
    m_findings->setObjectName(QStringLiteral("entryFindings"));
    for (auto *label : {m_message, m_findings}) {
        label->setWordWrap(true);
        label->setContentsMargins(8, 4, 8, 4);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->hide();
    }
    const auto say = [this](const QString &text) {
        m_message->setText(text);
        m_message->setVisible(!text.isEmpty());
    };
    connect(m_form, &EntryForm::message, this, say);
    connect(m_changes, &RawChanges::message, this, say);

    auto *editor = new QWidget;
    auto *layout = new QVBoxLayout(editor);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_message);
    layout->addWidget(m_findings);
    auto *nothing = new QLabel(tr("Select an object to see and edit it."));
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    nothing->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(nothing);
    m_stack->addWidget(editor);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &EntryPane::jsonEdited);
    connect(&controller.places(), &Places::currentObjectChanged, this, &EntryPane::show);
    connect(&controller.places(), &Places::objectWanted, this, [this](space::ObjectIndex object, const QString &attribute) {
        show(object);
        if (!attribute.isEmpty()) {
            m_tabs->setCurrentWidget(m_form);
            m_form->showAttribute(attribute);
        }
    });
    connect(&controller.document(), &Document::spaceChanged, this, &EntryPane::spaceChanged);
    connect(&controller.document(), &Document::knowledgeChanged, this, [this] { refresh(false); });
    refresh(false);
}

QPlainTextEdit *EntryPane::makeText(const char *name, const QString &title) const
{
    auto *text = new QPlainTextEdit;
    text->setObjectName(QString::fromLatin1(name));
    text->setAccessibleName(title);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setFrameShape(QFrame::NoFrame);
    return text;
}

QWidget *EntryPane::buildJson()
{
    auto *page = new QWidget;
    m_json = makeText("entryJson", tr("The object as JSON"));
    m_json->setReadOnly(false);
    m_jsonState = new QLabel;
    m_jsonState->setObjectName(QStringLiteral("entryJsonState"));
    m_jsonState->setWordWrap(true);
    m_apply = new QPushButton(tr("&Apply"));
    m_apply->setObjectName(QStringLiteral("entryJsonApply"));
    m_apply->setToolTip(tr("Make the object what the text says (Ctrl+Return)"));
    m_apply->setEnabled(false);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->addWidget(m_jsonState, 1);
    bar->addWidget(m_apply);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_json, 1);
    layout->addLayout(bar);
    connect(m_json, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting)
            m_typing.start();
    });
    connect(m_apply, &QPushButton::clicked, this, &EntryPane::applyJson);
    auto *keys = new QShortcut(Qt::CTRL | Qt::Key_Return, m_json);
    keys->setContext(Qt::WidgetShortcut);
    connect(keys, &QShortcut::activated, this, &EntryPane::applyJson);
    return page;
}

bool EntryPane::shown() const
{
    return m_object && m_controller.document().space().exists(*m_object);
}

void EntryPane::show(space::ObjectIndex object)
{
    if (m_object == object && shown())
        return;
    m_object = object;
    refresh(false);
}

void EntryPane::spaceChanged(const SpaceChange &change)
{
    if (change.kind == SpaceChange::Kind::Everything)
        m_object.reset(); // indexes mean something else now
    if (change.kind == SpaceChange::Kind::Changed
        && std::find(change.objects.begin(), change.objects.end(), m_object) == change.objects.end())
        return;
    refresh(true);
}

void EntryPane::refresh(bool same)
{
    m_stack->setCurrentIndex(shown() ? 1 : 0);
    if (!shown()) {
        m_changes->showNothing();
        return m_form->showNothing();
    }
    m_form->show(*m_object, same);
    m_changes->show(*m_object);
    refreshTexts();
    refreshFindings();
}

void EntryPane::refreshTexts()
{
    if (!shown())
        return;
    const auto &document = m_controller.document();
    const auto object = document.space().object(*m_object);
    const bool large = valueCount(object) > valuesAtOnce;
    const auto style = document.space().style();
    m_controller.tasks().cancel(m_textTask);
    // Only what is seen: a group may have a million members.
    for (const auto &[edit, format] : {std::pair{m_json, "canonical"}, std::pair{m_ldif, "ldif"}, std::pair{m_mmsml, "mmsml"}}) {
        if (!edit->isVisible())
            continue;
        if (!large) {
            setText(edit, shownText(format, object, document.schema().types.empty() ? nullptr : &document.schema(), style));
            continue;
        }
        edit->setReadOnly(true);
        m_textTask = m_controller.tasks().start<ShownText>(
            tr("Writing a large object"),
            [object, style, format = std::string(format), schema = document.schema()](TaskControl &) -> Result<ShownText> {
                return shownText(format, object, schema.types.empty() ? nullptr : &schema, style);
            },
            this,
            [this, edit = edit](Result<ShownText> text) {
                if (text) // else a later one is on its way
                    setText(edit, *text);
            });
    }
}

void EntryPane::setText(QPlainTextEdit *edit, const ShownText &shown)
{
    const auto text = shown.error ? tr("This change cannot be said in this format: %1").arg(fromUtf8(shown.error->message))
        : shown.whole
        ? shown.text
        : shown.text + tr("… and more. This is the beginning; Edit > Copy as and File > Export selected objects have all of it.");
    if (edit->toPlainText() != text) {
        m_setting = true;
        edit->setPlainText(text);
        m_setting = false;
    }
    if (edit != m_json)
        return;
    m_json->setReadOnly(!shown.whole);
    m_jsonState->setText(shown.whole ? QString() : tr("Too large to be edited as text: the form can do it."));
    m_apply->setEnabled(false);
}

void EntryPane::jsonEdited()
{
    const auto &schema = m_controller.document().schema();
    const auto object = readObjectJson(m_json->toPlainText(), schema.types.empty() ? nullptr : &schema);
    m_jsonState->setText(object ? tr("Edited: Apply takes it over.") : fromUtf8(object.error().text()));
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(object ? Tone::Notice : Tone::Bad));
    m_jsonState->setPalette(colors);
    m_apply->setEnabled(object.has_value());
}

void EntryPane::applyJson()
{
    if (!shown())
        return;
    m_typing.stop();
    jsonEdited();
    const auto &schema = m_controller.document().schema();
    auto object = readObjectJson(m_json->toPlainText(), schema.types.empty() ? nullptr : &schema);
    if (!object)
        return;
    if (*object == m_controller.document().space().object(*m_object))
        return refreshTexts();
    if (auto done = replaceObject(m_controller.document(), tr("Edit an object as JSON"), *m_object, std::move(*object)); !done)
        m_jsonState->setText(fromUtf8(done.error().message));
}

void EntryPane::refreshFindings()
{
    const auto &document = m_controller.document();
    m_controller.tasks().cancel(m_findingsTask);
    if (document.schema().types.empty())
        return showFindings({});
    const auto object = document.space().object(*m_object);
    if (valueCount(object) <= valuesAtOnce)
        return showFindings(findingLines(object, document.schema(), document.space().style()));
    showFindings({});
    m_findingsTask = m_controller.tasks().start<QStringList>(
        tr("Checking a large object"),
        [object, style = document.space().style(), schema = document.schema()](TaskControl &) -> Result<QStringList> {
            return findingLines(object, schema, style);
        },
        this,
        [this](Result<QStringList> lines) {
            if (lines) // else a later one is on its way
                showFindings(std::move(*lines));
        });
}

void EntryPane::showFindings(QStringList lines)
{
    if (lines.size() > findingsShown) {
        const auto more = lines.size() - findingsShown;
        lines = lines.mid(0, findingsShown);
        lines += tr("and %1 more").arg(more);
    }
    auto colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(Tone::Bad));
    m_findings->setPalette(colors);
    m_findings->setText(lines.join(QLatin1Char('\n')));
    m_findings->setVisible(!lines.isEmpty());
}

} // namespace anchorage::desktop
