#include "app/desktop/views/help_viewer.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QSplitter>
#include <QTextBrowser>
#include <QToolBar>
#include <QVBoxLayout>

namespace anchorage::desktop {
namespace {

constexpr int nameRole = Qt::UserRole;
constexpr int textRole = Qt::UserRole + 1; // folded, for the search

QString folder()
{
    return QStringLiteral(":/docs/");
}

/// What a newcomer reads first; the others follow by title.
const QStringList &firstPages()
{
    static const QStringList pages{QStringLiteral("desktop.md"), QStringLiteral("debug-ecma2-connector.md"),
                                   QStringLiteral("cpp-connector.md"), QStringLiteral("command-line.md")};
    return pages;
}

QString titleOf(const QString &markdown, const QString &name)
{
    static const QRegularExpression heading(QStringLiteral("^#\\s+(.+)$"), QRegularExpression::MultilineOption);
    const auto match = heading.match(markdown);
    return match.hasMatch() ? match.captured(1).remove(QLatin1Char('`')) : name;
}

} // namespace

HelpViewer::HelpViewer(QWidget *parent)
    : QWidget(parent, Qt::Window), m_search(new QLineEdit), m_list(new QListWidget), m_text(new QTextBrowser)
{
    setObjectName(QStringLiteral("helpViewer"));
    setWindowTitle(tr("Anchorage help"));
    resize(1000, 700);

    m_search->setObjectName(QStringLiteral("helpSearch"));
    m_search->setPlaceholderText(tr("Search all pages"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("helpPages"));
    m_list->setAccessibleName(tr("Pages"));
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Page"));
    m_text->setOpenLinks(false); // web pages go to the browser of the system

    auto *bar = new QToolBar;
    auto *back = bar->addAction(tr("Back"), m_text, &QTextBrowser::backward);
    auto *forward = bar->addAction(tr("Forward"), m_text, &QTextBrowser::forward);
    back->setShortcut(QKeySequence::Back);
    forward->setShortcut(QKeySequence::Forward);
    back->setEnabled(false);
    forward->setEnabled(false);
    connect(m_text, &QTextBrowser::backwardAvailable, back, &QAction::setEnabled);
    connect(m_text, &QTextBrowser::forwardAvailable, forward, &QAction::setEnabled);

    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_search);
    column->addWidget(m_list);
    auto *splitter = new QSplitter;
    splitter->addWidget(left);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({260, 740});
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(bar);
    layout->addWidget(splitter);

    fill();
    connect(m_search, &QLineEdit::textChanged, this, &HelpViewer::search);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item != nullptr)
            m_text->setSource(QUrl(QStringLiteral("qrc") + folder() + item->data(nameRole).toString()),
                              QTextDocument::MarkdownResource);
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpViewer::follow);
    m_list->setCurrentRow(0);
}

void HelpViewer::fill()
{
    struct Page {
        QString name, title, text;
        qsizetype rank = 0;
    };
    QList<Page> found;
    for (const auto &name : QDir(folder()).entryList({QStringLiteral("*.md")})) {
        QFile file(folder() + name);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto text = QString::fromUtf8(file.readAll());
        const auto rank = firstPages().indexOf(name);
        found.push_back({name, titleOf(text, name), text.toCaseFolded(), rank < 0 ? firstPages().size() : rank});
    }
    std::sort(found.begin(), found.end(), [](const Page &a, const Page &b) {
        return a.rank != b.rank ? a.rank < b.rank : a.title.localeAwareCompare(b.title) < 0;
    });
    for (const auto &page : found) {
        auto *item = new QListWidgetItem(page.title, m_list);
        item->setData(nameRole, page.name);
        item->setData(textRole, page.text);
    }
}

void HelpViewer::showPage(const QString &name)
{
    m_search->clear();
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(nameRole).toString() == name)
            return m_list->setCurrentRow(row);
    }
    m_list->setCurrentRow(0);
}

QStringList HelpViewer::pages() const
{
    QStringList names;
    for (int row = 0; row < m_list->count(); ++row)
        names << m_list->item(row)->data(nameRole).toString();
    return names;
}

/// A page stays when it has all the words.
void HelpViewer::search(const QString &words)
{
    const auto wanted = words.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int row = 0; row < m_list->count(); ++row) {
        const auto text = m_list->item(row)->data(textRole).toString();
        const bool has = std::all_of(wanted.begin(), wanted.end(), [&](const QString &word) { return text.contains(word); });
        m_list->item(row)->setHidden(!has);
    }
    if (!wanted.isEmpty() && m_list->currentItem() != nullptr && m_text->document()->find(words.trimmed()).isNull())
        return;
    if (!wanted.isEmpty())
        m_text->find(words.trimmed());
}

void HelpViewer::follow(const QUrl &url)
{
    const auto target = m_text->source().resolved(url);
    if (target.scheme() != QStringLiteral("qrc")) {
        QDesktopServices::openUrl(target);
        return;
    }
    const auto name = QFileInfo(target.path()).fileName();
    if (pages().contains(name))
        showPage(name);
}

} // namespace anchorage::desktop
