#include "core/formats/csv.h"
#include "core/formats/csv_header.h"
#include "core/formats/csv_values.h"
#include "core/formats/loss_counter.h"
#include "core/formats/output_file.h"
#include "core/model/base64.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <unordered_map>

namespace anchorage::formats {

namespace {

using space::PendingOperation;

std::string cellText(const AttributeValue &value)
{
    const auto *binary = std::get_if<Binary>(&value);
    return binary != nullptr ? base64Encode(binary->bytes) : toText(value);
}

/// Columns in the order they were first needed; a row is filled by name.
class CsvTable {
public:
    void column(const std::string &name)
    {
        if (m_places.emplace(foldCase(name), m_names.size()).second)
            m_names.push_back(name);
    }
    void set(const std::string &name, std::string cell)
    {
        const auto place = m_places.at(foldCase(name));
        m_row.resize(m_names.size());
        m_row[place] = std::move(cell);
    }
    const std::vector<std::string> &names() const { return m_names; }
    std::vector<std::string> takeRow()
    {
        m_row.resize(m_names.size());
        return std::exchange(m_row, {});
    }

private:
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<std::string> m_row;
};

class CsvWriter {
public:
    explicit CsvWriter(const SaveRequest &request)
        : m_request(request), m_delimiter(request.csv.delimiter == '\0' ? ',' : request.csv.delimiter),
          m_quote(request.csv.quote.value_or('"'))
    {
        for (const auto *name : {"dn", "action", "objectType"})
            m_table.column(name);
    }

    /// First pass: which columns there are.
    void collect(const space::SpaceObject &object)
    {
        if (object.pending.operation == PendingOperation::None)
            return;
        if (object.pending.newDn)
            m_table.column("newdn");
        for (const auto &anchor : object.anchors)
            if (anchor.value)
                m_table.column("anchor:" + anchor.name);
        for (const auto &change : object.pending.changes)
            if (holdsName(change.name))
                eachCell(object, change, [this](const std::string &name, const auto &) { m_table.column(name); });
    }

    Result<void> header(std::string &out) { return line(out, m_table.names()); }

    Result<void> row(std::string &out, const space::SpaceObject &object)
    {
        losses.addState(object);
        if (object.pending.operation == PendingOperation::None)
            return {};
        m_table.set("dn", object.dn);
        m_table.set("action", std::string(name(object.pending.operation)));
        m_table.set("objectType", object.type);
        if (object.pending.newDn)
            m_table.set("newdn", *object.pending.newDn);
        for (const auto &anchor : object.anchors)
            if (anchor.value)
                m_table.set("anchor:" + anchor.name, cellText(*anchor.value));
        for (const auto &change : object.pending.changes) {
            losses.add("attributes whose name a CSV header cannot hold", holdsName(change.name) ? 0 : 1);
            if (holdsName(change.name))
                eachCell(object, change, [&](const std::string &name, const std::vector<const AttributeValue *> &values) {
                    m_table.set(name, cell(change, values));
                });
        }
        return line(out, m_table.takeRow());
    }

    LossCounter losses;

private:
    /// What the reader takes for an attribute, and for this one; found once a name.
    bool holdsName(const std::string &name)
    {
        const auto known = m_holds.find(name);
        if (known != m_holds.end())
            return known->second;
        LoadRequest reading;
        reading.schema = m_request.schema;
        Findings ignored;
        const auto columns = csvColumns({name}, reading, ignored);
        const bool holds = columns && columns->front().role == CsvColumn::Role::Value && columns->front().name == name;
        return m_holds.emplace(name, holds).first->second;
    }

    template <typename Use> static void eachCell(const space::SpaceObject &object, const AttributeChange &change, Use use)
    {
        std::vector<const AttributeValue *> adds;
        std::vector<const AttributeValue *> deletes;
        for (const auto &value : change.values)
            (value.modification == ValueModificationType::Delete ? deletes : adds).push_back(&value.value);
        const bool update = object.pending.operation == PendingOperation::Update;
        switch (change.modification) {
        case AttributeModificationType::Delete:
            return use(change.name + ":clear", adds);
        case AttributeModificationType::Update:
            if (!adds.empty())
                use(change.name + ":add", adds);
            if (!deletes.empty())
                use(change.name + ":delete", deletes);
            return;
        case AttributeModificationType::Add:
            return use(update ? change.name + ":first" : change.name, adds);
        default:
            return use(change.name, adds);
        }
    }

    std::string cell(const AttributeChange &change, const std::vector<const AttributeValue *> &values)
    {
        if (change.modification == AttributeModificationType::Delete)
            return "true";
        if (values.size() == 1 && cellText(*values.front()).empty())
            losses.add("empty values (an empty cell says nothing)", 1);
        if (!change.multiValued && values.size() == 1) {
            if (m_request.schema == nullptr && cellText(*values.front()).find(m_request.csv.valueSeparator) != std::string::npos)
                losses.add("values that hold the value separator, without a schema to tell them from several", 1);
            return cellText(*values.front());
        }
        std::string text;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0)
                text += m_request.csv.valueSeparator;
            appendEscapedValue(text, cellText(*values[i]), m_request.csv.valueSeparator);
        }
        return text;
    }

    Result<void> line(std::string &out, const std::vector<std::string> &cells)
    {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0)
                out += m_delimiter;
            if (m_quote == '\0' && needsCsvQuotes(cells[i], m_delimiter, m_quote))
                return fail(
                    ErrorCode::Usage,
                    "the cell \"" + cells[i].substr(0, 60)
                        + "\" holds the delimiter or a line end, but there is no quote: choose another delimiter, or quotes",
                    {.file = m_request.path, .entry = cells.front()});
            appendCsvCell(out, cells[i], m_delimiter, m_quote);
        }
        out += "\r\n";
        return {};
    }

    const SaveRequest &m_request;
    char m_delimiter;
    char m_quote;
    CsvTable m_table;
    std::unordered_map<std::string, bool> m_holds; // by attribute name
};

} // namespace

Result<std::vector<Loss>> writeCsv(const space::Space &space, const SaveRequest &request)
{
    if (auto sane = checkCsvOptions(request.csv); !sane)
        return fail(sane.error());
    CsvWriter writer(request);
    for (space::ObjectIndex index = 0; index < space.size(); ++index)
        if (space.exists(index))
            writer.collect(space.object(index));
    OutputFile file(request.path, request.encoding);
    if (auto done = writer.header(file.text()); !done)
        return fail(done.error());
    for (space::ObjectIndex index = 0; index < space.size(); ++index) {
        if (!space.exists(index))
            continue;
        if (auto done = writer.row(file.text(), space.object(index)); !done)
            return fail(done.error());
        file.settle();
    }
    writer.losses.add("the order of recorded hand-overs", space.recorded().size());
    if (request.schema == nullptr)
        writer.losses.add("the types of values (a schema gives them back)", 1);
    if (auto done = file.finish(); !done)
        return fail(done.error());
    return writer.losses.take();
}

} // namespace anchorage::formats
