// Qt SQL loads its database drivers through a QCoreApplication. The process that loads this plugin
// may have one or not.
#pragma once

#include <QCoreApplication>

#include <memory>

namespace anchorage::sql {

/// Keep it as long as databases are used. Null where the process has an application of its own.
std::unique_ptr<QCoreApplication> applicationIfNone();

} // namespace anchorage::sql
