// Asking for a file without stopping the window: the answer comes later, or never.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

class QWidget;

namespace anchorage::desktop {

struct FileChoice {
    QString title; ///< "LDIF"
    QStringList suffixes; ///< without the dot; the first is added to a name without one
};

/// `name` is the dialog's object name. `answered` gets the file and the index of the choice.
void askSaveFile(QWidget *window, const QString &name, const QString &title, const QString &proposal,
                 const std::vector<FileChoice> &choices, const std::function<void(const QString &file, int choice)> &answered);
/// Any existing file.
void askOpenFile(QWidget *window, const QString &name, const QString &title,
                 const std::function<void(const QString &file)> &answered);

} // namespace anchorage::desktop
