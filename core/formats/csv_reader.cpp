#include "core/formats/change_set.h"
#include "core/formats/csv.h"
#include "core/formats/csv_header.h"
#include "core/formats/csv_records.h"
#include "core/formats/csv_values.h"
#include "core/formats/finding_collector.h"
#include "core/formats/schema_lookup.h"
#include "core/formats/utf16.h"
#include "core/model/distinguished_name.h"
#include "core/model/secret.h"
#include "core/model/value_text.h"
#include "core/space/delta.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

using Role = CsvColumn::Role;
using space::PendingOperation;

std::optional<PendingOperation> actionNamed(std::string_view text)
{
    const auto folded = foldCase(text);
    if (folded == "add" || folded == "create" || folded == "insert")
        return PendingOperation::Add;
    if (folded == "update" || folded == "modify" || folded == "replace")
        return PendingOperation::Update;
    if (folded == "delete" || folded == "remove")
        return PendingOperation::Delete;
    if (folded == "delete-add" || folded == "deleteadd")
        return PendingOperation::DeleteAdd;
    if (folded == "none")
        return PendingOperation::None;
    return std::nullopt;
}

class CsvReader {
public:
    CsvReader(const LoadRequest &request, CsvRecords records)
        : m_request(request), m_records(std::move(records)), m_schema(request.schema),
          m_space(request.base != nullptr ? *request.base : space::Space(request.style))
    {
    }

    Result<Loaded> read()
    {
        std::vector<std::string_view> fields;
        if (auto done = readHeader(fields); !done)
            return fail(done.error());
        for (;;) {
            const auto more = m_records.next(fields);
            if (!more)
                return fail(more.error());
            if (!*more)
                break;
            if (auto done = readRow(fields); !done) {
                auto error = done.error();
                if (error.where == ErrorContext{})
                    error.where = {.file = m_request.path, .line = m_records.line(), .entry = m_dn};
                return fail(std::move(error));
            }
        }
        if (m_records.cutOff())
            m_findings.note(endOfFile());
        Loaded loaded;
        loaded.format = "csv";
        loaded.space = std::move(m_space);
        loaded.findings = m_findings.take();
        return loaded;
    }

private:
    /// A column for rows of the type at hand.
    struct Shape {
        AttributeChange empty;
        bool isAnchor = false;
        bool isUnknown = false; // the schema has no such attribute
        bool isAlone = true; // no other column is of this attribute
    };

    Result<void> readHeader(std::vector<std::string_view> &fields)
    {
        const auto more = m_records.next(fields);
        if (!more)
            return fail(more.error());
        if (!*more)
            return fail(ErrorCode::Input, "the file is empty, expected a header line with the names of the columns",
                        {.file = m_request.path});
        Findings findings;
        auto columns = csvColumns(fields, m_request, findings);
        if (!columns)
            return fail(columns.error());
        m_findings.note(findings);
        m_columns = std::move(*columns);
        const auto hasRole = [this](Role role) {
            return std::any_of(m_columns.begin(), m_columns.end(), [&](const auto &column) { return column.role == role; });
        };
        m_hasAnchors = hasRole(Role::Anchor);
        return {};
    }

