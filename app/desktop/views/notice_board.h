// What the window has to say without stopping anybody: strips above the panes, each with its choices.
#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace anchorage::desktop {

class NoticeBoard : public QWidget {
    Q_OBJECT

public:
    struct Choice {
        QString name; ///< object name of its button
        QString text;
        std::function<void()> chosen; ///< after the notice is gone
    };

    /// `content` is what stands below the notices.
    explicit NoticeBoard(QWidget *content, QWidget *parent = nullptr);

    /// Takes the place of a notice of the same name. Besides the choices it can be closed.
    void put(const QString &name, const QString &text, const std::vector<Choice> &choices);
    void remove(const QString &name);

private:
    QVBoxLayout *m_notices;
};

} // namespace anchorage::desktop
