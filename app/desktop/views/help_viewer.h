// The documentation in a window of its own: the pages of resources/docs, with search.
#pragma once

#include <QWidget>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace anchorage::desktop {

class HelpViewer : public QWidget {
    Q_OBJECT

public:
    explicit HelpViewer(QWidget *parent = nullptr);

    /// "engine-rules.md"; a name that is no page shows the first one.
    void showPage(const QString &name);
    QStringList pages() const; ///< names, in the order of the list

private:
    void fill();
    void search(const QString &words);
    void follow(const QUrl &url);

    QLineEdit *m_search;
    QListWidget *m_list;
    QTextBrowser *m_text;
};

} // namespace anchorage::desktop
