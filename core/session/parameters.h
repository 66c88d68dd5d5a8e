// From a project's parameters to what a connector gets. Internal to core/session.
#pragma once

#include "core/base/result.h"
#include "core/model/config_parameter.h"
#include "core/model/finding.h"
#include "core/project/project.h"
#include "core/session/secrets.h"

#include <string>
#include <utility>
#include <vector>

namespace anchorage::session {

/// One given value as the definition wants it; null: the connector has no definitions. Errors: Usage for a
/// secret that could not be had, Input for a plain text where the definition is encrypted.
Result<ConfigParameter> resolveParameter(const project::Parameter &given, const ConfigParameterDefinition *definition,
                                         Secrets &secrets);

/// What the definition says when nothing is given; labels and dividers have no value.
bool hasValue(ConfigParameterType type);
ConfigParameter defaultOf(const ConfigParameterDefinition &definition);

/// What to say of a parameter that no page declares; names the declared one that it may be a slip of.
Finding undeclaredParameter(const std::string &name, const std::vector<std::string> &known);

} // namespace anchorage::session
