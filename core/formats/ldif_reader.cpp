#include "core/formats/change_set.h"
#include "core/formats/ldif.h"
#include "core/formats/ldif_lines.h"
#include "core/formats/schema_lookup.h"
#include "core/formats/slots.h"
#include "core/formats/utf16.h"
#include "core/model/distinguished_name.h"
#include "core/model/secret.h"
#include "core/model/value_text.h"
#include "core/space/delta.h"

#include <algorithm>
#include <unordered_map>

namespace anchorage::formats {

namespace {

struct Line {
    std::string name;
    std::string value;
    std::uint64_t line = 0;
    bool base64 = false;
};

/// The lines of one record.
using Record = Slots<Line>;

void add(Record &record, const LdifLine &line)
{
    auto &place = record.add();
    place.name.assign(line.name);
    place.value.assign(line.value);
    place.line = line.line;
    place.base64 = line.base64;
}

void clear(Record &record)
{
    for (auto &line : record)
        if (line.value.capacity() > (1U << 20U))
            line.value = {};
    record.clear();
}

/// Where each attribute of a record stands; values of one attribute mostly follow each other.
class AttributePlaces {
public:
    /// nullptr: it is not there yet; add() what becomes of it.
    AttributeChange *find(std::vector<AttributeChange> &changes, std::string_view name)
    {
        if (!changes.empty() && equalsIgnoreCase(changes.back().name, name))
            return &changes.back();
        if (changes.size() > 16) {
            for (; m_known < changes.size(); ++m_known)
                m_places.emplace(foldCase(changes[m_known].name), m_known);
            const auto found = m_places.find(foldCase(name));
            return found == m_places.end() ? nullptr : &changes[found->second];
        }
        for (auto &change : changes)
            if (equalsIgnoreCase(change.name, name))
                return &change;
        return nullptr;
    }

private:
    std::unordered_map<std::string, std::size_t> m_places;
    std::size_t m_known = 0;
};

/// Without a schema, a value that is no text makes its attribute binary.
void settleType(AttributeChange &change)
{
    const auto isBinary = [](const ValueChange &value) { return std::holds_alternative<Binary>(value.value); };
    if (change.type == AttributeType::Binary || std::none_of(change.values.begin(), change.values.end(), isBinary))
        return;
    change.type = AttributeType::Binary;
    for (auto &value : change.values)
        if (auto *text = std::get_if<std::string>(&value.value))
            value.value = Binary{std::move(*text)};
}

class LdifReader {
public:
    explicit LdifReader(const LoadRequest &request)
        : m_request(request), m_schema(request.schema),
          m_space(request.base != nullptr ? *request.base : space::Space(request.style))
    {
    }

