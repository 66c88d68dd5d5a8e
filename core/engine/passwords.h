// export_password: when it goes and by which way (pwd-1). Internal to core/engine.
#pragma once

#include "core/engine/effective.h"
#include "core/engine/engine_command.h"
#include "core/model/exception.h"

#include <vector>

namespace anchorage::engine {

/// Whether a password goes through SetPassword instead of an Update.
bool passwordByCall(const RunContext &context);

/// Moves a password that comes later from `changes` to `rest`; true if there is one.
bool holdPassword(const RunContext &context, std::vector<AttributeChange> &changes, std::vector<AttributeChange> &rest,
                  std::vector<Removal> &removals, const std::string &dn);

/// The object error that an exception of a password call is (all errors of that interface are exceptions).
MAExportError passwordError(const ExceptionInfo &exception);

} // namespace anchorage::engine
