#include "app/desktop/views/next_page_pane.h"

#include "app/desktop/text.h"
#include "app/desktop/views/table_view.h"
#include "app/desktop/views/theme.h"
#include "core/json/model_json.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace anchorage::desktop {
namespace {

constexpr std::size_t valuesEdited = 5'000;

} // namespace

NextPagePane::NextPagePane(Controller &controller, QWidget *parent)
    : QWidget(parent), m_controller(controller), m_title(new QLabel), m_table(new TableView(QStringLiteral("nextPageTable")))
{
    setObjectName(QStringLiteral("nextPagePane"));
    m_title->setObjectName(QStringLiteral("nextPageTitle"));
    m_title->setContentsMargins(8, 6, 8, 4);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table->setAccessibleName(tr("Entries of the next page"));
    m_table->setRowsModel(&m_page);
    m_table->setEmptyText(tr("No page is next. Run > Open begins a run; it holds before each page while you step."));
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_table);
    splitter->addWidget(buildDetails());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(splitter, 1);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &NextPagePane::showEntry);
    connect(&m_page, &QAbstractItemModel::modelReset, this, &NextPagePane::showEntry);
    connect(&controller.run(), &RunSession::statusChanged, this, &NextPagePane::refresh);
    connect(&controller.run(), &RunSession::started, this, &NextPagePane::refresh);
    connect(&controller.run(), &RunSession::ended, this, &NextPagePane::refresh);
    connect(m_table, &TableView::menuOpening, this, [this](QMenu *menu) {
        const int row = m_table->currentIndex().row();
        if (row >= 0)
            menu->addAction(tr("Go to the &object"), this,
                            [this, row] { m_controller.places().showObject(m_page.planned(row).object); });
    });
    refresh();
}

