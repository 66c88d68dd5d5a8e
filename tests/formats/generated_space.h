// Random spaces for the property tests of file formats: every operation, value type and hard value.
#pragma once

#include "core/model/schema.h"
#include "core/space/space.h"

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace anchorage {

/// What a format can hold; the rest is left out of the generated space.
struct GeneratedKinds {
    bool emptyValues = true;
    bool images = false;
    bool unconfirmed = false;
    bool failures = false;
    bool anchors = true;
    bool strangeDns = true; ///< any text; else LDAP names
    bool strangeNames = false; ///< an attribute whose name is not ASCII
    bool secrets = true; ///< encrypted values, as references
};

class GeneratedSpace {
public:
    GeneratedSpace(unsigned seed, GeneratedKinds kinds) : m_random(seed), m_kinds(kinds) { }

    /// One attribute of each type and multiplicity; the anchor has two parts in every second schema.
    static Schema schema(unsigned seed)
    {
        SchemaType type{"person", false, {}, {}};
        const auto add = [&](std::string name, AttributeType valueType, bool multi, bool anchor = false) {
            SchemaAttribute attribute;
            attribute.name = std::move(name);
            attribute.type = valueType;
            attribute.multiValued = multi;
            attribute.anchor = anchor;
            type.attributes.push_back(std::move(attribute));
        };
        const AttributeType anchors[]{AttributeType::Binary, AttributeType::String, AttributeType::Integer};
        add("key", anchors[seed % 3], false, true);
        if (seed % 2 == 1)
            add("part", AttributeType::String, false, true);
        for (const auto &[name, valueType] :
             {std::pair("text", AttributeType::String), std::pair("number", AttributeType::Integer),
              std::pair("link", AttributeType::Reference), std::pair("bytes", AttributeType::Binary),
              std::pair("truth", AttributeType::Boolean)}) {
            add(name, valueType, false);
            add(std::string(name) + "s", valueType, true);
        }
        add("stra\xC3\x9F"
            "e",
            AttributeType::String, true);
        add("export_password", AttributeType::String, false);
        type.attributes.back().encrypted = true;
        return Schema{{type}};
    }

    space::Space make(const Schema &schema, std::size_t count)
    {
        space::Space space;
        m_type = &schema.types[0];
        for (std::size_t i = 0; i < count; ++i)
            (void)space.insert(object(i)).value();
        return space;
    }

private:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random); }
    bool maybe() { return below(2) == 0; }

    std::string text()
    {
        static const std::vector<std::string> hard{"",
                                                   "a",
                                                   " leading",
                                                   "trailing ",
                                                   ":colon",
                                                   "<less",
                                                   "a&b>c\"d'e",
                                                   "a|b\\c,d;e\tf",
                                                   "-",
                                                   "one\ntwo",
                                                   "one\r\ntwo\r",
                                                   "\xC3\xA4\xE6\xBC\xA2\xF0\x9F\x98\x80",
                                                   std::string("nul\0nul", 7),
                                                   "\x01\x1F\x7F",
                                                   "\xEF\xBF\xBE",
                                                   "]]>",
                                                   "env:NAME",
                                                   "true",
                                                   "+a",
                                                   "\\",
                                                   "|",
                                                   "\"",
                                                   "0x10",
                                                   "dn",
                                                   "AAEC",
                                                   "#comment",
                                                   "e\xCC\x81",
                                                   "  ",
                                                   "=cmd|' /C calc'!A0"};
        if (below(100) == 0)
            return std::string(70'000, 'x') + hard[below(hard.size())];
        auto chosen = hard[m_kinds.emptyValues ? below(hard.size()) : 1 + below(hard.size() - 1)];
        return maybe() ? chosen : chosen + std::to_string(below(1000));
    }

    std::string dn(std::size_t number)
    {
        const auto unique = std::to_string(number);
        if (!m_kinds.strangeDns)
            return "CN=u" + unique + (maybe() ? "\\, J\xC3\xB6rg" : "") + ",OU=" + (maybe() ? "a" : "b") + ",DC=x";
        static const std::vector<std::string> hard{"cn=%,ou=x", "%", "<&\"%'>", "\xC3\xA4%\xE6\xBC\xA2", "a b %", "%@x|y;z,\\"};
        auto text = hard[below(hard.size())];
        return text.replace(text.find('%'), 1, unique);
    }

    AttributeValue value(AttributeType type)
    {
        switch (type) {
        case AttributeType::Integer: {
            using Limits = std::numeric_limits<std::int64_t>;
            const std::int64_t hard[]{0, -1, 1, Limits::max(), Limits::min(), (1LL << 53) + 1, -(1LL << 53) - 1, 42};
            return hard[below(8)];
        }
        case AttributeType::Reference:
            return Reference{dn(below(30))};
        case AttributeType::Binary: {
            std::string bytes;
            for (auto size = below(100) == 0 ? 70'000 : below(40) + (m_kinds.emptyValues ? 0 : 1); size > 0; --size)
                bytes += static_cast<char>(below(256));
            return Binary{bytes};
        }
        case AttributeType::Boolean:
            return maybe();
        default:
            return text();
        }
    }

    std::vector<AttributeValue> values(const SchemaAttribute &attribute)
    {
        std::vector<AttributeValue> out;
        for (auto wanted = attribute.multiValued ? 1 + below(4) : 1; wanted > 0; --wanted) {
            auto next = value(attribute.type);
            if (std::find(out.begin(), out.end(), next) == out.end())
                out.push_back(std::move(next));
        }
        return out;
    }

    /// The schema has it, and the format can hold its name.
    bool isLeftOut(const SchemaAttribute &attribute) const
    {
        const bool ascii = std::all_of(attribute.name.begin(), attribute.name.end(), [](char c) { return c > 0; });
        return attribute.anchor || attribute.encrypted || (!ascii && !m_kinds.strangeNames);
    }

    /// A secret is in a file as the reference that says where it is.
    void addSecret(std::vector<AttributeChange> &changes)
    {
        if (!m_kinds.secrets || below(4) != 0)
            return;
        changes.push_back(
            AttributeChange::add("export_password", {"env:PW" + std::to_string(below(9))}, AttributeType::String, false));
        changes.back().encrypted = true;
    }

    std::vector<AttributeChange> adds()
    {
        std::vector<AttributeChange> out;
        for (const auto &attribute : m_type->attributes)
            if (!isLeftOut(attribute) && below(3) != 0)
                out.push_back(AttributeChange::add(attribute.name, values(attribute), attribute.type, attribute.multiValued));
        return out;
    }

    std::vector<AttributeChange> updates()
    {
        std::vector<AttributeChange> out;
        for (const auto &attribute : m_type->attributes) {
            if (isLeftOut(attribute) || maybe())
                continue;
            auto some = values(attribute);
            switch (below(4)) {
            case 0:
                out.push_back(AttributeChange::add(attribute.name, some, attribute.type, attribute.multiValued));
                break;
            case 1:
                out.push_back(AttributeChange::replace(attribute.name, some, attribute.type, attribute.multiValued));
                break;
            case 2:
                out.push_back(AttributeChange::remove(attribute.name, attribute.type, attribute.multiValued));
                break;
            default: {
                auto old = values(attribute);
                std::erase_if(old, [&](const auto &each) { return std::find(some.begin(), some.end(), each) != some.end(); });
                if (!old.empty())
                    out.push_back(AttributeChange::update(attribute.name, some, old, attribute.type, attribute.multiValued));
            }
            }
        }
        return out;
    }

    space::SpaceObject object(std::size_t number)
    {
        space::SpaceObject object;
        object.type = m_type->name;
        object.dn = dn(number);
        if (m_kinds.anchors && maybe())
            for (const auto &attribute : m_type->attributes)
                if (attribute.anchor)
                    object.anchors.push_back({attribute.name, anchorValue(attribute.type)});
        using space::PendingOperation;
        const PendingOperation operations[]{PendingOperation::Add, PendingOperation::Update, PendingOperation::Update,
                                            PendingOperation::Delete, PendingOperation::DeleteAdd};
        object.pending.operation = operations[below(5)];
        object.exported = object.pending.operation != PendingOperation::Add;
        if (object.pending.operation == PendingOperation::Update) {
            object.pending.changes = updates();
            if (object.pending.changes.empty() || below(4) == 0)
                object.pending.newDn = dn(number + 1000);
        } else if (object.pending.operation != PendingOperation::Delete) {
            object.pending.changes = adds();
            addSecret(object.pending.changes);
        }
        if (m_kinds.images && object.exported && maybe()) {
            object.image.emplace();
            for (auto &change : adds()) {
                space::ImageAttribute attribute{change.name, change.type, change.multiValued, {}};
                for (auto &each : change.values)
                    attribute.values.push_back(std::move(each.value));
                object.image->attributes.push_back(std::move(attribute));
            }
        }
        if (m_kinds.unconfirmed && object.exported && below(3) == 0)
            object.unconfirmed = updates();
        if (m_kinds.failures && below(3) == 0)
            object.lastFailure = space::ExportFailure{MAExportError::ExportErrorPermissionIssue, "no <right>", "a\nb",
                                                      static_cast<std::uint32_t>(below(1000))};
        return object;
    }

    AttributeValue anchorValue(AttributeType type)
    {
        if (type != AttributeType::String)
            return type == AttributeType::Binary ? AttributeValue(Binary{std::string("\x00\x10\x20\x30", 4)}) : value(type);
        const std::string hard[]{"a", "x+y", "\xC3\xA4\xE6\xBC\xA2", " b ", "<c>"};
        return hard[below(5)] + std::to_string(below(1'000'000));
    }

    std::mt19937 m_random;
    GeneratedKinds m_kinds;
    const SchemaType *m_type = nullptr;
};

} // namespace anchorage
