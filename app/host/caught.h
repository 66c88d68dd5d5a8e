// Exceptions of a connector, as they travel: type name, message, stack of the throw, inner ones.
#pragma once

#include "core/model/exception.h"

#include <vector>

namespace anchorage::host {

/// Of the exception that is being handled: call it inside a catch block.
ExceptionInfo describeCaught();

/// Frames of the throw of this exception object on this thread; empty when it was too long ago.
std::vector<void *> framesOfThrow(const void *exceptionObject);

} // namespace anchorage::host
