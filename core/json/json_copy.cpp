#include "core/json/json_copy.h"

namespace anchorage::json {

// Recursion is as deep as the document: at most 256 (json_reader.h).
void copy(Writer &out, const Node &node)
{
    switch (node.kind()) {
    case Kind::Null:
        out.null();
        return;
    case Kind::Boolean:
        out.value(*node.toBool());
        return;
    case Kind::Integer:
        if (const auto integer = node.toInteger())
            out.value(*integer);
        else
            out.value(node.toDouble().value_or(0)); // beyond 64 bits: whoever reads it refuses it
        return;
    case Kind::Double:
        out.value(node.toDouble().value_or(0));
        return;
    case Kind::String:
        out.value(*node.toString());
        return;
    case Kind::Array:
        out.beginArray();
        static_cast<void>(node.forEachElement([&](std::size_t, Node element) -> Result<void> {
            copy(out, element);
            return {};
        }));
        out.endArray();
        return;
    case Kind::Object:
        out.beginObject();
        static_cast<void>(node.forEachMember([&](std::string_view name, Node value) -> Result<void> {
            out.key(name);
            copy(out, value);
            return {};
        }));
        out.endObject();
        return;
    }
}

} // namespace anchorage::json