    Result<void> readRow(const std::vector<std::string_view> &fields)
    {
        m_dn.clear();
        if (fields.size() != m_columns.size())
            return fail(ErrorCode::Input,
                        "the row has " + std::to_string(fields.size()) + " fields, the header " + std::to_string(m_columns.size())
                            + ": is the delimiter right, or the file cut off?");
        if (!m_records.isAscii() && !std::all_of(fields.begin(), fields.end(), isUtf8))
            return fail(ErrorCode::Input, std::string(csvIsNoUtf8));
        ObjectName name;
        name.type = m_request.objectType;
        std::string newDn;
        auto operation = PendingOperation::Add;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (m_columns[i].role == Role::Dn)
                name.dn = fields[i];
            else if (m_columns[i].role == Role::NewDn)
                newDn = fields[i];
            else if (m_columns[i].role == Role::Type && !fields[i].empty())
                name.type = fields[i];
            else if (m_columns[i].role == Role::Action) {
                const auto named = actionNamed(fields[i]);
                if (!named)
                    return fail(ErrorCode::Input,
                                "the action \"" + std::string(fields[i].substr(0, 60))
                                    + "\" is unknown; there are add, update, delete and delete-add");
                operation = *named;
            }
        }
        m_dn = name.dn;
        if (operation == PendingOperation::None)
            return {};
        if (auto done = findType(name); !done)
            return done;
        return layRow(fields, operation, std::move(name), std::move(newDn));
    }

    Result<void> findType(ObjectName &name)
    {
        if (name.type.empty()) {
            const auto known = m_space.find(name.dn);
            name.type = known                                                        ? std::string(m_space.type(*known))
                : m_request.selectedTypes.size() == 1                                ? m_request.selectedTypes.front()
                : m_request.schema != nullptr && m_request.schema->types.size() == 1 ? m_request.schema->types.front().name
                : m_request.schema == nullptr                                        ? std::string("object")
                                                                                     : std::string();
        }
        if (name.type.empty())
            return fail(ErrorCode::Input, "its object type cannot be told: give --type, or a column \"objectType\"");
        m_type = m_schema.type(name.type);
        if (m_schema.hasSchema() && m_type == nullptr)
            return fail(ErrorCode::Input, "the schema has no object type \"" + name.type.substr(0, 60) + "\"");
        if (m_shapes.empty() || m_typeName != name.type) {
            m_typeName = name.type;
            settleColumns(anchorDefinition(name.type));
        }
        return {};
    }

    /// What each column is for rows of this type, found once and not for each cell.
    void settleColumns(const std::vector<std::string> &anchors)
    {
        m_shapes.clear();
        for (const auto &column : m_columns) {
            const auto *known = m_schema.attribute(m_type, column.name);
            const bool isAnchor = column.role == Role::Anchor
                || (column.role == Role::Value && !m_hasAnchors
                    && std::any_of(anchors.begin(), anchors.end(),
                                   [&](const auto &anchor) { return equalsIgnoreCase(anchor, column.name); }));
            const bool password = equalsIgnoreCase(column.name, exportPasswordAttribute);
            AttributeChange empty;
            empty.name = known != nullptr ? known->name : column.name;
            empty.type = known != nullptr ? known->type : AttributeType::String;
            empty.multiValued = known != nullptr && known->multiValued;
            empty.encrypted = password || (known != nullptr && known->encrypted);
            Shape shape{std::move(empty), isAnchor, m_type != nullptr && known == nullptr && !password, true};
            for (auto &other : m_shapes)
                if (equalsIgnoreCase(other.empty.name, shape.empty.name))
                    other.isAlone = shape.isAlone = false;
            m_shapes.push_back(std::move(shape));
        }
    }

    std::vector<std::string> anchorDefinition(const std::string &type) const
    {
        if (m_request.anchors != nullptr)
            for (const auto &definition : *m_request.anchors)
                if (equalsIgnoreCase(definition.type, type))
                    return definition.attributes;
        return m_type == nullptr ? std::vector<std::string>{} : m_type->anchorNames();
    }

    Result<void> layRow(const std::vector<std::string_view> &fields, PendingOperation operation, ObjectName name,
                        std::string newDn)
    {
        space::PendingChange change{operation, {}, {}};
        change.changes.reserve(fields.size());
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (fields[i].empty() || m_columns[i].role < Role::Anchor)
                continue;
            auto done = readCell(m_columns[i].role, m_shapes[i], fields[i], change, name);
            if (!done)
                return fail(ErrorCode::Input, "column " + m_columns[i].name + ": " + done.error().message);
        }
        if (operation == PendingOperation::Update && !newDn.empty() && newDn != name.dn)
            change.newDn = std::move(newDn);
        nameObject(name, change);
        m_dn = name.dn;
        if (name.dn.empty())
            return fail(ErrorCode::Input, "the row has no DN: there is no column \"dn\", or its cell is empty");
        if (auto valid = dnValidate(name.dn, m_request.style); !valid)
            return fail(valid.error());
        name.origin = m_request.path + ":" + std::to_string(m_records.line());
        return layChange(m_space, std::move(name), std::move(change), m_request.style);
    }

    /// Without a DN, the anchors are the name; without those, a new object has a name of its own until it
    /// gets them (anchor-6).
    void nameObject(ObjectName &name, const space::PendingChange &change) const
    {
        if (!name.dn.empty())
            return;
        for (const auto &anchor : name.anchors)
            name.dn += (name.dn.empty() ? "" : "+") + toText(*anchor.value);
        if (name.dn.empty() && m_request.style == MADistinguishedNameStyle::None && change.operation == PendingOperation::Add) {
            name.dn = Guid::fromName(m_request.path + ":" + std::to_string(m_records.line())).text();
            name.temporaryDn = true;
        }
    }

    Result<void> readCell(Role role, const Shape &shape, std::string_view cell, space::PendingChange &change, ObjectName &name)
    {
        const bool isAdd = change.operation == PendingOperation::Add || change.operation == PendingOperation::DeleteAdd;
        if (role == Role::Anchor || (shape.isAnchor && !isAdd)) {
            auto value = parseValue(cell, shape.empty.type);
            if (!value)
                return fail(value.error());
            name.anchors.push_back({shape.empty.name, std::move(*value)});
            return {};
        }
        if (change.operation == PendingOperation::Delete)
            return {}; // what a deleted object had says nothing
        if (shape.isUnknown)
            return fail(ErrorCode::Input, "object type \"" + m_type->name + "\" has no such attribute in the schema");
        return readValues(role, shape, cell, change);
    }

    Result<void> readValues(Role role, const Shape &shape, std::string_view cell, space::PendingChange &change)
    {
        auto read = shape.empty;
        if (change.operation != PendingOperation::Update && role != Role::Value)
            return fail(ErrorCode::Input, "only an update can have a value here");
        if (role == Role::Clear) {
            const auto yes = parseValue(cell, AttributeType::Boolean);
            if (!yes)
                return fail(yes.error());
            if (*yes == AttributeValue(true))
                change.changes.push_back(AttributeChange::remove(read.name, read.type, read.multiValued));
            return {};
        }
        const auto kind = role == Role::Delete ? ValueModificationType::Delete : ValueModificationType::Add;
        auto values = valuesOf(cell, read, kind);
        if (!values)
            return fail(values.error());
        read.values = std::move(*values);
        read.modification = change.operation != PendingOperation::Update || role == Role::First ? AttributeModificationType::Add
            : role == Role::Value ? AttributeModificationType::Replace
                                  : AttributeModificationType::Update;
        if (!shape.isAlone)
            return putInto(std::move(read), change);
        change.changes.push_back(std::move(read));
        return {};
    }

    /// Adds and deletes of one attribute stand in two columns and are one change.
    static Result<void> putInto(AttributeChange shape, space::PendingChange &change)
    {
        for (auto &other : change.changes) {
            if (!equalsIgnoreCase(other.name, shape.name))
                continue;
            if (other.modification != AttributeModificationType::Update
                || shape.modification != AttributeModificationType::Update)
                return fail(ErrorCode::Input, "another column of this attribute has a value in the same row");
            const bool deletes = shape.values.front().modification == ValueModificationType::Delete;
            other.values.insert(deletes ? other.values.end() : other.values.begin(), shape.values.begin(), shape.values.end());
            other.multiValued = other.multiValued || shape.multiValued;
            return {};
        }
        change.changes.push_back(std::move(shape));
        return {};
    }

    Result<std::vector<ValueChange>> valuesOf(std::string_view cell, AttributeChange &change, ValueModificationType kind)
    {
        std::vector<ValueChange> values;
        const auto take = [&](std::string_view text) -> Result<void> {
            if (change.encrypted && !SecretReference::parse(text))
                return fail(
                    ErrorCode::Input,
                    "a secret in plain text is refused; put a reference in its place (env:NAME, prompt or keychain:NAME)");
            auto value = parseValue(text, change.type);
            if (!value)
                return fail(value.error());
            values.push_back({std::move(*value), kind});
            return {};
        };
        const auto &separator = m_request.csv.valueSeparator;
        const bool several =
            change.multiValued || (m_type == nullptr && !separator.empty() && cell.find(separator) != std::string_view::npos);
        if (!several) {
            if (auto done = take(cell); !done)
                return fail(done.error());
            return values;
        }
        for (const auto &text : splitValues(cell, separator))
            if (auto done = take(text); !done)
                return fail(done.error());
        change.multiValued = change.multiValued || values.size() > 1;
        return values;
    }

    const LoadRequest &m_request;
    CsvRecords m_records;
    SchemaLookup m_schema;
    space::Space m_space;
    FindingCollector m_findings;
    std::vector<CsvColumn> m_columns;
    bool m_hasAnchors = false; // then a plain column of an anchor's name is an attribute
    std::string m_dn;
    std::string m_typeName;
    const SchemaType *m_type = nullptr;
    std::vector<Shape> m_shapes; // of m_columns
};

