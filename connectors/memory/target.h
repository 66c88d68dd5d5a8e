// What a good target does with one entry: it changes the directory or refuses, with the code that the
// field has for the reason (ecma2.md 3). An entry is taken as a whole or not at all.
#pragma once

#include "connectors/memory/directory.h"
#include "connectors/memory/settings.h"

#include <string>
#include <unordered_set>

namespace anchorage::memory {

struct Outcome {
    MAExportError code = MAExportError::Success;
    std::string errorName;
    std::string errorDetail;
    Directory::Id id = 0; ///< the object after success; 0 after a Delete
};

class Target {
public:
    /// All three must outlive this. `types`: what Open got.
    Target(const Settings &settings, const Schema &types, Directory &directory);

    Outcome apply(const CsEntryChange &entry);
    /// The object that an entry or a password call means: by anchor when it carries one, else by DN.
    Directory::Id locate(const CsEntryChange &entry) const;

private:
    Outcome add(const CsEntryChange &entry);
    Outcome change(const CsEntryChange &entry);
    Outcome recreate(const CsEntryChange &entry, Directory::Id id);
    Outcome remove(const CsEntryChange &entry);
    Outcome store(const CsEntryChange &entry, StoredObject object, Directory::Id id);

    Outcome checkName(const std::string &dn) const;
    Outcome checkReferences(const CsEntryChange &entry) const;
    Outcome checkPassword(const CsEntryChange &entry) const;
    Outcome checkNaming(const CsEntryChange &entry) const;
    Outcome checkRequired(const StoredObject &object, const StoredObject *before) const;
    Outcome checkAnchor(const StoredObject &object, Directory::Id self) const;
    Outcome missing(const CsEntryChange &entry) const;

    const SchemaType *type(std::string_view name) const;
    void putValues(StoredObject &object, const AttributeChange &change) const;
    void alter(StoredObject &object) const;

    const Settings &m_settings;
    const Schema &m_types;
    Directory &m_directory;
    MADistinguishedNameStyle m_style;
    std::unordered_set<std::string> m_wantedParents; // whose repeated Adds are taken (ecma2.md 3.1)
};

} // namespace anchorage::memory
