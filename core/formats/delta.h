// A `delta` element as drop files and csexport files have it (ecma2.md 6.1, 6.2): raw, as written.
// Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/xml_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace anchorage::formats {

/// `anchor`: base64 with a length prefix per component, or plain text joined with `+`.
struct RawAnchor {
    std::string text;
    bool base64 = false;
    bool operator==(const RawAnchor &) const = default;
};

struct RawValue {
    std::string text;
    bool base64 = false;
    std::string operation; ///< "add", "delete" or empty
    bool operator==(const RawValue &) const = default;
};

/// `attr` or `dn-attr`.
struct RawAttribute {
    std::string name;
    std::string operation; ///< "add", "replace", "update", "delete" or empty
    std::string type; ///< "string", "integer", "boolean", "binary" or empty
    bool reference = false;
    std::optional<bool> multiValued;
    std::vector<RawValue> values;
    std::uint64_t line = 0;
    bool operator==(const RawAttribute &) const = default;
};

struct RawDelta {
    std::string operation; ///< "none", "add", "replace", "update", "delete", "delete-add", "obsolete"
    std::string dn;
    std::string newDn;
    std::string objectType; ///< primary-objectclass, else the last oc-value; often missing (ecma2.md 6.1)
    std::optional<RawAnchor> anchor;
    std::vector<RawAttribute> attributes;
    std::uint64_t line = 0;
    bool operator==(const RawDelta &) const = default;
};

/// Collects one delta (or hologram `entry`) from the elements inside it.
class DeltaCollector {
public:
    void begin(const XmlAttributes &attributes, std::uint64_t line);
    /// An element inside; false when the collector does not know it (a finding, not an error).
    bool start(std::string_view name, const XmlAttributes &attributes, std::uint64_t line);
    void end(std::string_view name, std::string_view text);
    RawDelta take();

private:
    RawDelta m_delta;
    bool m_inValue = false; // inside dn-value: its anchor is the target's, not the object's
};

} // namespace anchorage::formats
