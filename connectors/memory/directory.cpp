#include "connectors/memory/directory.h"

#include <algorithm>

namespace anchorage::memory {

bool NameLess::operator()(std::string_view a, std::string_view b) const
{
    const auto lower = [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [&](char x, char y) { return lower(x) < lower(y); });
}

std::string anchorText(const std::vector<AnchorAttribute> &anchors)
{
    std::string out;
    bool first = true;
    for (const auto &anchor : anchors) {
        if (!anchor.value)
            continue;
        if (!first)
            out += '+';
        first = false;
        const auto text = toText(*anchor.value);
        out += std::holds_alternative<Binary>(*anchor.value) && text.starts_with("0x") ? text.substr(2) : text;
    }
    return out;
}

const StoredObject *Directory::at(Id id) const
{
    const auto found = m_objects.find(id);
    return found == m_objects.end() ? nullptr : &found->second;
}

Directory::Id Directory::findByDn(std::string_view dn) const
{
    const auto found = m_byDn.find(key(dn));
    return found == m_byDn.end() ? 0 : found->second;
}

Directory::Id Directory::findByAnchor(std::string_view type, std::string_view anchor) const
{
    const auto found = m_byAnchor.find(m_style == MADistinguishedNameStyle::None ? std::string(anchor)
                                                                                 : foldCase(type) + '\n' + std::string(anchor));
    return found == m_byAnchor.end() ? 0 : found->second;
}

std::string Directory::anchorKey(const StoredObject &object) const
{
    std::vector<AnchorAttribute> anchors;
    for (const auto &anchor : object.anchors) {
        const auto values = object.attributes.find(anchor);
        if (values == object.attributes.end() || values->second.empty())
            return {};
        anchors.push_back({anchor, values->second.front()});
    }
    const auto text = anchorText(anchors);
    if (text.empty())
        return {};
    return m_style == MADistinguishedNameStyle::None ? text : foldCase(object.type) + '\n' + text;
}

bool Directory::hasChildren(Id id) const
{
    const auto *object = at(id);
    return object && m_children.contains(key(object->dn));
}

std::vector<Directory::Id> Directory::children(std::string_view dn) const
{
    const auto found = m_children.find(key(dn));
    return found == m_children.end() ? std::vector<Id>{} : std::vector<Id>(found->second.begin(), found->second.end());
}

std::vector<Directory::Id> Directory::roots() const
{
    std::vector<Id> out;
    for (const auto &[id, object] : m_objects) {
        const auto parent = dnParent(object.dn, m_style);
        if (parent.empty() || findByDn(parent) == 0)
            out.push_back(id);
    }
    return out;
}

void Directory::index(Id id)
{
    const auto &object = m_objects.at(id);
    m_byDn[key(object.dn)] = id;
    if (auto anchor = anchorKey(object); !anchor.empty())
        m_byAnchor[std::move(anchor)] = id;
    if (auto parent = dnParent(object.dn, m_style); !parent.empty())
        m_children[key(parent)].insert(id);
}

void Directory::unindex(Id id)
{
    const auto &object = m_objects.at(id);
    const auto eraseOwn = [id](auto &map, const std::string &k) {
        if (const auto found = map.find(k); found != map.end() && found->second == id)
            map.erase(found);
    };
    eraseOwn(m_byDn, key(object.dn));
    eraseOwn(m_byAnchor, anchorKey(object));
    if (const auto siblings = m_children.find(key(dnParent(object.dn, m_style))); siblings != m_children.end()) {
        siblings->second.erase(id);
        if (siblings->second.empty())
            m_children.erase(siblings);
    }
}

void Directory::indexReferences(Id id)
{
    for (const auto &[name, values] : m_objects.at(id).attributes) {
        for (const auto &value : values) {
            if (const auto *reference = std::get_if<Reference>(&value))
                m_referrers[key(reference->dn)].insert(id);
        }
    }
}

Directory::Id Directory::insert(StoredObject object)
{
    const Id id = ++m_lastId;
    std::erase_if(object.attributes, [](const auto &attribute) { return attribute.second.empty(); });
    m_objects.emplace(id, std::move(object));
    index(id);
    indexReferences(id);
    return id;
}

void Directory::replace(Id id, StoredObject object)
{
    std::erase_if(object.attributes, [](const auto &attribute) { return attribute.second.empty(); });
    unindex(id);
    auto &stored = m_objects.at(id);
    object.dn = std::move(stored.dn);
    stored = std::move(object);
    index(id);
    indexReferences(id);
}

void Directory::countPassword(Id id)
{
    ++m_objects.at(id).passwordChanges;
}

template <typename Change> void Directory::changeReferences(std::string_view targetKey, Change change)
{
    const auto found = m_referrers.find(std::string(targetKey));
    if (found == m_referrers.end())
        return;
    const auto referrers = std::move(found->second);
    m_referrers.erase(found);
    for (const auto referrer : referrers) {
        const auto object = m_objects.find(referrer);
        if (object == m_objects.end())
            continue;
        for (auto &[name, values] : object->second.attributes) {
            std::vector<AttributeValue> kept;
            kept.reserve(values.size());
            for (auto &value : values) {
                auto *reference = std::get_if<Reference>(&value);
                if (!reference || key(reference->dn) != targetKey || change(*reference))
                    kept.push_back(std::move(value));
            }
            values = std::move(kept);
        }
        std::erase_if(object->second.attributes, [](const auto &attribute) { return attribute.second.empty(); });
        indexReferences(referrer);
    }
}

void Directory::remove(Id id)
{
    const auto *object = at(id);
    if (!object)
        return;
    const auto own = key(object->dn);
    unindex(id);
    m_objects.erase(id);
    changeReferences(own, [](Reference &) { return false; });
}

void Directory::rename(Id id, const std::string &newDn)
{
    const auto oldDn = m_objects.at(id).dn;
    const auto below = children(oldDn);
    unindex(id);
    m_objects.at(id).dn = newDn;
    index(id);
    changeReferences(key(oldDn), [&newDn](Reference &reference) {
        reference.dn = newDn;
        return true;
    });
    for (const auto child : below)
        rename(child, dnReplaceAncestor(m_objects.at(child).dn, oldDn, newDn, m_style));
}

} // namespace anchorage::memory
