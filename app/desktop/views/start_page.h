// What a person sees first: the example in one click, a connector, a project, and what was open lately.
#pragma once

#include <QWidget>

class QListWidget;

namespace anchorage::desktop {

class Actions;
class FileActions;

class StartPage : public QWidget {
    Q_OBJECT

public:
    StartPage(FileActions &files, Actions &actions, QWidget *parent = nullptr);

private:
    void refresh();

    FileActions &m_files;
    QListWidget *m_recent;
    QWidget *m_recentBox;
};

} // namespace anchorage::desktop
