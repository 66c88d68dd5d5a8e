#include "app/desktop/views/notices.h"

#include "app/desktop/views/file_actions.h"
#include "app/desktop/views/notice_board.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace anchorage::desktop {

RecoveryNotices::RecoveryNotices(Autosave &autosave, FileActions &files, NoticeBoard &board) : QObject(&board)
{
    for (const auto &left : autosave.left()) {
        const auto project =
            left.projectFile.isEmpty() ? tr("a project without a name") : QDir::toNativeSeparators(left.projectFile);
        board.put(QStringLiteral("recoveryNotice-") + left.session,
                  tr("Anchorage ended before the changes of %1 were saved. They were kept on %2.")
                      .arg(project, QLocale().toString(left.kept.toLocalTime(), QLocale::ShortFormat)),
                  {{QStringLiteral("recoveryRestore"), tr("&Restore them"),
                    [&autosave, &files, left] { files.whenSaved([&autosave, left] { autosave.recover(left); }); }},
                   {QStringLiteral("recoveryDiscard"), tr("&Discard them"), [&autosave, left] { autosave.discard(left); }}});
    }
    connect(&autosave, &Autosave::unable, this, [&board](const QString &why) {
        board.put(QStringLiteral("autosaveNotice"),
                  tr("Unsaved changes cannot be kept in case of a crash: %1. Save the project often.").arg(why), {});
    });
}

ReloadNotice::ReloadNotice(Controller &controller, NoticeBoard &board)
    : QObject(&board), m_controller(controller), m_board(board), m_watch(controller.document())
{
    connect(&m_watch, &FileWatch::changed, this, [this](const QString &file) { offer(file); });
    connect(&controller.document(), &Document::projectChanged, this, [this] {
        if (m_watch.file().isEmpty())
            m_board.remove(QStringLiteral("reloadNotice"));
    });
}

void ReloadNotice::offer(const QString &file, const QString &whyNot)
{
    const bool running = m_controller.run().active() && !m_controller.run().recorded();
    auto text = tr("%1 changed on disk.").arg(QFileInfo(file).fileName());
    if (!whyNot.isEmpty())
        text += QLatin1Char(' ') + tr("It cannot be reloaded now: %1").arg(whyNot);
    else if (running)
        text += QLatin1Char(' ') + tr("Reload puts a new process in the connector's place; the target is not rolled back.");
    else
        text += QLatin1Char(' ') + tr("Reload asks it for its capabilities, parameters and schema again.");
    m_board.put(QStringLiteral("reloadNotice"), text,
                {{QStringLiteral("reloadAccept"), tr("&Reload"), [this, file] { reload(file); }}});
}

void ReloadNotice::reload(const QString &file)
{
    if (!m_controller.run().active() || m_controller.run().recorded()) {
        m_controller.dropKeptProcess();
        return m_controller.refreshKnowledge(true);
    }
    const auto why = m_controller.whyNotControl(run::control::Reload{});
    if (why.isEmpty())
        m_controller.control(run::control::Reload{});
    else
        offer(file, why);
}

} // namespace anchorage::desktop
