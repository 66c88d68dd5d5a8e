// Changes and images as one line each, so that a failing comparison can be read.
#pragma once

#include "core/model/csentry_change.h"
#include "core/space/space_object.h"

#include <algorithm>
#include <string>
#include <vector>

namespace anchorage::space {

/// "mail:upd(+a@x -b@x) phone:del": as in the text form of pages, without quoting.
inline std::string changesText(const std::vector<AttributeChange> &changes)
{
    static const char *const words[] = {"none", "add", "rep", "upd", "del"};
    std::string out;
    for (const auto &change : changes) {
        out += (out.empty() ? "" : " ") + change.name + ':' + words[static_cast<std::size_t>(change.modification)];
        if (change.encrypted)
            out += '!';
        std::string values;
        for (const auto &value : change.values) {
            values += values.empty() ? "" : " ";
            values += value.modification == ValueModificationType::Delete ? "-" : "+";
            values += toText(value.value);
        }
        out += values.empty() ? "" : '(' + values + ')';
    }
    return out;
}

/// "mail=[a@x b@x] title=[x]", sorted: two images with one text are the same set of values.
inline std::string imageText(const Image &image)
{
    std::vector<std::string> attributes;
    for (const auto &attribute : image.attributes) {
        std::vector<std::string> values;
        for (const auto &value : attribute.values)
            values.push_back(std::to_string(value.index()) + toText(value));
        std::sort(values.begin(), values.end());
        std::string text = attribute.name + "=[";
        for (const auto &value : values)
            text += value + ' ';
        attributes.push_back(text + ']');
    }
    std::sort(attributes.begin(), attributes.end());
    std::string out;
    for (const auto &attribute : attributes)
        out += attribute;
    return out;
}

} // namespace anchorage::space
