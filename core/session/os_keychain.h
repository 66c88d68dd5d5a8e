// The operating system's keychain, where the bench is built with QtKeychain. Internal to core/session.
#pragma once

#include "core/base/result.h"
#include "core/model/secret.h"

#include <string>

namespace anchorage::session {

/// The entry `name` of the service "Anchorage". Error Usage: there is none, or no keychain.
Result<Secret> readKeychain(const std::string &name);

} // namespace anchorage::session
