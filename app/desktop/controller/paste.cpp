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
    auto loaded = readObjects({request.name, text}, request.knowledge, before, control);
    if (!loaded)
        return fail(std::move(loaded.error()));
    Pasted out{std::move(*loaded->space), titleOf(loaded->format), {}, std::move(loaded->findings)};
    for (auto i = static_cast<space::ObjectIndex>(before.size()); i < out.after.size(); ++i) {
        if (out.after.exists(i))
            out.added.push_back(i);
    }
    return out;
}

} // namespace anchorage::desktop
