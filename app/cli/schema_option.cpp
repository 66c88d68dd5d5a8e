#include "app/cli/schema_option.h"

#include "core/formats/format.h"

namespace anchorage::cli {

void SchemaOption::addTo(CLI::App &command)
{
    command.add_option("--schema,--ma-config", m_path, "File with the schema, or a management agent configuration");
    command.add_option("--style", m_style, "DN style: None, Generic or Ldap; default Generic, or what the configuration says");
}

Result<KnownSchema> SchemaOption::load() const
{
    KnownSchema known;
    if (!m_path.empty()) {
        formats::LoadRequest request;
        request.path = m_path;
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
            return fail(ErrorCode::Input, "this file of the format " + loaded->format + " has no schema", {.file = m_path});
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

} // namespace anchorage::cli
