// Reading the mapped tables back: a full import, page by page in the order of the anchors.
#pragma once

#include "connectors/sdk/connector.h"
#include "connectors/sql/rows.h"
#include "connectors/sql/settings.h"

#include <optional>

namespace anchorage::sql {

class ImportRun {
public:
    /// Connects, and checks the mapping against the database's tables. Throws.
    ImportRun(Settings settings, Schema types, std::int32_t pageSize);

    /// Throws UnexpectedDataException for a column's content that is not of the mapped type.
    sdk::ImportEntries nextPage();

private:
    CsEntryChange entryOf(const TypeMapping &type, const SchemaType &selected, const Row &row);
    void addChange(CsEntryChange &entry, const AttributeMapping &attribute, const QVariantList &contents,
                   const std::string &where);
    std::optional<AttributeValue> valueOf(const AttributeMapping &attribute, const QVariant &content, const std::string &where);
    std::optional<QVariant> dnOf(const AttributeMapping &attribute, const QVariant &anchor);
    Rows rowsAfter(const TypeMapping &type, const SchemaType &selected, int count);

    Settings m_settings;
    Schema m_types;
    int m_pageSize;
    Database m_database;
    Mapping m_mapping;
    ObjectRows m_rows;
    std::size_t m_type = 0; ///< of the mapping, that the next page starts in
    QVariant m_last; ///< the anchor it starts after; invalid at the type's begin
};

} // namespace anchorage::sql
