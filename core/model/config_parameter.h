// Config parameters: definitions a connector declares and values it gets (ecma2.md 2).
#pragma once

#include "core/model/enums.h"
#include "core/model/secret.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace anchorage {

struct ConfigParameterDefinition {
    std::string name;
    ConfigParameterType type = ConfigParameterType::String;
    std::string text; ///< Label: what to show
    std::string validation; ///< regular expression for String/Text; empty: anything
    std::vector<std::string> choices; ///< DropDown
    bool dropDownExtensible = false; ///< DropDown: other values are allowed too
    std::string defaultValue;
    bool checkBoxDefault = false;
    ConfigParameterPage page = ConfigParameterPage::Connectivity;
    bool operator==(const ConfigParameterDefinition &) const = default;
};

/// A value on its way to the connector. Check boxes travel as "0" and "1".
struct ConfigParameter {
    std::string name;
    std::variant<std::string, Secret> value;
    bool operator==(const ConfigParameter &) const = default;

    bool isEncrypted() const { return std::holds_alternative<Secret>(value); }
};
using ConfigParameters = std::vector<ConfigParameter>;

/// Null if there is none of that name (exact, as ECMA2's keyed collection).
const ConfigParameter *findParameter(const ConfigParameters &parameters, std::string_view name);

struct ParameterValidationResult {
    ParameterValidationResultCode code = ParameterValidationResultCode::Success;
    std::string errorMessage;
    std::string errorParameter;
    bool operator==(const ParameterValidationResult &) const = default;
};

} // namespace anchorage
