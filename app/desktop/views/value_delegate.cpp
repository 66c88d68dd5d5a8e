#include "app/desktop/views/value_delegate.h"

#include "app/desktop/models/entry_model.h"
#include "app/desktop/text.h"
#include "core/model/distinguished_name.h"

#include <QComboBox>
#include <QCompleter>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QStringListModel>

#include <utility>

namespace anchorage::desktop {
namespace {

constexpr int completionsMost = 30;
constexpr qint64 searchTime = 15; // ms, of the GUI thread

} // namespace

QStringList findDns(const space::Space &space, const QString &part, int most)
{
    QStringList found;
    const auto wanted = foldCase(toUtf8(part));
    QElapsedTimer clock;
    clock.start();
    for (space::ObjectIndex i = 0; i < space.size() && found.size() < most; ++i) {
        if (i % 1024 == 0 && clock.elapsed() > searchTime)
            break;
        if (space.exists(i) && foldCase(space.dn(i)).find(wanted) != std::string::npos)
            found += fromUtf8(space.dn(i));
    }
    return found;
}

ValueDelegate::ValueDelegate(std::function<const space::Space &()> space, QObject *parent)
    : QStyledItemDelegate(parent), m_space(std::move(space))
{
}

QWidget *ValueDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto type = static_cast<AttributeType>(index.data(EntryModel::TypeRole).toInt());
    if (type == AttributeType::Boolean) {
        auto *box = new QComboBox(parent);
        box->addItems({QString(), QStringLiteral("true"), QStringLiteral("false")});
        return box;
    }
    auto *line = new QLineEdit(parent);
    line->setFrame(false);
    if (index.data(EntryModel::EncryptedRole).toBool())
        line->setPlaceholderText(tr("env:NAME, prompt or keychain:NAME"));
    else if (type == AttributeType::Binary)
        line->setPlaceholderText(tr("base64"));
    else if (type == AttributeType::Integer)
        line->setPlaceholderText(tr("whole number"));
    else if (type == AttributeType::Reference) {
        line->setPlaceholderText(tr("DN of an object"));
        auto *completer = new QCompleter(new QStringListModel(line), line);
        completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
        line->setCompleter(completer);
        connect(line, &QLineEdit::textEdited, completer, [this, completer](const QString &text) {
            static_cast<QStringListModel *>(completer->model())->setStringList(findDns(m_space(), text, completionsMost));
        });
    }
    return line;
}

void ValueDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    const auto text = index.data(Qt::EditRole).toString();
    if (auto *box = qobject_cast<QComboBox *>(editor))
        box->setCurrentText(text);
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        line->setText(text);
}

void ValueDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor))
        model->setData(index, box->currentText());
    else if (auto *line = qobject_cast<QLineEdit *>(editor))
        model->setData(index, line->text());
}

} // namespace anchorage::desktop
