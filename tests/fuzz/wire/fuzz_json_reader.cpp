// Any text through the JSON reader: an error with a place, or a value of which every part can be visited
// and which is written and read again as the same one.
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"

#include <cstdint>
#include <cstdlib>

using namespace anchorage;
using namespace anchorage::json;

namespace {

/// Writes what was read: every accessor is used on every node.
void copy(Writer &out, const Node &node)
{
    if (const auto truth = node.toBool())
        out.value(*truth);
    else if (const auto text = node.toString())
        out.value(*text);
    else if (node.kind() == Kind::Integer && node.toInteger())
        out.value(*node.toInteger());
    else if (const auto number = node.toDouble())
        out.value(*number);
    else if (node.kind() == Kind::Array) {
        out.beginArray();
        static_cast<void>(node.forEachElement([&](std::size_t, Node element) -> Result<void> {
            copy(out, element);
            return {};
        }));
        out.endArray();
    } else if (node.kind() == Kind::Object) {
        out.beginObject();
        static_cast<void>(node.forEachMember([&](std::string_view name, Node value) -> Result<void> {
            out.key(name);
            copy(out, value);
            static_cast<void>(node.find(name));
            return {};
        }));
        out.endObject();
    } else {
        out.null();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    Document document;
    const auto root = document.parse(text);
    if (!root) {
        if (root.error().message.empty())
            std::abort();
        return 0;
    }
    std::string first;
    Writer firstWriter(first);
    copy(firstWriter, *root);
    Document again;
    const auto second = again.parse(first);
    if (!second)
        std::abort();
    std::string third;
    Writer thirdWriter(third);
    copy(thirdWriter, *second);
    if (first != third)
        std::abort();
    return 0;
}
