// Objects in and out through the clipboard, generated ones, and finding the next one.
#pragma once

#include "app/desktop/controller/space_work.h"

#include <QObject>
#include <QString>

#include <string>

class QMainWindow;

namespace anchorage::desktop {

class Actions;
class ObjectsPane;

class ComposeActions : public QObject {
    Q_OBJECT

public:
    ComposeActions(Controller &controller, Actions &actions, const ObjectsPane &objects, QMainWindow *window);

    /// Lays a text over the objects; `name` stands in messages.
    void pasteText(const QString &text, const QString &name);

private:
    void buildCopyMenu(Actions &actions);
    void copy(const std::string &format, const QString &title);
    void pasteFile();
    void generateObjects();
    void askWhatToFind();
    void findNext();

    Controller &m_controller;
    const ObjectsPane &m_objects;
    QMainWindow *m_window;
    SpaceWork m_work;
    QString m_find; // a filter (core/model/filter.h); empty: nothing was looked for yet
};

} // namespace anchorage::desktop