Result<Loaded> readAs(const LoadRequest &request, CsvEncoding encoding)
{
    auto records = CsvRecords::open(request, encoding);
    if (!records)
        return fail(records.error());
    return CsvReader(request, std::move(*records)).read();
}

} // namespace

bool sniffCsv(std::string_view head)
{
    const auto line = head.substr(0, head.find_first_of("\r\n"));
    const auto delimiter = csvDelimiter(line);
    if (line.find(delimiter) == std::string_view::npos)
        return false;
    const auto folded = foldCase(line);
    const auto first = std::string_view(folded).substr(0, folded.find(delimiter));
    const auto quoted = [&](std::string_view name) {
        return first.size() == name.size() + 2 && first.front() == first.back() && (first.front() == '"' || first.front() == '\'')
            && first.substr(1, name.size()) == name;
    };
    return first == "dn" || quoted("dn") || first == "action" || quoted("action");
}

Result<Loaded> readCsv(const LoadRequest &request)
{
    auto loaded = readAs(request, request.csv.encoding);
    if (loaded || request.csv.encoding != CsvEncoding::Detected || loaded.error().message != csvIsNoUtf8)
        return loaded;
    // Files of older tools: read once more, and said so.
    loaded = readAs(request, CsvEncoding::Windows1252);
    if (loaded)
        loaded->findings.push_back(
            {"encoding-guessed", Severity::Warning, {}, {}, "the file is no UTF-8; it was read as Windows-1252 (Latin-1)", {}});
    return loaded;
}

} // namespace anchorage::formats
