#include "core/project/expectation.h"

#include "core/model/distinguished_name.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace anchorage::project {

namespace {
constexpr std::pair<Outcome, std::string_view> outcomes[]{{Outcome::Accepted, "accepted"},
                                                          {Outcome::Error, "error"},
                                                          {Outcome::StopsRun, "stops-run"},
                                                          {Outcome::Unknown, "unknown"},
                                                          {Outcome::NotSent, "not-sent"}};
}

std::string_view name(Outcome outcome)
{
    for (const auto &[each, text] : outcomes)
        if (each == outcome)
            return text;
    return "";
}

std::optional<Outcome> outcomeFromText(std::string_view text)
{
    const auto *found = std::find_if(std::begin(outcomes), std::end(outcomes),
                                     [&](const auto &each) { return equalsIgnoreCase(each.second, text); });
    if (found == std::end(outcomes))
        return std::nullopt;
    return found->first;
}

std::string text(const AttributeStatement &statement)
{
    auto out = "attribute " + statement.attribute + (statement.modified ? " is modified" : " is not modified");
    if (!statement.filter.empty())
        out += " (filter: " + statement.filter + ")";
    return out;
}

} // namespace anchorage::project
