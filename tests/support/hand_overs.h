// Short words for hand-overs, so that the tests read as the pages they hand over.
#pragma once

#include "core/model/config_parameter.h"
#include "core/model/csentry_change.h"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <QString>

/// QCOMPARE that shows std strings.
#define SAME(actual, expected) QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected))

namespace anchorage::test {

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

/// "ok", "ok {id=1}" or the engine's error string.
inline std::string resultText(const CsEntryChange &e, const std::vector<CsEntryChangeResult> &results)
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

/// An imported object: "cn=u1{1} title(A)"; the anchor attribute itself is left out.
inline std::string contentText(const CsEntryChange &e)
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

} // namespace anchorage::test
