#include "app/desktop/views/file_questions.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>

namespace anchorage::desktop {
namespace {

const auto lastFolderKey = QStringLiteral("lastFolder");

QFileDialog *makeDialog(QWidget *window, const QString &name, const QString &title)
{
    auto *dialog = new QFileDialog(window, title, QSettings().value(lastFolderKey).toString());
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
                     [](const QString &file) { QSettings().setValue(lastFolderKey, QFileInfo(file).absolutePath()); });
    return dialog;
}

} // namespace

void askSaveFile(QWidget *window, const QString &name, const QString &title, const QString &proposal,
                 const std::vector<FileChoice> &choices, const std::function<void(const QString &file, int choice)> &answered)
{
    auto *dialog = makeDialog(window, name, title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    QStringList filters;
    for (const auto &choice : choices)
        filters << QStringLiteral("%1 (*.%2)").arg(choice.title, choice.suffixes.join(QStringLiteral(" *.")));
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(choices.front().suffixes.front());
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters, choices](const QString &filter) {
        if (const auto at = filters.indexOf(filter); at >= 0)
            dialog->setDefaultSuffix(choices[static_cast<std::size_t>(at)].suffixes.front());
    });
    dialog->selectFile(proposal);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, [dialog, filters, answered](const QString &file) {
        answered(file, static_cast<int>(qMax(qsizetype(0), filters.indexOf(dialog->selectedNameFilter()))));
    });
    dialog->open();
}

void askOpenFile(QWidget *window, const QString &name, const QString &title,
                 const std::function<void(const QString &file)> &answered)
{
    auto *dialog = makeDialog(window, name, title);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, answered);
    dialog->open();
}

} // namespace anchorage::desktop
