#include "app/desktop/controller/controller.h"

#include "app/desktop/controller/space_work.h"
#include "app/desktop/text.h"

#include <QThread>
#include <QThreadPool>

namespace anchorage::desktop {
namespace {

// What is let go is freed in Qt's own pool, where the painter wants a thread too and waits for it: a run that
// begins lets go of less than this at once.
constexpr int releasing = 4;

} // namespace

Controller::Controller(QObject *parent)
    : QObject(parent), m_secrets([this](const std::string &what) { return m_prompts.ask(what); }),
      m_work(std::make_unique<SpaceWork>(*this))
{
    QThreadPool::globalInstance()->setMaxThreadCount(QThread::idealThreadCount() + releasing);
    connect(&m_document, &Document::knowledgeOutdated, this, [this] {
        if (m_reading == 0)
            refreshKnowledge(false);
        else
            m_outdated = true;
    });
    connect(m_work.get(), &SpaceWork::done, this, [this](const SpaceEdit &edit) { Q_EMIT told(edit.told); });
}

Controller::~Controller()
{
    m_prompts.close(); // nobody may wait for an answer that cannot come
}

void Controller::newProject()
{
    Contents contents;
    contents.steps.emplace_back();
    m_document.load(std::move(contents));
}

void Controller::open(ContentsRequest request, const QString &title, bool fresh)
{
    const auto file = fromUtf8(request.project.file);
    ++m_reading;
    m_tasks.start<Contents>(
        title, [this, request = std::move(request)](TaskControl &control) { return openContents(request, m_secrets, control); },
        this,
        [this, fresh, file, revision = m_document.revision()](Result<Contents> contents) {
            if (!contents)
                report(contents.error());
            else if (!fresh)
                m_document.setKnowledge(std::move(*contents), revision == m_document.revision());
            else
                m_document.load(std::move(*contents));
            if (contents && fresh && !file.isEmpty())
                Q_EMIT fileUsed(file);
            readingEnded();
        });
}

void Controller::refreshKnowledge(bool ask, bool places)
{
    ContentsRequest request;
    request.project = m_document.project();
    if (!ask)
        request.inspection = m_document.inspection();
    request.ask = ask;
    const auto &known = m_document.inspection();
    request.wantPlaces = places || (known && !known->partitions.empty()); // what was shown stays shown
    request.space = m_document.space();
    open(std::move(request), ask ? tr("Asking the connector") : tr("Reading the project's files"), false);
}

void Controller::report(const Error &error)
{
    if (error.code != ErrorCode::Cancelled)
        Q_EMIT failed(fromUtf8(error.text()));
}

} // namespace anchorage::desktop