    Result<Loaded> read(ByteSource source)
    {
        LdifLines lines(std::move(source), m_request.path);
        LdifLine line;
        Record record;
        for (;;) {
            const auto more = lines.next(line);
            if (!more)
                return fail(more.error());
            const bool end = !*more;
            if (!end && !line.blank) {
                add(record, line);
                continue;
            }
            const bool inRecord = !record.empty();
            if (inRecord)
                if (auto done = readRecord(record); !done)
                    return fail(done.error());
            clear(record);
            if (end && lines.cutOff())
                m_findings.push_back(endOfFile());
            else if (end && inRecord)
                m_findings.push_back({"file-end",
                                      Severity::Note,
                                      m_dn,
                                      {},
                                      "no empty line ends the last record: if the file was cut off, it is not complete",
                                      "RFC 2849"});
            if (end)
                break;
        }
        Loaded loaded;
        loaded.format = "ldif";
        loaded.space = std::move(m_space);
        loaded.findings = std::move(m_findings);
        return loaded;
    }

private:
    Result<void> readRecord(Record &record)
    {
        std::size_t at = 0;
        if (!m_started && equalsIgnoreCase(record[0].name, "version")) {
            if (record[0].value != "1")
                return wrong(record[0], "LDIF version \"" + record[0].value + "\" is unknown; this program reads version 1");
            at = 1;
        }
        m_started = true;
        if (at == record.size())
            return {};
        m_dn.clear();
        if (!equalsIgnoreCase(record[at].name, "dn"))
            return wrong(record[at], "a record begins with \"dn:\", found \"" + record[at].name + ":\"");
        m_dn = record[at].value;
        if (!isUtf8(m_dn))
            return wrong(record[at], "the DN is no UTF-8");
        if (auto valid = dnValidate(m_dn, m_request.style); !valid)
            return wrong(record[at], valid.error().message);
        const auto &dnLine = record[at++];
        if (at < record.size() && equalsIgnoreCase(record[at].name, "control"))
            return wrong(record[at], "an LDAP control cannot be handed to a connector; take the line out if it does not matter");

        std::string changeType;
        if (at < record.size() && equalsIgnoreCase(record[at].name, "changetype"))
            changeType = record[at++].value;
        Result<space::PendingChange> change = space::PendingChange{};
        setType({});
        if (changeType.empty() || changeType == "add")
            change = readAdd(record, at);
        else if (changeType == "delete")
            change = readDelete(record, at);
        else if (changeType == "modify")
            change = readModify(record, at);
        else if (changeType == "modrdn" || changeType == "moddn")
            change = readRename(record, at, dnLine);
        else
            return wrong(record[at - 1],
                         "the changetype \"" + changeType + "\" is unknown; there are add, delete, modify, modrdn and moddn");
        if (!change)
            return fail(change.error());
        if (m_type.empty()) {
            auto type = typeOfKnown();
            if (!type)
                return wrong(dnLine, type.error().message);
            setType(std::move(*type));
        }
        for (auto &each : change->changes)
            if (!m_schema.hasSchema())
                settleType(each);
        auto laid = layChange(m_space, {m_dn, m_type, {}, false, m_request.path + ":" + std::to_string(dnLine.line)},
                              std::move(*change), m_request.style);
        if (!laid)
            return wrong(dnLine, laid.error().message);
        return {};
    }

    tl::unexpected<Error> wrong(const Line &line, std::string message) const
    {
        return fail(ErrorCode::Input, std::move(message), {.file = m_request.path, .line = line.line, .entry = m_dn});
    }

    /// Content records and changetype add.
    Result<space::PendingChange> readAdd(const Record &record, std::size_t at)
    {
        std::vector<std::string> classes;
        for (auto i = at; i < record.size(); ++i)
            if (equalsIgnoreCase(record[i].name, "objectClass"))
                classes.push_back(record[i].value);
        auto type = typeOfClasses(classes);
        if (!type)
            return fail(ErrorCode::Input, type.error().message, {.file = m_request.path, .line = record[0].line, .entry = m_dn});
        setType(std::move(*type));

        space::PendingChange change{space::PendingOperation::Add, {}, {}};
        AttributePlaces places;
        for (; at < record.size(); ++at) {
            const auto &line = record[at];
            if (line.name == "-")
                return wrong(line, "a \"-\" line stands in a record that adds an object");
            const auto *known = schemaAttribute(line.name);
            if (known == nullptr && equalsIgnoreCase(line.name, "objectClass"))
                continue;
            auto value = valueOf(line, line.name, known);
            if (!value)
                return fail(value.error());
            auto *attributeChange = places.find(change.changes, line.name);
            if (attributeChange == nullptr)
                attributeChange = &change.changes.emplace_back(emptyChange(line.name, AttributeModificationType::Add, known));
            auto &values = attributeChange->values;
            values.push_back({std::move(*value), ValueModificationType::Add});
            if (values.size() > 1) {
                if (!attributeChange->multiValued && known != nullptr)
                    return wrong(line, "attribute " + line.name + " is single-valued but has a second value");
                attributeChange->multiValued = true;
            }
        }
        return change;
    }

    Result<space::PendingChange> readDelete(const Record &record, std::size_t at) const
    {
        if (at < record.size())
            return wrong(record[at], "a delete record ends after its changetype");
        return space::PendingChange{space::PendingOperation::Delete, {}, {}};
    }

