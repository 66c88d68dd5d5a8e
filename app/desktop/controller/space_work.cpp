#include "app/desktop/controller/space_work.h"

#include <utility>

namespace anchorage::desktop {

SpaceWork::SpaceWork(Controller &controller, QObject *parent) : QObject(parent), m_controller(controller) { }

void SpaceWork::start(const QString &title, const Work &work, const std::function<void(bool edited)> &ended)
{
    auto &document = m_controller.document();
    m_controller.tasks().start<SpaceEdit>(
        title, [work, before = document.space()](TaskControl &control) -> Result<SpaceEdit> { return work(before, control); },
        this,
        [this, title, work, ended, revision = document.revision()](Result<SpaceEdit> edit) {
            if (edit && revision != m_controller.document().revision()) {
                letGo(std::move(*edit));
                return start(title, work, ended);
            }
            const bool edited = edit && !edit->text.isEmpty();
            if (edited)
                m_controller.document().edit(edit->text, edit->after, edit->change);
            else if (!edit)
                m_controller.report(edit.error());
            if (ended)
                ended(edited);
            if (edited || (edit && !edit->told.isEmpty()))
                Q_EMIT done(*edit);
        });
}

} // namespace anchorage::desktop
