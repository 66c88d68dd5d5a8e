#include "connectors/sql/qt_application.h"

#include <array>

namespace anchorage::sql {

std::unique_ptr<QCoreApplication> applicationIfNone()
{
    if (QCoreApplication::instance())
        return {};
    // An application keeps references to its arguments.
    static std::array<char, 14> name{"connector-sql"};
    static std::array<char *, 2> arguments{name.data(), nullptr};
    static int count = 1;
    return std::make_unique<QCoreApplication>(count, arguments.data());
}

} // namespace anchorage::sql