    Result<space::PendingChange> readModify(const Record &record, std::size_t at)
    {
        auto type = typeOfKnown();
        if (!type)
            return wrong(record[at - 1], type.error().message);
        setType(std::move(*type));
        space::PendingChange change{space::PendingOperation::Update, {}, {}};
        while (at < record.size()) {
            const auto &head = record[at++];
            const auto operation = foldCase(head.name);
            if (operation != "add" && operation != "delete" && operation != "replace")
                return wrong(head,
                             "expected \"add:\", \"delete:\" or \"replace:\", found \"" + head.name + ":\""
                                 + (operation == "increment" ? " (an increment has no place in a csentry change)" : ""));
            const auto &attribute = head.value;
            const auto *known = schemaAttribute(attribute);
            std::vector<AttributeValue> values;
            for (; at < record.size() && record[at].name != "-"; ++at) {
                if (!equalsIgnoreCase(record[at].name, attribute))
                    return wrong(record[at],
                                 "expected a value of " + attribute + " or a \"-\" line, found \"" + record[at].name + ":\"");
                auto value = valueOf(record[at], attribute, known);
                if (!value)
                    return fail(value.error());
                values.push_back(std::move(*value));
            }
            if (at < record.size())
                ++at; // the "-"; RFC 2849 wants one after the last block, too, but many files lack it
            auto block = modification(head, operation, emptyChange(attribute, AttributeModificationType::Update, known),
                                      std::move(values));
            if (!block)
                return fail(block.error());
            change.changes = space::mergeChanges(change.changes, {std::move(*block)});
        }
        return change;
    }

    Result<AttributeChange> modification(const Line &head, const std::string &operation, AttributeChange shape,
                                         std::vector<AttributeValue> values) const
    {
        const auto &attribute = head.value;
        if (operation == "add" && values.empty())
            return wrong(head, "\"add: " + attribute + "\" has no value");
        if (!shape.multiValued && operation != "delete" && values.size() > 1) {
            if (m_request.schema != nullptr)
                return wrong(
                    head, "attribute " + attribute + " is single-valued but gets " + std::to_string(values.size()) + " values");
            shape.multiValued = true;
        }
        if (operation != "add" && values.empty())
            return AttributeChange::remove(shape.name, shape.type, shape.multiValued);
        auto kind = ValueModificationType::Add;
        if (operation == "replace")
            shape.modification = AttributeModificationType::Replace;
        else if (operation == "delete")
            kind = ValueModificationType::Delete;
        else if (!shape.multiValued)
            shape.modification = AttributeModificationType::Add; // LDAP refuses an add to a value that is there
        for (auto &value : values)
            shape.values.push_back({std::move(value), kind});
        return shape;
    }

    Result<space::PendingChange> readRename(const Record &record, std::size_t at, const Line &dnLine)
    {
        std::string newRdn;
        // Names in LDIF are LDAP names, whatever style the connector has.
        const auto style =
            dnValidate(m_dn, MADistinguishedNameStyle::Ldap) ? MADistinguishedNameStyle::Ldap : MADistinguishedNameStyle::Generic;
        std::string newSuperior = dnParent(m_dn, style);
        for (; at < record.size(); ++at) {
            const auto &line = record[at];
            if (equalsIgnoreCase(line.name, "newrdn"))
                newRdn = line.value;
            else if (equalsIgnoreCase(line.name, "newsuperior"))
                newSuperior = line.value;
            else if (!equalsIgnoreCase(line.name, "deleteoldrdn"))
                return wrong(line, "expected newrdn, deleteoldrdn or newsuperior, found \"" + line.name + "\"");
            else if (line.value != "0" && line.value != "1")
                return wrong(line, "deleteoldrdn is 0 or 1, found \"" + line.value + "\"");
            else if (line.value == "0")
                m_findings.push_back({"old-rdn-kept",
                                      Severity::Warning,
                                      m_dn,
                                      {},
                                      "deleteoldrdn: 0 keeps the old name as a value; a csentry rename does not say so",
                                      {}});
        }
        if (newRdn.empty())
            return wrong(dnLine, "a rename needs \"newrdn:\"");
        return space::PendingChange{
            space::PendingOperation::Update, newSuperior.empty() ? newRdn : newRdn + "," + newSuperior, {}};
    }

