// One object of the connector space, as a plain value. The space stores it in its own way; this is
// what goes in and comes out.
#pragma once

#include "core/model/csentry_change.h"
#include "core/model/guid.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::space {

/// The engine's pending export operation (ecma2.md 3.2: ADD, MODIFY, DELETE-ADD, DELETE).
enum class PendingOperation : std::uint8_t { None, Add, Update, DeleteAdd, Delete };
std::string_view name(PendingOperation operation);

struct ImageAttribute {
    std::string name;
    AttributeType type = AttributeType::String;
    bool multiValued = false;
    std::vector<AttributeValue> values; ///< never empty: an attribute without values is not in the image
    bool operator==(const ImageAttribute &) const = default;
};

/// All attributes of an object, anchors and DN apart.
struct Image {
    std::vector<ImageAttribute> attributes;
    bool operator==(const Image &) const = default;
    const ImageAttribute *find(std::string_view attribute) const; ///< ASCII case ignored
};

/// What is still to be exported, independent of any ExportType (the shape stage makes the shape).
/// Add and DeleteAdd: every attribute as attribute Add. Update: Add (a first value), Delete (cleared),
/// Update (value adds and deletes; also the single-valued change with its old value known) or Replace
/// (the full new value set where the old one is not known).
struct PendingChange {
    PendingOperation operation = PendingOperation::None;
    std::optional<std::string> newDn; ///< rename (rename-1); only with Update
    std::vector<AttributeChange> changes;
    bool operator==(const PendingChange &) const = default;
};

/// An object error as the engine keeps it (error-1).
struct ExportFailure {
    MAExportError code = MAExportError::Success;
    std::string name;
    std::string detail;
    std::uint32_t retryCount = 0;
    bool operator==(const ExportFailure &) const = default;
};

struct SpaceObject {
    Guid identifier; ///< id-1: stable over passes and runs; null on insert: the space makes one
    std::string type;
    std::string dn;
    bool temporaryDn = false; ///< style None, Add: a GUID until the anchor is known (anchor-6)
    std::vector<AnchorAttribute> anchors; ///< known components only
    /// What the connected directory holds as far as the engine knows, before `pending`; absent: unknown.
    /// For a pending Add: absent (nothing is there yet).
    std::optional<Image> image;
    PendingChange pending;
    /// Exported, not yet confirmed by an import: sent again with every later change (space-3).
    std::vector<AttributeChange> unconfirmed;
    std::optional<ExportFailure> lastFailure;
    bool exported = false; ///< it was exported successfully before (action-2); a known object is
    bool dropped = false; ///< a person took it out of the run; its pending change stays
    std::string origin; ///< "file:line" or "#3" of where it was read, for messages
    bool operator==(const SpaceObject &) const = default;
};

/// An entry that was recorded by an engine already in its final shape (space-2): handed over as it is.
struct RecordedEntry {
    std::uint32_t object = 0; ///< index of the object it belongs to
    CsEntryChange entry;
    bool operator==(const RecordedEntry &) const = default;
};

} // namespace anchorage::space
