// What is handed to a connector (CSEntryChange) and what it answers (CSEntryChangeResult): ecma2.md 2.
#pragma once

#include "core/model/attribute_value.h"
#include "core/model/export_error.h"
#include "core/model/guid.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage {

/// The pseudo attribute that carries a rename: Update with value Add(new) and Delete(old).
inline constexpr std::string_view dnAttribute = "DN";
/// The engine's own write-only password attribute, single-valued String, encrypted, export-only.
inline constexpr std::string_view exportPasswordAttribute = "export_password";

struct ValueChange {
    AttributeValue value;
    ValueModificationType modification = ValueModificationType::Add;
    auto operator<=>(const ValueChange &) const = default;
};

struct AttributeChange {
    std::string name;
    AttributeType type = AttributeType::String;
    bool multiValued = false;
    AttributeModificationType modification = AttributeModificationType::Add;
    std::vector<ValueChange> values; ///< adds before deletes; empty for Delete
    /// The value is a secret *reference* ("env:NAME") everywhere but on the way into the connector:
    /// only the driver replaces it, so journals and logs never hold the secret itself.
    bool encrypted = false;
    bool operator==(const AttributeChange &) const = default;

    static AttributeChange add(std::string name, std::vector<AttributeValue> values, AttributeType type, bool multiValued);
    static AttributeChange replace(std::string name, std::vector<AttributeValue> values, AttributeType type, bool multiValued);
    static AttributeChange update(std::string name, std::vector<AttributeValue> adds, std::vector<AttributeValue> deletes,
                                  AttributeType type, bool multiValued);
    static AttributeChange remove(std::string name, AttributeType type, bool multiValued);
    /// The rename change (rename-1): Update of "DN" with Add(new), Delete(old).
    static AttributeChange rename(std::string newDn, std::string oldDn);
};

struct AnchorAttribute {
    std::string name;
    /// Absent only where the run setting `emptyAnchors=null` asks for unknown anchors to be present
    /// without a value (anchor-4).
    std::optional<AttributeValue> value;
    bool operator==(const AnchorAttribute &) const = default;
};

struct CsEntryChange {
    Guid identifier;
    std::string dn; ///< for a rename still the old one
    std::string objectType;
    ObjectModificationType modification = ObjectModificationType::None;
    std::vector<AnchorAttribute> anchors; ///< known ones only (anchor-4)
    std::vector<AttributeChange> changes; ///< DN change first, then schema order
    bool operator==(const CsEntryChange &) const = default;

    const AttributeChange *find(std::string_view attribute) const; ///< ASCII case ignored; null if absent
    /// The DN after this change: the new one of a rename, else `dn`.
    std::string dnAfter() const;
};

/// One entry's result. Anchors come as AttributeChange Add (or Replace), as in ECMA2.
struct CsEntryChangeResult {
    Guid identifier;
    std::vector<AttributeChange> anchors;
    MAExportError errorCode = MAExportError::Success;
    std::string errorName;
    std::string errorDetail;
    bool operator==(const CsEntryChangeResult &) const = default;

    static CsEntryChangeResult create(Guid identifier, std::vector<AttributeChange> anchors, MAExportError error,
                                      std::string errorName = {}, std::string errorDetail = {});
};

/// The page's answer. `results` absent: the connector returned null (answer-2: result-null).
struct PutExportEntriesResults {
    std::optional<std::vector<CsEntryChangeResult>> results = std::vector<CsEntryChangeResult>{};
    bool operator==(const PutExportEntriesResults &) const = default;
};

} // namespace anchorage
