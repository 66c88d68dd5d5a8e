// The objects of the target and the indexes that keep lookups cheap. Knows names and references; says
// nothing about capabilities (hand_over_check) or refusals (target).
#pragma once

#include "core/model/attribute_value.h"
#include "core/model/csentry_change.h"
#include "core/model/distinguished_name.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace anchorage::memory {

/// Attribute names ignore ASCII case, as in the schema.
struct NameLess {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const;
};
using Attributes = std::map<std::string, std::vector<AttributeValue>, NameLess>;

struct StoredObject {
    std::string dn; ///< under style None the anchor's text
    std::string type;
    Attributes attributes; ///< an attribute without values is not held
    std::vector<std::string> anchors; ///< names of the anchor attributes, in order
    std::int64_t passwordChanges = 0; ///< passwords are counted, never kept
};

/// The text of an anchor as it stands in a DN: components joined with '+', binary in hex (anchor-7).
std::string anchorText(const std::vector<AnchorAttribute> &anchors);

class Directory {
public:
    using Id = std::uint64_t; ///< grows with every object, so ids are in the order of creation

    explicit Directory(MADistinguishedNameStyle style) : m_style(style) { }

    std::size_t size() const { return m_objects.size(); }
    MADistinguishedNameStyle style() const { return m_style; }
    const std::map<Id, StoredObject> &objects() const { return m_objects; }

    const StoredObject *at(Id id) const;
    /// 0 when there is none.
    Id findByDn(std::string_view dn) const;
    /// Under style None anchors are unique over all types, else within a type.
    Id findByAnchor(std::string_view type, std::string_view anchorText) const;
    bool hasChildren(Id id) const;
    /// Direct children of a DN, in the order of creation; also of a DN that is no object itself.
    std::vector<Id> children(std::string_view dn) const;
    /// Objects without a parent in the directory.
    std::vector<Id> roots() const;

    /// The caller has made sure that neither DN nor anchor is taken.
    Id insert(StoredObject object);
    /// Type, attributes and anchors; the DN stays (rename changes it).
    void replace(Id id, StoredObject object);
    void countPassword(Id id);
    /// References to it go with it, as in a directory with referential integrity.
    void remove(Id id);
    /// Children and references follow.
    void rename(Id id, const std::string &newDn);

    std::int64_t nextAnchor = 1; ///< what the next made anchor is counted with; part of the store

private:
    std::string key(std::string_view dn) const { return dnKey(dn, m_style); }
    std::string anchorKey(const StoredObject &object) const;
    void index(Id id);
    void unindex(Id id);
    void indexReferences(Id id);
    /// Calls `change` with every attribute value list of a referrer and erases what became empty.
    template <typename Change> void changeReferences(std::string_view targetKey, Change change);

    MADistinguishedNameStyle m_style;
    std::map<Id, StoredObject> m_objects;
    std::unordered_map<std::string, Id> m_byDn;
    std::unordered_map<std::string, Id> m_byAnchor;
    std::unordered_map<std::string, std::set<Id>> m_children; // by the parent's key
    // Who refers to a name. May hold objects that no longer do: checked when it is used.
    std::unordered_map<std::string, std::unordered_set<Id>> m_referrers;
    Id m_lastId = 0;
};

} // namespace anchorage::memory
