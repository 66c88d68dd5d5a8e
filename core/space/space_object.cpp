#include "core/space/space_object.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::space {

std::string_view name(PendingOperation operation)
{
    switch (operation) {
    case PendingOperation::None:
        return "none";
    case PendingOperation::Add:
        return "add";
    case PendingOperation::Update:
        return "update";
    case PendingOperation::DeleteAdd:
        return "delete-add";
    case PendingOperation::Delete:
        return "delete";
    }
    return {};
}

const ImageAttribute *Image::find(std::string_view attribute) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(), [attribute](const ImageAttribute &candidate) {
        return equalsIgnoreCase(candidate.name, attribute);
    });
    return found == attributes.end() ? nullptr : &*found;
}

} // namespace anchorage::space
