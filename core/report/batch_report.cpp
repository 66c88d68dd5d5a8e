#include "core/report/batch_report.h"

#include "core/json/json_writer.h"
#include "core/model/distinguished_name.h"
#include "core/report/html_page.h"
#include "core/report/markup.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <ostream>
#include <set>

namespace anchorage::report {

namespace {

constexpr std::array<std::string_view, 7> heads{"dn", "type", "action", "attribute", "modification", "new values", "old values"};

std::array<std::string_view, heads.size()> cells(const BatchRow &row)
{
    return {row.dn, row.type, row.action, row.attribute, row.modification, row.adds, row.deletes};
}

std::string valuesOf(const AttributeChange &change, ValueModificationType kind)
{
    std::string text;
    for (const auto &value : change.values)
        if (value.modification == kind)
            text += (text.empty() ? "" : "; ") + toText(value.value);
    return text;
}

void csvCell(std::string &out, std::string_view text)
{
    const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    out += '"';
    out += formula ? "'" : "";
    for (const char c : text)
        out.append(c == '"' ? 2 : 1, c);
    out += '"';
}

} // namespace

void forEachRow(const space::Space &space, const std::function<void(const BatchRow &)> &use)
{
    for (space::ObjectIndex index = 0; index < space.size(); ++index) {
        if (!space.exists(index) || space.pendingOperation(index) == space::PendingOperation::None)
            continue;
        const auto object = space.object(index);
        BatchRow row{object.dn, object.type, space::name(object.pending.operation), {}, {}, {}, {}};
        if (object.pending.newDn) {
            row.attribute = dnAttribute;
            row.modification = name(AttributeModificationType::Update);
            row.adds = *object.pending.newDn;
            row.deletes = object.dn;
            use(row);
        }
        for (const auto &change : object.pending.changes) {
            row.attribute = change.name;
            row.modification = name(change.modification);
            row.adds = valuesOf(change, ValueModificationType::Add);
            row.deletes = valuesOf(change, ValueModificationType::Delete);
            use(row);
        }
        if (object.pending.changes.empty() && !object.pending.newDn)
            use(row);
    }
}

BatchCounts countBatch(const space::Space &space)
{
    BatchCounts counts;
    for (space::ObjectIndex index = 0; index < space.size(); ++index)
        if (space.exists(index) && space.pendingOperation(index) != space::PendingOperation::None)
            ++counts.objects[{std::string(space.type(index)), std::string(space::name(space.pendingOperation(index)))}];
    forEachRow(space, [&](const BatchRow &row) {
        if (!row.attribute.empty())
            ++counts.attributes[row.attribute];
    });
    return counts;
}

std::vector<project::AttributeStatement> statementsOn(const BatchCounts &counts, const Schema *schema)
{
    std::vector<project::AttributeStatement> statements;
    std::set<std::string> known;
    for (const auto &[attribute, count] : counts.attributes) {
        statements.push_back({attribute, true, {}});
        known.insert(foldCase(attribute));
    }
    if (schema != nullptr)
        for (const auto &type : schema->types)
            for (const auto &attribute : type.attributes)
                if (known.insert(foldCase(attribute.name)).second)
                    statements.push_back({attribute.name, false, {}});
    return statements;
}

std::string statementsJson(const std::vector<project::AttributeStatement> &statements)
{
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    out.beginObject().key("attributes").beginArray();
    for (const auto &statement : statements) {
        out.beginObject().member("attribute", statement.attribute).member("modified", statement.modified);
        out.endObject();
    }
    out.endArray().endObject();
    return text + '\n';
}

void writeBatchCsv(std::ostream &out, const space::Space &space)
{
    std::string line = "\xEF\xBB\xBF";
    for (std::size_t i = 0; i < heads.size(); ++i)
        line.append(i > 0 ? "," : "").append(heads[i]);
    out << line << "\r\n";
    forEachRow(space, [&](const BatchRow &row) {
        line.clear();
        for (const auto cell : cells(row)) {
            line += line.empty() ? "" : ",";
            csvCell(line, cell);
        }
        out << line << "\r\n";
    });
}

void writeBatchCounts(std::ostream &out, const BatchCounts &counts)
{
    for (const auto &[what, count] : counts.objects)
        out << what.first << ' ' << what.second << ": " << count << '\n';
    for (const auto &[attribute, count] : counts.attributes)
        out << "attribute " << attribute << " is modified: " << count << '\n';
}

void writeBatchHtml(std::ostream &out, const space::Space &space, std::string_view title)
{
    const auto hash = QCryptographicHash::hash(QByteArrayView(htmlScript.data(), static_cast<qsizetype>(htmlScript.size())),
                                               QCryptographicHash::Sha256)
                          .toBase64()
                          .toStdString();
    const auto counts = countBatch(space);
    out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
           "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
        << hash << "'\">\n<title>Anchorage: pending changes</title>\n<style>" << htmlStyle << "</style>\n</head>\n<body>\n<h1>"
        << markup(title) << "</h1>\n<h2>Counts</h2>\n<table class=\"sort\"><thead><tr><th>type</th><th>action</th><th "
        << "data-n>objects</th></tr></thead><tbody>\n";
    for (const auto &[what, count] : counts.objects)
        out << "<tr><td>" << markup(what.first) << "</td><td>" << what.second << "</td><td class=\"n\">" << count
            << "</td></tr>\n";
    out << "</tbody></table>\n<h2>Attributes</h2>\n<table class=\"sort\"><thead><tr><th>attribute</th><th "
           "data-n>objects</th></tr></thead><tbody>\n";
    for (const auto &[attribute, count] : counts.attributes)
        out << "<tr><td>" << markup(attribute) << "</td><td class=\"n\">" << count << "</td></tr>\n";
    out << "</tbody></table>\n<h2>Changes</h2>\n<input data-for=\"changes\" placeholder=\"Filter\" aria-label=\"Filter\">\n"
           "<table class=\"sort\" id=\"changes\"><thead><tr>";
    for (const auto head : heads)
        out << "<th>" << head << "</th>";
    out << "</tr></thead><tbody>\n";
    forEachRow(space, [&](const BatchRow &row) {
        out << "<tr>";
        for (const auto cell : cells(row))
            out << "<td>" << markup(cell) << "</td>";
        out << "</tr>\n";
    });
    out << "</tbody></table>\n<script>" << htmlScript << "</script>\n</body>\n</html>\n";
}

} // namespace anchorage::report
