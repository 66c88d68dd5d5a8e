#include "core/model/config_parameter.h"

namespace anchorage {

const ConfigParameter *findParameter(const ConfigParameters &parameters, std::string_view name)
{
    for (const auto &parameter : parameters)
        if (parameter.name == name)
            return &parameter;
    return nullptr;
}

} // namespace anchorage
