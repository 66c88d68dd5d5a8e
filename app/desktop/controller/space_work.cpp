#include "app/desktop/controller/space_work.h"

namespace anchorage::desktop {

SpaceWork::SpaceWork(Controller &controller, QObject *parent) : QObject(parent), m_controller(controller)
{
    connect(&controller.document(), &Document::spaceChanged, this, [this] { ++m_revision; });
}

void SpaceWork::start(const QString &title, const Work &work)
{
    m_controller.tasks().start<SpaceEdit>(
        title,
        [work, before = m_controller.document().space()](TaskControl &control) -> Result<SpaceEdit> {
            return work(before, control);
        },
        this,
        [this, title, work, revision = m_revision](Result<SpaceEdit> edit) {
            if (!edit)
                return m_controller.report(edit.error());
            if (revision != m_revision)
                return start(title, work);
            m_controller.document().edit(edit->text, edit->after, edit->change);
            Q_EMIT done(*edit);
        });
}

} // namespace anchorage::desktop
