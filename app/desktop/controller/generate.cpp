#include "app/desktop/controller/generate.h"

#include "app/desktop/controller/sample_names.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string_view>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr std::uint32_t reportEvery = 1'024;
constexpr std::uint32_t membersMost = 12;

/// The library's distributions differ between systems; the engine itself does not.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed) { }
    std::uint64_t below(std::uint64_t bound) { return m_engine() % bound; }
    bool percent(std::uint64_t chance) { return below(100) < chance; }
    template <typename Range> const auto &of(const Range &range) { return range[below(range.size())]; }

private:
    std::mt19937_64 m_engine;
};

struct Identity {
    std::string given;
    std::string family;
    std::string full;
    std::string login;
    std::uint64_t number = 0;
};

bool named(std::string_view attribute, std::initializer_list<std::string_view> names)
{
    return std::any_of(names.begin(), names.end(), [attribute](auto name) { return equalsIgnoreCase(attribute, name); });
}

bool holds(std::string_view attribute, std::string_view part)
{
    return foldCase(attribute).find(part) != std::string::npos;
}

bool isMembers(const SchemaAttribute &attribute)
{
    return attribute.type == AttributeType::Reference && attribute.multiValued && holds(attribute.name, "member")
        && !holds(attribute.name, "memberof");
}

bool isExported(const SchemaAttribute &attribute)
{
    return attribute.operation != AttributeOperation::ImportOnly && !attribute.encrypted
        && !equalsIgnoreCase(attribute.name, exportPasswordAttribute);
}

