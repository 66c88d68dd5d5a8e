// A `delta` element as drop files and csexport files have it (ecma2.md 6.1, 6.2): raw, as written.
// Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/slots.h"
#include "core/formats/xml_reader.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace anchorage::formats {

/// `anchor`: base64 with a length prefix per component, or plain text joined with `+`.
struct RawAnchor {
    std::string text;
    bool base64 = false;
};

struct RawValue {
    std::string text;
    bool base64 = false;
    std::string operation; ///< "add", "delete" or empty
};

/// `attr` or `dn-attr`.
struct RawAttribute {
    std::string name;
    std::string operation; ///< "add", "replace", "update", "delete" or empty
    std::string type; ///< "string", "integer", "boolean", "binary" or empty
    bool reference = false;
    std::optional<bool> multiValued;
    Slots<RawValue> values;
    std::uint64_t line = 0;
};

struct RawDelta {
    std::string operation; ///< "none", "add", "replace", "update", "delete", "delete-add", "obsolete"
    std::string dn;
    std::string newDn;
    std::string objectType; ///< primary-objectclass; often missing (ecma2.md 6.1)
    std::string lastClass; ///< the last oc-value: the type where the primary one is missing
    std::optional<RawAnchor> anchor;
    Slots<RawAttribute> attributes;
    std::uint64_t line = 0; ///< 0: it was not read

    bool isThere() const { return line != 0; }
    void clear();
};

/// Fills one delta (or hologram `entry`) from the elements inside it; each element counts only where it
/// belongs, what stands elsewhere is unknown.
class DeltaCollector {
public:
    enum class Known : std::uint8_t { Read, Skipped, Unknown }; ///< Skipped: known, and of no use here

    /// `delta` must stay where it is until the element's end.
    void begin(RawDelta &delta, const XmlAttributes &attributes, std::uint64_t line);
    /// An element inside. One that is not Read must be passed over as a whole, without an end().
    Known start(std::string_view name, const XmlAttributes &attributes, std::uint64_t line);
    void end(std::string &text);
    bool atTop() const { return m_depth == 0; } ///< no element inside is open

private:
    enum class Place : std::uint8_t { Delta, Anchor, PrimaryClass, Classes, Class, Attribute, Value, DnAttribute, DnValue, Dn };
    Known enter(Place place);

    void addValue(const XmlAttributes &attributes, bool base64);

    RawDelta *m_delta = nullptr;
    std::array<Place, 8> m_places{Place::Delta};
    std::size_t m_depth = 0;
};

} // namespace anchorage::formats
