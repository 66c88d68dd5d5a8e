#include "app/cli/file_options.h"

namespace anchorage::cli {

/// What is known beside the file.
struct FileOptions::Known {
    std::optional<Schema> schema;
    AnchorDefinitions anchors;
    std::vector<std::string> types; // selected
    MADistinguishedNameStyle style = MADistinguishedNameStyle::Generic;
    bool styleIsGuessed = true; // neither option nor configuration said it
};

void FileOptions::addTo(CLI::App &command)
{
    command.add_option("--format,--from", m_format, "Format of the file, where content and suffix do not say it");
    command.add_option("--type", m_type, "Object type of entries that do not say theirs");
    command.add_option("--schema,--ma-config", m_schema, "File with the schema, or a management agent configuration");
    command.add_option("--style", m_style, "DN style: None, Generic or Ldap; default Generic, or what the configuration says");
    m_csv.addTo(command);
}

Result<FileOptions::Known> FileOptions::known() const
{
    Known known;
    if (!m_schema.empty()) {
        formats::LoadRequest request;
        request.path = m_schema;
        auto loaded = formats::load(request);
        if (!loaded)
            return fail(std::move(loaded.error()));
        if (loaded->configuration) {
            known.schema = loaded->configuration->schema;
            known.anchors = loaded->configuration->anchors;
            known.types = loaded->configuration->selection.types.value_or(std::vector<std::string>());
            known.style = loaded->configuration->capabilities.distinguishedNameStyle;
            known.styleIsGuessed = false;
        } else if (loaded->schema) {
            known.schema = std::move(loaded->schema);
        } else {
            return fail(ErrorCode::Input, "this file of the format " + loaded->format + " has no schema", {.file = m_schema});
        }
    }
    if (!m_style.empty()) {
        const auto style = fromName<MADistinguishedNameStyle>(m_style);
        if (!style)
            return fail(ErrorCode::Usage, "--style is None, Generic or Ldap, found \"" + m_style + '"');
        known.style = *style;
        known.styleIsGuessed = false;
    }
    return known;
}

Result<FileRead> FileOptions::load(const std::string &path) const
{
    auto known = this->known();
    if (!known)
        return fail(std::move(known.error()));
    auto csv = m_csv.options();
    if (!csv)
        return fail(std::move(csv.error()));
    formats::LoadRequest request;
    request.path = path;
    request.format = m_format;
    request.schema = known->schema ? &*known->schema : nullptr;
    request.style = known->style;
    request.styleIsGuessed = known->styleIsGuessed;
    request.objectType = m_type;
    request.selectedTypes = known->types;
    request.anchors = known->anchors.empty() ? nullptr : &known->anchors;
    request.csv = std::move(*csv);
    auto loaded = formats::load(request);
    if (!loaded)
        return fail(std::move(loaded.error()));
    if (known->styleIsGuessed && loaded->configuration)
        known->style = loaded->configuration->capabilities.distinguishedNameStyle;
    return FileRead{std::move(*loaded), std::move(known->schema), known->style};
}

} // namespace anchorage::cli
