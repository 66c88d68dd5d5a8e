#include "connectors/sql/import_run.h"

#include "connectors/sql/catalogue.h"
#include "connectors/sql/values.h"

#include <algorithm>

namespace anchorage::sql {

namespace {

template <typename T> T need(SqlResult<T> result)
{
    if (!result)
        throw sdk::UnexpectedDataException("the import cannot read on: " + result.error().text);
    return std::move(*result);
}

/// The attributes of a type that are selected, single-valued ones in the order of the columns read.
std::vector<const AttributeMapping *> selectedOf(const TypeMapping &type, const SchemaType &selected, bool multiValued)
{
    std::vector<const AttributeMapping *> out;
    for (const auto &attribute : type.attributes) {
        if (attribute.isMultiValued() == multiValued && selected.find(attribute.name))
            out.push_back(&attribute);
    }
    return out;
}

} // namespace

ImportRun::ImportRun(Settings settings, Schema types, std::int32_t pageSize)
    : m_settings(std::move(settings)), m_types(std::move(types)), m_pageSize(std::max(1, pageSize)),
      m_database(m_settings.connection), m_mapping(checkedMapping(m_database, m_settings)), m_rows(m_database, m_mapping)
{
}

Rows ImportRun::rowsAfter(const TypeMapping &type, const SchemaType &selected, int count)
{
    const auto anchor = m_database.quoted(type.anchor.column);
    auto statement =
        QStringLiteral("SELECT ") + anchor + QStringLiteral(", ") + (type.dn.empty() ? anchor : m_database.quoted(type.dn));
    for (const auto *attribute : selectedOf(type, selected, false))
        statement += QStringLiteral(", ") + m_database.quoted(attribute->column);
    statement += QStringLiteral(" FROM ") + m_database.quotedTable(type.table);
    if (m_last.isValid())
        statement += QStringLiteral(" WHERE ") + anchor + QStringLiteral(" > ?");
    statement += QStringLiteral(" ORDER BY ") + anchor + m_database.firstRows(count);
    return need(m_database.select(statement, m_last.isValid() ? QVariantList{m_last} : QVariantList{}));
}

std::optional<QVariant> ImportRun::dnOf(const AttributeMapping &attribute, const QVariant &anchor)
{
    for (const auto *target : m_mapping.targets(attribute)) {
        if (auto dn = need(m_rows.dnOf({target, anchor})))
            return dn;
    }
    return std::nullopt; // a reference to a row that is gone
}

std::optional<AttributeValue> ImportRun::valueOf(const AttributeMapping &attribute, const QVariant &content,
                                                 const std::string &where)
{
    auto read = content;
    if (!content.isNull() && attribute.isReference() && attribute.stores == Stores::Anchor) {
        const auto dn = dnOf(attribute, content);
        if (!dn)
            return std::nullopt;
        read = *dn;
    }
    auto value = fromVariant(read, attribute.type);
    if (!value)
        throw sdk::UnexpectedDataException(where + ", column " + attribute.column + ": " + value.error().message);
    return std::move(*value);
}

void ImportRun::addChange(CsEntryChange &entry, const AttributeMapping &attribute, const QVariantList &contents,
                          const std::string &where)
{
    std::vector<AttributeValue> values;
    for (const auto &content : contents) {
        if (auto value = valueOf(attribute, content, where))
            values.push_back(std::move(*value));
    }
    if (!values.empty())
        entry.changes.push_back(
            AttributeChange::add(attribute.name, std::move(values), attribute.type, attribute.isMultiValued()));
}

CsEntryChange ImportRun::entryOf(const TypeMapping &type, const SchemaType &selected, const Row &row)
{
    const auto &anchor = row[0];
    const auto where = "table " + type.table + ", " + type.anchor.column + ' ' + toUtf8(anchor.toString());
    const auto value = fromVariant(anchor, type.anchor.type);
    if (!value || !*value)
        throw sdk::UnexpectedDataException(where + ": this is no anchor");
    CsEntryChange entry{.identifier = Guid::fromName("import\n" + type.name + '\n' + toText(**value)),
                        .dn = toUtf8(row[1].toString()),
                        .objectType = type.name,
                        .modification = ObjectModificationType::Add,
                        .anchors = {{type.anchor.attribute, **value}},
                        .changes = {}};
    if (selected.find(type.anchor.attribute))
        entry.changes.push_back(AttributeChange::add(type.anchor.attribute, {**value}, type.anchor.type, false));
    qsizetype column = 2;
    for (const auto *attribute : selectedOf(type, selected, false))
        addChange(entry, *attribute, {row[column++]}, where);
    for (const auto *attribute : selectedOf(type, selected, true)) {
        QVariantList contents;
        for (const auto &link : need(m_rows.links(*attribute, anchor)))
            contents += link.front();
        addChange(entry, *attribute, contents, where);
    }
    return entry;
}

sdk::ImportEntries ImportRun::nextPage()
{
    sdk::ImportEntries page;
    while (m_type < m_mapping.types.size()) {
        const auto &type = m_mapping.types[m_type];
        const auto *selected = m_types.find(type.name);
        // One row more than fits says whether there is more.
        if (!selected) {
            ++m_type;
            continue;
        }
        const auto rows = rowsAfter(type, *selected, m_pageSize + 1);
        for (const auto &row : rows) {
            if (static_cast<int>(page.entries.size()) == m_pageSize) {
                page.moreToImport = true;
                return page;
            }
            page.entries.push_back(entryOf(type, *selected, row));
            m_last = row[0];
        }
        ++m_type;
        m_last = {};
    }
    return page;
}

} // namespace anchorage::sql