QWidget *NextPagePane::buildDetails()
{
    m_differenceTable = new TableView(QStringLiteral("nextPageDifferences"));
    m_differenceTable->setAccessibleName(tr("Pending beside handed over"));
    m_differenceTable->setRowsModel(&m_differences);
    m_differenceTable->setEmptyText(tr("Select an entry to compare what is pending with what is handed over."));
    m_removalTable = new TableView(QStringLiteral("nextPageRemovals"));
    m_removalTable->setAccessibleName(tr("Left out of the page"));
    m_removalTable->setRowsModel(&m_removals);
    m_removalTable->setEmptyText(tr("Nothing was left out of this page."));
    m_json = new QPlainTextEdit;
    m_json->setObjectName(QStringLiteral("nextPageJson"));
    m_json->setAccessibleName(tr("The selected entry as it will be sent"));
    m_json->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_json->setTabChangesFocus(true);
    m_jsonState = new QLabel;
    m_jsonState->setObjectName(QStringLiteral("nextPageJsonState"));
    m_jsonState->setWordWrap(true);
    m_jsonState->setContentsMargins(8, 4, 8, 0);
    m_apply = new QPushButton(tr("&Change"));
    m_leaveOut = new QPushButton(tr("&Leave out"));
    m_takeBack = new QPushButton(tr("&Take back"));
    m_send = new QPushButton(tr("&Send edited page"));
    m_apply->setObjectName(QStringLiteral("nextPageApply"));
    m_leaveOut->setObjectName(QStringLiteral("nextPageLeaveOut"));
    m_takeBack->setObjectName(QStringLiteral("nextPageTakeBack"));
    m_send->setObjectName(QStringLiteral("nextPageSend"));
    m_send->setToolTip(tr("Hands over what stands here in place of the engine's own page; it is marked as edited from then on"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(6, 4, 6, 4);
    bar->addStretch(); // what is wrong stands above, so that a small window need not hold both in one line
    for (auto *button : {m_apply, m_leaveOut, m_takeBack, m_send})
        bar->addWidget(button);
    auto *edit = new QWidget;
    auto *layout = new QVBoxLayout(edit);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_json, 1);
    layout->addWidget(m_jsonState);
    layout->addLayout(bar);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(QStringLiteral("nextPageTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_differenceTable, tr("Pending and handed over"));
    m_tabs->addTab(m_removalTable, tr("Left out"));
    m_tabs->addTab(edit, tr("Edit in flight"));
    connect(m_apply, &QPushButton::clicked, this, &NextPagePane::applyEntry);
    connect(m_send, &QPushButton::clicked, this, &NextPagePane::sendEdited);
    connect(m_takeBack, &QPushButton::clicked, this, [this] { m_page.takeBack(); });
    connect(m_leaveOut, &QPushButton::clicked, this, [this] {
        const int row = m_table->currentIndex().row();
        if (row >= 0 && m_page.rowCount() > 1)
            m_page.leaveOut(row);
        updateEdit();
    });
    return m_tabs;
}

void NextPagePane::refresh()
{
    const auto &run = m_controller.run();
    const auto preview = run.active() ? run.status().preview : nullptr;
    const bool waits = preview && run.status().held; // not while pages rush by
    setWindowTitle(waits ? tr("Next page (%1)").arg(preview->page.entries.size()) : tr("Next page"));
    if (preview.get() == m_page.put())
        return updateEdit();
    m_page.set(preview);
    m_removals.set(preview);
    if (preview) {
        const auto &position = preview->page.position;
        m_title->setText(tr("Pass %1, page %2: %n entries", nullptr, m_page.rowCount()).arg(position.pass).arg(position.page)
                         + QStringLiteral("  ·  ") + tr("%n left out", nullptr, m_removals.rowCount()));
        m_table->selectRow(0);
    }
    m_title->setVisible(preview != nullptr);
    m_tabs->setTabText(1, tr("Left out (%1)").arg(m_removals.rowCount()));
    updateEdit();
}

void NextPagePane::showEntry()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || row >= m_page.rowCount()) {
        m_differences.set({});
        m_json->clear();
        return updateEdit();
    }
    const auto &entry = m_page.entry(row);
    const auto &planned = m_page.planned(row);
    const auto &story = m_controller.story();
    std::vector<std::string> sentBefore;
    for (const auto turn : story.handOversOf(planned.object)) {
        for (const auto &change : story.handOvers()[turn].entry.changes)
            sentBefore.push_back(change.name);
    }
    if (planned.object < story.start().size() && story.start().exists(planned.object)) {
        m_differences.set(differences(story.start().object(planned.object), entry, m_page.put()->removals, sentBefore,
                                      fromUtf8(name(m_controller.document().capabilities().exportType)), m_page.edited(row)));
        m_controller.places().setCurrentObject(planned.object);
    }
    std::size_t values = 0;
    for (const auto &change : entry.changes)
        values += change.values.size();
    m_large = values > valuesEdited;
    std::string text;
    if (!m_large) {
        json::Writer out(text, json::Writer::Style::Pretty);
        json::write(out, entry);
    }
    m_json->setPlainText(fromUtf8(text));
    m_jsonState->setText(m_large ? tr("This entry has %1 values: too many to be edited as text.").arg(values) : QString());
    updateEdit();
}

void NextPagePane::applyEntry()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    json::Document document;
    const auto text = toUtf8(m_json->toPlainText());
    const auto node = document.parse(text);
    auto entry = node ? json::read<CsEntryChange>(*node) : fail(node.error());
    if (entry && entry->identifier != m_page.planned(row).entry.identifier)
        entry = fail(ErrorCode::Input, "the identifier is the correlation key of the object: it stays as it was");
    if (!entry) {
        m_jsonState->setText(fromUtf8(entry.error().text()));
        auto colors = palette();
        colors.setColor(QPalette::WindowText, toneColor(Tone::Bad));
        m_jsonState->setPalette(colors);
        return;
    }
    m_page.edit(row, std::move(*entry));
    showEntry();
}

void NextPagePane::sendEdited()
{
    if (!m_page.isEdited() || !m_controller.whyNotControl(run::control::EditPage{}).isEmpty())
        return;
    m_controller.control(run::control::EditPage{m_page.handOver()});
    m_controller.control(run::control::PutPage{});
}

void NextPagePane::updateEdit()
{
    const auto why = m_controller.whyNotControl(run::control::EditPage{});
    const bool possible = why.isEmpty() && m_page.rowCount() > 0;
    m_json->setReadOnly(!possible || m_large);
    m_apply->setEnabled(possible && !m_large && m_table->currentIndex().isValid());
    m_leaveOut->setEnabled(possible && m_table->currentIndex().isValid() && m_page.rowCount() > 1);
    m_leaveOut->setToolTip(m_page.rowCount() > 1 ? tr("This entry is not handed over with this page; it stays pending")
                                                 : tr("A page without entries is never handed over."));
    m_takeBack->setEnabled(possible && m_page.isEdited());
    m_send->setEnabled(possible && m_page.isEdited());
    for (auto *button : {m_apply, m_takeBack})
        button->setToolTip(why);
}

} // namespace anchorage::desktop