    Result<std::string> typeOfClasses(const std::vector<std::string> &classes) const
    {
        if (m_request.schema == nullptr)
            return !m_request.objectType.empty() ? m_request.objectType
                : classes.empty()                ? std::string("object")
                                                 : classes.back();
        // The most special class stands last by convention.
        const auto known = std::find_if(classes.rbegin(), classes.rend(),
                                        [&](const std::string &each) { return m_request.schema->find(each) != nullptr; });
        if (known != classes.rend())
            return m_request.schema->find(*known)->name;
        return typeOfUnnamed(classes.empty() ? "it has no objectClass" : "none of its object classes is a type of the schema");
    }

    Result<std::string> typeOfKnown() const
    {
        if (const auto known = m_space.find(m_dn))
            return std::string(m_space.type(*known));
        return typeOfUnnamed("the space does not know it");
    }

    Result<std::string> typeOfUnnamed(const std::string &why) const
    {
        if (m_request.selectedTypes.size() == 1)
            return m_request.selectedTypes.front();
        if (!m_request.objectType.empty())
            return m_request.objectType;
        if (m_request.schema == nullptr)
            return std::string("object");
        return fail(ErrorCode::Input, "its object type cannot be told (" + why + "): give --type, or load the objects as well");
    }

    void setType(std::string type)
    {
        if (m_type == type)
            return;
        m_type = std::move(type);
        m_schemaType = m_type.empty() ? nullptr : m_schema.type(m_type);
    }

    const SchemaAttribute *schemaAttribute(std::string_view attribute) { return m_schema.attribute(m_schemaType, attribute); }

    static AttributeChange emptyChange(const std::string &attribute, AttributeModificationType modification,
                                       const SchemaAttribute *known)
    {
        AttributeChange change;
        change.modification = modification;
        change.name = known != nullptr ? known->name : attribute;
        change.type = known != nullptr ? known->type : AttributeType::String;
        change.multiValued = known != nullptr && known->multiValued;
        change.encrypted = (known != nullptr && known->encrypted) || equalsIgnoreCase(attribute, exportPasswordAttribute);
        return change;
    }

    Result<AttributeValue> valueOf(const Line &line, const std::string &attribute, const SchemaAttribute *known) const
    {
        if (attribute.find(';') != std::string::npos)
            return wrong(line,
                         "the attribute option of \"" + attribute + "\" cannot be represented: a csentry attribute has none");
        const bool password = equalsIgnoreCase(attribute, exportPasswordAttribute);
        if (m_request.schema != nullptr && known == nullptr && !password)
            return wrong(line, "object type \"" + m_type + "\" has no attribute \"" + attribute + "\" in the schema");
        if (password || (known != nullptr && known->encrypted)) {
            if (!SecretReference::parse(line.value))
                return wrong(line,
                             "a secret in plain text is refused for " + attribute
                                 + "; put a reference in its place (env:NAME, prompt or keychain:NAME)");
            return AttributeValue(line.value);
        }
        const auto type = known != nullptr ? known->type : AttributeType::String;
        if (type == AttributeType::Binary)
            return AttributeValue(Binary{line.value}); // LDIF's own base64 is already taken off
        if (type == AttributeType::String && line.base64 && !isUtf8(line.value)) {
            if (known != nullptr)
                return wrong(line, "attribute " + attribute + " is a string, but its value is no UTF-8");
            return AttributeValue(Binary{line.value});
        }
        auto value = parseValue(line.value, type);
        if (!value)
            return wrong(line, "attribute " + attribute + ": " + value.error().message);
        return value;
    }

    const LoadRequest &m_request;
    SchemaLookup m_schema;
    space::Space m_space;
    Findings m_findings;
    std::string m_dn;
    std::string m_type;
    const SchemaType *m_schemaType = nullptr; // of m_type
    bool m_started = false;
};

} // namespace

Result<Loaded> readLdif(const LoadRequest &request)
{
    auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    return LdifReader(request).read(std::move(*source));
}

} // namespace anchorage::formats
