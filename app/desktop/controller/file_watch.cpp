#include "app/desktop/controller/file_watch.h"

#include "app/desktop/text.h"

#include <QFileInfo>

namespace anchorage::desktop {
namespace {

constexpr int quietFor = 400; // ms

QString connectorFile(const project::Project &project)
{
    const auto &connector = project.connector;
    const auto &named = !connector.path.empty() ? connector.path : connector.command;
    if (named.empty() || (connector.path.empty() && named.find('/') == std::string::npos))
        return {}; // of the catalogue, or found by the system
    return QFileInfo(fromUtf8(project.resolve(named))).absoluteFilePath();
}

} // namespace

FileWatch::FileWatch(const Document &document, QObject *parent) : QObject(parent), m_document(document)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietFor);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_quiet, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_quiet, qOverload<>(&QTimer::start));
    connect(&m_quiet, &QTimer::timeout, this, &FileWatch::look);
    connect(&document, &Document::projectChanged, this, &FileWatch::follow);
    follow();
}

FileWatch::Stamp FileWatch::stamp() const
{
    const QFileInfo file(m_file);
    return file.exists() ? Stamp{file.lastModified(), file.size()} : Stamp{};
}

void FileWatch::follow()
{
    const auto file = connectorFile(m_document.project());
    if (file == m_file)
        return;
    m_quiet.stop();
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    if (!m_watcher.directories().isEmpty())
        m_watcher.removePaths(m_watcher.directories());
    m_file = file;
    m_stamp = stamp();
    watch();
}

/// The folder too: a file that is replaced is another one, which nobody watches yet.
void FileWatch::watch()
{
    if (m_file.isEmpty())
        return;
    const auto folder = QFileInfo(m_file).absolutePath();
    if (!m_watcher.directories().contains(folder) && QFileInfo::exists(folder))
        m_watcher.addPath(folder);
    if (!m_watcher.files().contains(m_file) && QFileInfo::exists(m_file))
        m_watcher.addPath(m_file);
}

void FileWatch::look()
{
    watch();
    const auto now = stamp();
    if (now.size < 0 || now == m_stamp) // gone: its successor is on its way
        return;
    m_stamp = now;
    Q_EMIT changed(m_file);
}

} // namespace anchorage::desktop
