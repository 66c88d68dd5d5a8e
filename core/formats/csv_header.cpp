#include "core/formats/csv_header.h"

#include "core/model/distinguished_name.h"

#include <algorithm>
#include <array>

namespace anchorage::formats {

namespace {

using Role = CsvColumn::Role;

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    return text;
}

bool schemaHas(const LoadRequest &request, std::string_view attribute)
{
    return request.schema != nullptr
        && std::any_of(request.schema->types.begin(), request.schema->types.end(),
                       [&](const auto &type) { return type.find(attribute) != nullptr; });
}

struct UsualName {
    Role role;
    std::string_view name;
};
constexpr std::array usualNames{
    UsualName{Role::Dn, "dn"},
    UsualName{Role::Dn, "distinguishedname"},
    UsualName{Role::Dn, "distinguished name"},
    UsualName{Role::Type, "objecttype"},
    UsualName{Role::Type, "objectclass"},
    UsualName{Role::Action, "action"},
    UsualName{Role::Action, "operation"},
    UsualName{Role::Action, "changetype"},
    UsualName{Role::Action, "modificationtype"},
    UsualName{Role::NewDn, "newdn"},
};

constexpr std::array<std::pair<std::string_view, Role>, 4> suffixes{
    {{":first", Role::First}, {":add", Role::Add}, {":delete", Role::Delete}, {":clear", Role::Clear}}};

class Header {
public:
    Header(const LoadRequest &request, Findings &findings) : m_request(request), m_findings(findings) { }

    Result<std::vector<CsvColumn>> read(const std::vector<std::string_view> &header)
    {
        std::vector<CsvColumn> columns;
        for (const auto raw : header) {
            auto column = columnOf(trimmed(raw));
            const auto same = [&](const CsvColumn &other) {
                return other.role == column.role && equalsIgnoreCase(other.name, column.name);
            };
            if (column.role != Role::Ignored && std::any_of(columns.begin(), columns.end(), same))
                return fail(ErrorCode::Input, "the column \"" + std::string(trimmed(raw).substr(0, 60)) + "\" is there twice",
                            {.file = m_request.path, .line = 1});
            columns.push_back(std::move(column));
        }
        for (const auto *wanted : {&m_request.csv.dnColumn, &m_request.csv.actionColumn, &m_request.csv.typeColumn})
            if (!wanted->empty())
                if (auto found = present(header, *wanted); !found)
                    return fail(found.error());
        for (const auto &wanted : m_request.csv.anchorColumns)
            if (auto found = present(header, wanted); !found)
                return fail(found.error());
        return columns;
    }

private:
    Result<void> present(const std::vector<std::string_view> &header, const std::string &wanted) const
    {
        if (std::any_of(header.begin(), header.end(), [&](auto name) { return equalsIgnoreCase(trimmed(name), wanted); }))
            return {};
        return fail(ErrorCode::Input, "there is no column \"" + wanted + "\"", {.file = m_request.path, .line = 1});
    }

    CsvColumn columnOf(std::string_view name)
    {
        const auto &csv = m_request.csv;
        for (const auto &[column, attribute] : csv.attributes)
            if (equalsIgnoreCase(column, name))
                return attribute.empty() ? CsvColumn{Role::Ignored, {}} : valueColumn(attribute);
        for (const auto &[given, role] :
             {std::pair(&csv.dnColumn, Role::Dn), {&csv.actionColumn, Role::Action}, {&csv.typeColumn, Role::Type}})
            if (!given->empty() && equalsIgnoreCase(*given, name))
                return {role, {}};
        for (const auto &anchor : csv.anchorColumns)
            if (equalsIgnoreCase(anchor, name))
                return {Role::Anchor, std::string(name)};
        if (name.empty()) {
            m_findings.push_back({"nameless-column", Severity::Warning, {}, {}, "a column without a name was left out", {}});
            return {Role::Ignored, {}};
        }
        // The usual names, unless the role is given or the schema has an attribute of that name.
        for (const auto &usual : usualNames)
            if (equalsIgnoreCase(usual.name, name) && !isGiven(usual.role) && !schemaHas(m_request, name))
                return {usual.role, {}};
        constexpr std::string_view anchor = "anchor:";
        if (name.size() > anchor.size() && equalsIgnoreCase(name.substr(0, anchor.size()), anchor))
            return {Role::Anchor, std::string(name.substr(anchor.size()))};
        return valueColumn(name);
    }

    bool isGiven(Role role) const
    {
        const auto &csv = m_request.csv;
        return (role == Role::Dn && !csv.dnColumn.empty()) || (role == Role::Action && !csv.actionColumn.empty())
            || (role == Role::Type && !csv.typeColumn.empty());
    }

    CsvColumn valueColumn(std::string_view name) const
    {
        if (!schemaHas(m_request, name))
            for (const auto &[suffix, role] : suffixes)
                if (name.size() > suffix.size() && equalsIgnoreCase(name.substr(name.size() - suffix.size()), suffix))
                    return {role, std::string(name.substr(0, name.size() - suffix.size()))};
        return {Role::Value, std::string(name)};
    }

    const LoadRequest &m_request;
    Findings &m_findings;
};

} // namespace

Result<std::vector<CsvColumn>> csvColumns(const std::vector<std::string_view> &header, const LoadRequest &request,
                                          Findings &findings)
{
    return Header(request, findings).read(header);
}

char csvDelimiter(std::string_view line)
{
    constexpr std::string_view candidates = ",;\t|";
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    for (const char c : line) {
        quoted = quoted != (c == '"');
        if (const auto at = quoted ? std::string_view::npos : candidates.find(c); at != std::string_view::npos)
            ++counts[at];
    }
    const auto most = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    return counts[most] == 0 ? ',' : candidates[most];
}

char csvQuote(std::string_view line, char delimiter)
{
    const auto first = line.substr(0, line.find(delimiter));
    const bool single = first.size() > 1 && first.front() == '\'' && first.back() == '\'';
    return single && line.find('"') == std::string_view::npos ? '\'' : '"';
}

} // namespace anchorage::formats
