// The registry of foreign formats: one file pair a format, found by name, or by suffix and content.
#pragma once

#include "core/base/result.h"
#include "core/formats/csv_options.h"
#include "core/formats/ma_configuration.h"
#include "core/model/finding.h"
#include "core/model/schema.h"
#include "core/space/space.h"

#include <functional>
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
    std::optional<std::string_view> content =
        {}; ///< read instead of the file (a pasted text); `path` is then its name in messages
    std::string format; ///< empty: by content, then by suffix
    const Schema *schema = nullptr; ///< types and multi-values of attributes; needed where the file has none
    bool preferOwnSchema = false; ///< a file that has a schema (canonical) is read with that one, `schema` is for the others
    MADistinguishedNameStyle style = MADistinguishedNameStyle::Generic;
    bool styleIsGuessed = false; ///< nobody said it: a file that says its own (canonical) keeps that
    std::string objectType; ///< --type: for entries that do not say theirs (space-2)
    std::vector<std::string> selectedTypes; ///< the only one is taken where an entry does not say (space-2)
    const space::Space *base = nullptr; ///< an already loaded space: finds types by DN or anchor (space-2)
    const AnchorDefinitions *anchors = nullptr; ///< anchor definition per type: names the components of raw anchors
    CsvOptions csv = {}; ///< for the format "csv"
    /// Called now and then with the bytes read and the bytes there are (0: not known); false cancels the load.
    std::function<bool(std::uint64_t done, std::uint64_t total)> progress = {};
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

/// Of a file that is written. Default: UTF-16 for drop files, as engines write them, UTF-8 for everything else.
enum class TextEncoding : std::uint8_t { Default, Utf8, Utf16 };

struct SaveRequest {
    std::string path;
    std::string format; ///< empty: by suffix
    const Schema *schema = nullptr; ///< written where the format holds one
    TextEncoding encoding = TextEncoding::Default; ///< of drop files and CSV; the other formats are UTF-8
    CsvOptions csv = {}; ///< for the format "csv": delimiter (default ,), quote and value separator
};
/// What the format could not carry, once per kind, with its count.
struct Loss {
    std::string what; ///< "anchors", "images", …
    std::uint64_t count = 0;
    bool operator==(const Loss &) const = default;
};
Result<std::vector<Loss>> save(const space::Space &space, const SaveRequest &request);

} // namespace anchorage::formats