/// What stands in an RDN (RFC 4514, 2.4).
std::string escaped(const std::string &text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool edge = (i == 0 && (c == ' ' || c == '#')) || (i + 1 == text.size() && c == ' ');
        if (edge || std::string_view(",+\"\\<>;=").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

std::optional<AttributeValue> textValue(const std::string &name, const Identity &who, Dice &dice, bool required)
{
    if (named(name, {"givenName", "firstName", "given"}))
        return who.given;
    if (named(name, {"sn", "surname", "lastName", "familyName", "family"}))
        return who.family;
    if (named(name, {"cn", "name", "displayName", "commonName", "fullName", "formatted"}))
        return who.full;
    if (holds(name, "mail") || named(name, {"userPrincipalName", "upn"}))
        return who.login + "@example.com";
    if (named(name, {"proxy", "proxyAddresses"}))
        return "smtp:" + who.login + "@example.com";
    if (named(name, {"uid", "login", "userName", "sAMAccountName", "account", "accountName", "alias", "mailNickname"}))
        return who.login;
    if (holds(name, "employee") || holds(name, "number") || named(name, {"id", "key"}))
        return "E" + std::to_string(who.number);
    if (holds(name, "title"))
        return std::string(dice.of(sampleTitles()));
    if (holds(name, "department") || holds(name, "division"))
        return std::string(dice.of(sampleDepartments()));
    if (named(name, {"company", "organization", "o"}))
        return std::string("Example");
    if (holds(name, "phone") || holds(name, "mobile"))
        return "+1 555 " + std::to_string(1'000 + dice.below(9'000));
    if (named(name, {"l", "city", "locality", "office", "physicalDeliveryOfficeName"}))
        return std::string(dice.of(sampleCities()));
    if (holds(name, "description"))
        return "Generated, number " + std::to_string(who.number);
    if (required || dice.percent(30))
        return name + ' ' + std::to_string(who.number);
    return std::nullopt;
}

class Generator {
public:
    Generator(const GenerateWish &wish, const space::Space &before) : m_wish(wish), m_dice(wish.seed), m_space(before) { }

    Result<void> take(const Schema &schema)
    {
        if (m_space.style() == MADistinguishedNameStyle::Ldap && !m_wish.container.empty()) {
            if (auto valid = dnValidate(m_wish.container, m_space.style()); !valid)
                return valid;
        }
        if (!m_wish.type.empty()) {
            m_single = schema.find(m_wish.type);
            if (m_single == nullptr)
                return fail(ErrorCode::Input, "the schema has no object type \"" + m_wish.type + '"');
            return {};
        }
        for (const auto &type : schema.types) {
            const auto role = roleOf(type);
            if (role == TypeRole::Person && m_person == nullptr)
                m_person = &type;
            if (role == TypeRole::Group && m_group == nullptr)
                m_group = &type;
        }
        if (m_person == nullptr && m_group == nullptr)
            return fail(ErrorCode::Input, "the schema has no type of people or groups: choose the object type to generate");
        return {};
    }

    Result<Generated> run(TaskControl &control)
    {
        for (std::uint32_t i = 0; i < m_wish.count; ++i) {
            if (i % reportEvery == 0) {
                if (control.cancelled())
                    return fail(ErrorCode::Cancelled, "cancelled");
                control.progress(i, m_wish.count);
            }
            auto inserted = m_space.insert(next());
            if (!inserted)
                return fail(std::move(inserted.error()));
            m_added.push_back(*inserted);
        }
        return Generated{std::move(m_space), std::move(m_added)};
    }

private:
    const SchemaType &nextType()
    {
        if (m_single != nullptr)
            return *m_single;
        if (m_person == nullptr || m_group == nullptr)
            return m_person != nullptr ? *m_person : *m_group;
        return m_dice.percent(m_wish.groupPercent) ? *m_group : *m_person;
    }

    Identity identity(TypeRole role)
    {
        Identity who;
        who.number = 100'000 + m_space.size();
        if (role == TypeRole::Group) {
            who.full = std::string(m_dice.of(sampleDepartments())) + ' ' + m_dice.of(sampleGroupKinds());
            who.login = "group" + std::to_string(who.number);
            return who;
        }
        const auto scripts = sampleScripts();
        const auto &script = m_wish.worldNames && m_dice.percent(60) ? scripts[1 + m_dice.below(scripts.size() - 1)] : scripts[0];
        const auto &given = m_dice.of(script.given);
        const auto &family = m_dice.of(script.family);
        who.given = given.text;
        who.family = family.text;
        who.full = script.familyFirst ? who.family + ' ' + who.given : who.given + ' ' + who.family;
        who.login = std::string(given.plain) + '.' + family.plain + std::to_string(who.number);
        return who;
    }

    std::string freeDn(const SchemaType &type, const Identity &who)
    {
        const bool ldap = m_space.style() == MADistinguishedNameStyle::Ldap;
        const std::string rdn =
            !ldap ? "" : (type.possibleDnComponents.empty() ? "cn" : foldCase(type.possibleDnComponents.front())) + '=';
        const auto tail = ldap && !m_wish.container.empty() ? ',' + m_wish.container : std::string();
        const auto plain = ldap ? escaped(who.full) : who.full;
        auto front = rdn + plain;
        if (m_space.find(front + tail))
            front += ' ' + std::to_string(who.number);
        auto dn = front + tail;
        for (int i = 2; m_space.find(dn); ++i)
            dn = std::string(front).append(" ").append(std::to_string(i)).append(tail);
        return dn;
    }

    /// One of those made so far; none: there is none yet.
    std::optional<AttributeValue> reference(const std::vector<space::ObjectIndex> &to)
    {
        if (!m_wish.references || to.empty())
            return std::nullopt;
        return Reference{std::string(m_space.dn(m_dice.of(to)))};
    }

    std::vector<AttributeValue> references(const SchemaAttribute &attribute)
    {
        std::vector<AttributeValue> out;
        const auto count = isMembers(attribute) ? 1 + m_dice.below(membersMost) : attribute.multiValued ? m_dice.below(3) : 1;
        for (std::uint64_t i = 0; i < count; ++i) {
            const bool nested = isMembers(attribute) && !m_groups.empty() && m_dice.percent(10);
            const auto value = reference(nested || m_people.empty() ? m_groups : m_people);
            if (value && std::find(out.begin(), out.end(), *value) == out.end())
                out.push_back(*value);
        }
        return out;
    }

    std::vector<AttributeValue> values(const SchemaAttribute &attribute, const Identity &who)
    {
        switch (attribute.type) {
        case AttributeType::String:
            if (const auto value = textValue(attribute.name, who, m_dice, attribute.required || attribute.anchor))
                return {*value};
            return {};
        case AttributeType::Integer:
            // A number that is an anchor is mostly the target's own to give.
            if (attribute.anchor && !attribute.required)
                return {};
            return {static_cast<std::int64_t>(attribute.anchor ? who.number : m_dice.below(10'000))};
        case AttributeType::Boolean:
            return {m_dice.percent(90)};
        case AttributeType::Reference:
            return references(attribute);
        case AttributeType::Binary: {
            Binary octets;
            for (int i = 0; i < 16; ++i)
                octets.bytes += static_cast<char>(m_dice.below(256));
            return attribute.required || m_dice.percent(20) ? std::vector<AttributeValue>{octets} : std::vector<AttributeValue>{};
        }
        case AttributeType::Undefined:
            return {};
        }
        return {};
    }

    space::SpaceObject next()
    {
        const auto &type = nextType();
        const auto role = roleOf(type);
        const auto who = identity(role);
        space::SpaceObject object;
        object.type = type.name;
        object.pending.operation = space::PendingOperation::Add;
        if (m_space.style() == MADistinguishedNameStyle::None) {
            object.dn = Guid::fromName("generated " + std::to_string(m_wish.seed) + ' ' + std::to_string(who.number)).text();
            object.temporaryDn = true; // until the anchor is known (anchor-6)
        } else {
            object.dn = freeDn(type, who);
        }
        for (const auto &attribute : type.attributes) {
            if (!isExported(attribute))
                continue;
            if (auto found = values(attribute, who); !found.empty())
                object.pending.changes.push_back(
                    AttributeChange::add(attribute.name, std::move(found), attribute.type, attribute.multiValued));
        }
        (role == TypeRole::Group ? m_groups : m_people).push_back(static_cast<space::ObjectIndex>(m_space.size()));
        return object;
    }

    const GenerateWish &m_wish;
    Dice m_dice;
    space::Space m_space;
    std::vector<space::ObjectIndex> m_added;
    std::vector<space::ObjectIndex> m_people;
    std::vector<space::ObjectIndex> m_groups;
    const SchemaType *m_single = nullptr;
    const SchemaType *m_person = nullptr;
    const SchemaType *m_group = nullptr;
};

} // namespace

TypeRole roleOf(const SchemaType &type)
{
    const auto &all = type.attributes;
    if (std::any_of(all.begin(), all.end(), isMembers))
        return TypeRole::Group;
    const bool person = std::any_of(all.begin(), all.end(), [](const SchemaAttribute &attribute) {
        return named(attribute.name, {"givenName", "firstName", "sn", "surname", "lastName", "familyName", "manager", "uid"})
            || holds(attribute.name, "mail") || holds(attribute.name, "employee");
    });
    return person || equalsIgnoreCase(type.name, "user") || equalsIgnoreCase(type.name, "person") ? TypeRole::Person
                                                                                                  : TypeRole::Other;
}

Result<Generated> generate(const GenerateWish &wish, const Schema &schema, const space::Space &before, TaskControl &control)
{
    Generator generator(wish, before);
    if (auto taken = generator.take(schema); !taken)
        return fail(std::move(taken.error()));
    return generator.run(control);
}

} // namespace anchorage::desktop
