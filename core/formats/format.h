// The registry of foreign formats: one file pair a format, found by name, or by suffix and content.
#pragma once

#include "core/base/result.h"
#include "core/formats/ma_configuration.h"
#include "core/model/finding.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anchorage::formats {

/// What a format can carry; the rows of resources/docs/formats.md.
struct FormatDescription {
    std::string name; ///< "canonical", "mmsml", "ma-config", "ldif", …: what --format takes
    std::string title; ///< for people
    std::vector<std::string> suffixes; ///< with the dot, lower case
    bool readsSchema = false;
    bool readsChanges = false;
    bool readsImages = false;
    bool readsConfiguration = false;
    bool writes = false;
    bool operator==(const FormatDescription &) const = default;
};
const std::vector<FormatDescription> &allFormats();

struct LoadRequest {
    std::string path;
    std::string format; ///< empty: by content, then by suffix
    const Schema *schema = nullptr; ///< types and multi-values of attributes; needed where the file has none
    MADistinguishedNameStyle style = MADistinguishedNameStyle::Generic;
    std::string objectType; ///< --type: for entries that do not say theirs (space-2)
    std::vector<std::string> selectedTypes; ///< the only one is taken where an entry does not say (space-2)
    const space::Space *base = nullptr; ///< an already loaded space: finds types by DN or anchor (space-2)
    const AnchorDefinitions *anchors = nullptr; ///< anchor definition per type: names the components of raw anchors
};

/// What a file held; a format fills what it has.
struct Loaded {
    std::string format;
    std::optional<Schema> schema;
    std::optional<space::Space> space;
    std::optional<MaConfiguration> configuration;
    Findings findings; ///< unknown elements, what was normalised: never silently
};
/// Nothing is half-loaded: an error leaves no result. Errors name file, line and entry.
Result<Loaded> load(const LoadRequest &request);
/// The format `path` would be read as; Error Unsupported lists what there is.
Result<FormatDescription> recognise(const std::string &path, const std::string &format = {});

struct SaveRequest {
    std::string path;
    std::string format; ///< empty: by suffix
    const Schema *schema = nullptr; ///< written where the format holds one
};
/// What the format could not carry, once per kind, with its count.
struct Loss {
    std::string what; ///< "anchors", "images", …
    std::uint64_t count = 0;
    bool operator==(const Loss &) const = default;
};
Result<std::vector<Loss>> save(const space::Space &space, const SaveRequest &request);

} // namespace anchorage::formats
