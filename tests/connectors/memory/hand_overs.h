// Short words for hand-overs, so that the tests read as the pages they hand over.
#pragma once

#include "connectors/memory/memory_connector.h"
#include "core/model/csentry_change.h"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <QString>

/// QCOMPARE that shows std strings.
#define SAME(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected))

namespace anchorage::memory::test {

using Values = std::vector<AttributeValue>;

inline Values text(std::initializer_list<std::string> values)
{
    return {values.begin(), values.end()};
}
inline Values refs(std::initializer_list<std::string> dns)
{
    Values out;
    for (const auto &dn : dns)
        out.emplace_back(Reference{dn});
    return out;
}
inline AttributeType typeOfAll(const Values &values)
{
    return values.empty() ? AttributeType::String : typeOf(values.front());
}
/// The fixture's multi-valued attributes.
inline bool isMulti(const std::string &name)
{
    return name == "proxy" || name == "member" || name == "seeAlso";
}
inline AttributeChange plus(const std::string &name, const Values &values)
{
    return AttributeChange::add(name, values, typeOfAll(values), isMulti(name));
}
inline AttributeChange set(const std::string &name, const Values &values)
{
    return AttributeChange::replace(name, values, typeOfAll(values), isMulti(name));
}
inline AttributeChange delta(const std::string &name, const Values &adds, const Values &deletes)
{
    return AttributeChange::update(name, adds, deletes, typeOfAll(adds.empty() ? deletes : adds), isMulti(name));
}
inline AttributeChange cleared(const std::string &name, AttributeType type = AttributeType::String)
{
    return AttributeChange::remove(name, type, isMulti(name));
}

inline CsEntryChange entry(ObjectModificationType modification, const std::string &dn, const std::string &type,
                           std::vector<AttributeChange> changes, const std::string &id = {})
{
    CsEntryChange out;
    out.identifier = Guid::fromName(dn);
    out.dn = dn;
    out.objectType = type;
    out.modification = modification;
    out.changes = std::move(changes);
    if (!id.empty())
        out.anchors.push_back({"id", id});
    return out;
}
inline CsEntryChange add(const std::string &dn, std::vector<AttributeChange> changes = {}, const std::string &type = "user")
{
    return entry(ObjectModificationType::Add, dn, type, std::move(changes));
}
inline CsEntryChange update(const std::string &dn, const std::string &id, std::vector<AttributeChange> changes,
                            const std::string &type = "user")
{
    return entry(ObjectModificationType::Update, dn, type, std::move(changes), id);
}
inline CsEntryChange whole(const std::string &dn, const std::string &id, std::vector<AttributeChange> changes,
                           const std::string &type = "user")
{
    return entry(ObjectModificationType::Replace, dn, type, std::move(changes), id);
}
inline CsEntryChange del(const std::string &dn, const std::string &id, const std::string &type = "user")
{
    return entry(ObjectModificationType::Delete, dn, type, {}, id);
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

inline ConfigParameters parameters(const Parameters &given)
{
    ConfigParameters out;
    for (const auto &[name, value] : given)
        out.push_back({name, value});
    return out;
}

/// A run over the connector's own classes: Open, pages, Close.
class Run {
public:
    explicit Run(const Parameters &given, std::int32_t batchSize = 100) : m_parameters(parameters(given)) { open(batchSize); }
    Run(MemoryConnector &connector, const Parameters &given) : m_connector(&connector), m_parameters(parameters(given))
    {
        open(100);
    }

    /// "ok", "ok {id=1}" or the engine's error string, one an entry; the exception's type and text when it throws.
    std::string put(const std::vector<CsEntryChange> &page)
    {
        try {
            const auto answer = m_connector->putExportEntries(page);
            if (!answer.results)
                return "null";
            std::string out;
            for (const auto &e : page)
                out += (out.empty() ? "" : "; ") + resultOf(e, *answer.results);
            return out;
        } catch (const sdk::ExtensionException &e) {
            return std::string(e.typeName()) + ": " + e.what();
        }
    }
    void close() { m_connector->closeExportConnection(CloseReason::Normal); }
    /// The directory as an import of everything shows it: "cn=u1{1} title(A)", sorted by creation.
    std::string content()
    {
        m_connector->openImportConnection(m_parameters, m_connector->schema(m_parameters), {});
        std::string out;
        for (bool more = true; more;) {
            const auto page = m_connector->getImportEntries({});
            more = page.moreToImport;
            for (const auto &e : page.entries)
                out += (out.empty() ? "" : "; ") + contentOf(e);
        }
        m_connector->closeImportConnection(CloseReason::Normal, {});
        return out;
    }
    MemoryConnector &connector() { return *m_connector; }

private:
    void open(std::int32_t batchSize)
    {
        ExportRunStep step;
        step.batchSize = batchSize;
        m_connector->openExportConnection(m_parameters, m_connector->schema(m_parameters), step);
    }
    static std::string resultOf(const CsEntryChange &e, const std::vector<CsEntryChangeResult> &results)
    {
        for (const auto &result : results) {
            if (result.identifier != e.identifier)
                continue;
            std::string anchors;
            for (const auto &anchor : result.anchors)
                anchors += " {" + anchor.name + '=' + toText(anchor.values.front().value) + '}';
            return (result.errorCode == MAExportError::Success ? "ok" : std::string(engineString(result.errorCode))) + anchors;
        }
        return "ok";
    }
    static std::string contentOf(const CsEntryChange &e)
    {
        std::string out = e.dn;
        for (const auto &anchor : e.anchors)
            out += '{' + toText(*anchor.value) + '}';
        for (const auto &change : e.changes) {
            if (change.name == "id")
                continue;
            std::string values;
            for (const auto &value : change.values)
                values += (values.empty() ? "" : " ") + toText(value.value);
            out += ' ' + change.name + '(' + values + ')';
        }
        return out;
    }

    MemoryConnector m_own;
    MemoryConnector *m_connector = &m_own;
    ConfigParameters m_parameters;
};

} // namespace anchorage::memory::test
