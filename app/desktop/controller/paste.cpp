#include "app/desktop/controller/paste.h"

#include "core/formats/format.h"

#include <string_view>
#include <utility>

namespace anchorage::desktop {
namespace {

/// Objects alone, as one copies them, become the space they are a part of; lines stay where they were.
std::string wrapped(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return text;
    const bool list = text[first] == '[';
    const bool object =
        text[first] == '{' && text.find("\"anchorageSpace\"") == std::string::npos && text.find("\"dn\"") != std::string::npos;
    if (!list && !object)
        return text;
    return "{\"anchorageSpace\": 1, \"objects\": " + (list ? text : '[' + text + ']') + '}';
}

std::string titleOf(std::string_view format)
{
    for (const auto &known : formats::allFormats()) {
        if (known.name == format)
            return known.title;
    }
    return std::string(format);
}

} // namespace

Result<Pasted> paste(const PasteRequest &request, const space::Space &before, TaskControl &control)
{
    if (request.text.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::Input, "there is no text to paste", {.file = request.name});
    const auto text = wrapped(request.text);
    formats::LoadRequest load;
    load.path = request.name;
    load.content = text;
    load.schema = request.schema.types.empty() ? nullptr : &request.schema;
    load.style = before.style();
    load.selectedTypes = request.selectedTypes;
    load.base = &before;
    load.anchors = &request.anchors;
    load.progress = [&control](std::uint64_t done, std::uint64_t total) {
        control.progress(done, total);
        return !control.cancelled();
    };
    auto loaded = formats::load(load);
    if (!loaded)
        return fail(std::move(loaded.error()));
    if (!loaded->space)
        return fail(ErrorCode::Input,
                    "this is a text of the format " + loaded->format
                        + ": it has no objects and no changes; save it as a file and open that",
                    {.file = request.name});
    Pasted out{std::move(*loaded->space), titleOf(loaded->format), {}, std::move(loaded->findings)};
    for (auto i = static_cast<space::ObjectIndex>(before.size()); i < out.after.size(); ++i) {
        if (out.after.exists(i))
            out.added.push_back(i);
    }
    return out;
}

} // namespace anchorage::desktop
