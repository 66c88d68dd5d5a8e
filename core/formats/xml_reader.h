// Streaming XML behind one small class: libxml2's SAX2 interface, no network, no DTD, no entities but
// the five predefined ones. Internal to core/formats.
#pragma once

#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/model/finding.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::formats {

/// The attributes of an element as the parser has them: no copies. Names are local names.
class XmlAttributes {
public:
    XmlAttributes(const unsigned char *const *attributes, std::size_t size) : m_attributes(attributes), m_size(size) { }
    std::size_t size() const { return m_size; }
    std::string_view name(std::size_t index) const;
    std::string_view prefix(std::size_t index) const;
    std::string_view value(std::size_t index) const;
    /// Empty when the attribute is not there.
    std::string_view value(std::string_view name) const;
    bool has(std::string_view name) const;

private:
    const unsigned char *const *m_attributes; // five a piece, as libxml2 hands them out
    std::size_t m_size;
};

/// What becomes of an element: its inside is read, or it is passed over as a whole.
enum class XmlStep : std::uint8_t { Enter, Skip };

/// What a format does with a document. The first error ends the parse; its place is filled in when it
/// names none. Views live for the call only. Names are local names; foreign() tells other namespaces.
class XmlHandler {
public:
    virtual ~XmlHandler() = default;
    virtual Result<XmlStep> startElement(std::string_view name, const XmlAttributes &attributes) = 0;
    /// `text` is the element's own character data, children's left out; it may be moved from.
    virtual Result<void> endElement(std::string_view name, std::string &text) = 0;

    /// Where the parser stands: valid during the calls above.
    std::uint64_t line() const { return m_line; }
    /// The element's own prefix, and the namespaces it declares: prefix (empty: the default one) and URI.
    std::string_view prefix() const { return m_prefix; }
    using Namespaces = std::vector<std::pair<std::string_view, std::string_view>>;
    const Namespaces &declared() const { return m_declared; }
    /// The element is of a namespace, and of another one than the root element.
    bool foreign() const { return m_foreign; }

private:
    friend class XmlParse;
    std::uint64_t m_line = 0;
    bool m_foreign = false;
    std::string_view m_prefix;
    Namespaces m_declared;
};

/// Deeper nesting is refused: no format here needs it, and it is what an attack looks like.
inline constexpr std::size_t xmlDepthLimit = 64;

/// Reads in pieces: memory does not grow with the file. Gives what was tolerated: a declared encoding
/// that is not the file's, prefixes without a declaration.
Result<Findings> parseXml(const LoadRequest &request, XmlHandler &handler);

/// The encoding that the first bytes show ("UTF-16LE", "UTF-16BE", "UTF-8"), whatever is declared.
std::string_view xmlByteEncoding(std::string_view head);
/// Without the blanks of XML at both ends.
std::string_view trimmed(std::string_view text);

} // namespace anchorage::formats
