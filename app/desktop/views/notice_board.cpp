#include "app/desktop/views/notice_board.h"

#include "app/desktop/views/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace anchorage::desktop {
namespace {

class Notice : public QFrame {
public:
    using QFrame::QFrame;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter(this).fillRect(rect(), toneGround(Tone::Notice, palette()));
        QFrame::paintEvent(event);
    }
};

} // namespace

NoticeBoard::NoticeBoard(QWidget *content, QWidget *parent) : QWidget(parent), m_notices(new QVBoxLayout)
{
    setObjectName(QStringLiteral("noticeBoard"));
    m_notices->setContentsMargins(0, 0, 0, 0);
    m_notices->setSpacing(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_notices);
    layout->addWidget(content, 1);
}

void NoticeBoard::put(const QString &name, const QString &text, const std::vector<Choice> &choices)
{
    remove(name);
    auto *notice = new Notice;
    notice->setObjectName(name);
    notice->setAccessibleName(text);
    auto *sign = new QLabel;
    sign->setPixmap(icon(QStringLiteral("info"), Tone::Notice).pixmap(20, 20));
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *row = new QHBoxLayout(notice);
    row->setContentsMargins(10, 4, 6, 4);
    row->addWidget(sign);
    row->addWidget(label, 1);
    for (const auto &choice : choices) {
        auto *button = new QPushButton(choice.text);
        button->setObjectName(choice.name);
        connect(button, &QPushButton::clicked, this, [this, name, chosen = choice.chosen] {
            remove(name);
            chosen();
        });
        row->addWidget(button);
    }
    auto *close = new QToolButton;
    close->setIcon(icon(QStringLiteral("remove")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this notice"));
    close->setAccessibleName(tr("Close this notice"));
    connect(close, &QToolButton::clicked, this, [this, name] { remove(name); });
    row->addWidget(close);
    m_notices->addWidget(notice);
}

void NoticeBoard::remove(const QString &name)
{
    if (auto *notice = findChild<QFrame *>(name)) {
        notice->setObjectName({}); // one of the same name may come at once
        notice->hide();
        notice->deleteLater(); // its button may be the caller
    }
}

} // namespace anchorage::desktop
