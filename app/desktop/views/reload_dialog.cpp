#include "app/desktop/views/reload_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPoint>
#include <QPushButton>

namespace anchorage::desktop {

ReloadDialog::ReloadDialog(Controller &controller, QWidget *parent)
    : QDialog(parent), m_controller(controller), m_pages(new QComboBox)
{
    setObjectName(QStringLiteral("reloadDialog"));
    setWindowTitle(tr("Reload"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_pages->setObjectName(QStringLiteral("reloadPage"));
    auto *what = new QLabel(words());
    what->setObjectName(QStringLiteral("reloadWords"));
    what->setWordWrap(true);
    what->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *warning = new QLabel(tr("The target is not rolled back: what the connector wrote there stays written."));
    warning->setObjectName(QStringLiteral("reloadWarning"));
    warning->setWordWrap(true);
    auto bold = warning->font();
    bold.setBold(true);
    warning->setFont(bold);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Reload"));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(what);
    layout->addWidget(warning);
    if (!controller.run().active()) {
        fillPages();
        auto *form = new QFormLayout;
        form->addRow(tr("&Take up before"), m_pages);
        layout->addLayout(form);
    } else {
        m_pages->setParent(this);
        m_pages->hide();
    }
    layout->addWidget(buttons);
    resize(560, heightForWidth(560));
    connect(buttons, &QDialogButtonBox::accepted, this, &ReloadDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ReloadDialog::reject);
}

QString ReloadDialog::words() const
{
    const auto &status = m_controller.run().status();
    const auto sent = static_cast<int>(m_controller.story().handOvers().size());
    if (m_controller.run().active())
        return tr("A new process takes the place of %1 and OpenExportConnection is called again. The run goes on with pass %2, "
                  "page %3; %n entries were handed over so far.",
                  nullptr, sent)
            .arg(status.pid)
            .arg(status.position.pass)
            .arg(status.position.page);
    return tr("A new run starts in a new process. It is told what the last one was told up to a page: the answers before it "
              "count as they were given, nothing of them is handed over again. Then OpenExportConnection is called and that "
              "page is next; what was answered from there on is forgotten.");
}

void ReloadDialog::fillPages()
{
    const auto &sent = m_controller.story().handOvers();
    PagePosition last;
    for (const auto &handOver : sent) {
        if (m_pages->count() > 0 && handOver.position == last)
            continue;
        last = handOver.position;
        m_pages->addItem(
            tr("pass %1, page %2 (from %3)").arg(last.pass).arg(last.page).arg(QString::fromStdString(handOver.entry.dn)),
            QPoint(last.pass, last.page));
    }
    m_pages->setCurrentIndex(m_pages->count() - 1); // where it ended
    m_pages->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
}

void ReloadDialog::accept()
{
    const auto page = m_pages->currentData().toPoint();
    if (m_controller.run().active() || page.isNull())
        m_controller.reload();
    else
        m_controller.reload(PagePosition{page.x(), page.y()});
    QDialog::accept();
}

} // namespace anchorage::desktop
