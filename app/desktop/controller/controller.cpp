#include "app/desktop/controller/controller.h"

#include "app/desktop/text.h"

namespace anchorage::desktop {

Controller::Controller(QObject *parent) : QObject(parent) { }

Controller::~Controller() = default;

void Controller::report(const Error &error)
{
    if (error.code != ErrorCode::Cancelled)
        Q_EMIT failed(fromUtf8(error.text()));
}

} // namespace anchorage::desktop
