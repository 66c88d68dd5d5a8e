// anchorage: the desktop application.
#include "app/desktop/controller/controller.h"
#include "app/desktop/main_window.h"
#include "app/desktop/views/file_actions.h"
#include "app/desktop/views/notice_board.h"
#include "app/desktop/views/notices.h"
#include "app/desktop/views/theme.h"

#include <QApplication>
#include <QScreen>
#include <QSettings>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("anchorage"));
    QApplication::setApplicationDisplayName(QStringLiteral("Anchorage"));
    QApplication::setOrganizationName(QStringLiteral("anchorage"));
    QApplication::setApplicationVersion(QStringLiteral(ANCHORAGE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("anchorage"));
    using namespace anchorage::desktop;
    applyColorScheme(static_cast<ColorScheme>(QSettings().value(QStringLiteral("colorScheme"), 0).toInt()));
    Controller controller;
    MainWindow window(controller);
    // A first start on a small screen takes all of it; later ones come back as they were left.
    if (const auto room = window.screen()->availableSize(); window.width() > room.width() || window.height() > room.height())
        window.showMaximized();
    else
        window.show();
    Autosave autosave(controller, Autosave::defaultFolder());
    const RecoveryNotices recovery(autosave, window.files(), window.notices());
    for (const auto &file : QApplication::arguments().mid(1))
        window.files().openPath(file);
    return QApplication::exec();
}
