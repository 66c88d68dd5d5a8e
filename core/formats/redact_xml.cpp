#include "core/formats/output_file.h"
#include "core/formats/redact_rules.h"
#include "core/formats/xml_reader.h"
#include "core/formats/xml_writer.h"

#include <algorithm>
#include <array>

namespace anchorage::formats {

namespace {

template <std::size_t N> bool among(const std::array<std::string_view, N> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Elements that stay with everything below them: schema and what a connector's maker decided.
constexpr std::array<std::string_view, 15> kept{
    "schema",        "attribute-inclusion", "extension-config",   "per-class-settings", "object-classes",
    "EntriesSchema", "capabilities-mask",   "export-type",        "category",           "format-version",
    "objectclass",   "primary-objectclass", "component_mappings", "step-type",          "primary_class_mappings"};
/// Elements whose text is a word of the format.
constexpr std::array<std::string_view, 21> words{"error-type",
                                                 "connection-result",
                                                 "error-code",
                                                 "connector-state",
                                                 "import-delta-operation",
                                                 "export-delta-operation",
                                                 "result",
                                                 "step-result",
                                                 "Type",
                                                 "Use",
                                                 "DataType",
                                                 "use",
                                                 "type",
                                                 "run-result",
                                                 "oc-value",
                                                 "object-class",
                                                 "attribute",
                                                 "LibraryName",
                                                 "subtype",
                                                 "text",
                                                 "status"};
constexpr std::array<std::string_view, 11> dnElements{"dn",    "DN",        "exclusion",      "inclusion", "parent-dn", "from-dn",
                                                      "to-dn", "target-dn", "partition-name", "base-dn",   "cs-dn"};
constexpr std::array<std::string_view, 5> dnAttributes{"dn", "newdn", "cs-dn", "parent-dn", "display-name"};
constexpr std::array<std::string_view, 23> keptAttributes{
    "operation", "type",      "multivalued", "encoding", "step-type", "object-type", "transient", "use",
    "dataType",  "encrypted", "code",        "lang",     "number",    "count",       "tests",     "failures",
    "errors",    "skipped",   "time",        "version",  "timestamp", "status",      "has-detail"};

class Redactor : public XmlHandler {
public:
    Redactor(std::string &text, OutputFile &file, Pseudonyms &pseudonyms)
        : m_file(file), m_out(text), m_pseudonyms(pseudonyms) { }

    Result<XmlStep> startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        flush();
        Open element;
        element.local = name;
        element.name = prefix().empty() ? std::string(name) : std::string(prefix()) + ":" + std::string(name);
        const auto *parent = m_open.empty() ? nullptr : &m_open.back();
        element.kept = (parent != nullptr && parent->kept) || among(kept, name);
        element.type = parent == nullptr ? std::string() : parent->type;
        if (name == "attr")
            element.type = attributes.value("type");
        element.base64 = attributes.value("encoding") == "base64";
        element.data = (parent != nullptr && parent->data) || name == "value" || name == "anchor" || name == "Value"
            || name == "parameter" || name == "default-value";
        for (const auto &[declared, uri] : declared())
            element.attributes.emplace_back(declared.empty() ? std::string("xmlns") : "xmlns:" + std::string(declared), uri);
        for (std::size_t i = 0; i < attributes.size(); ++i) {
            const auto qualified = attributes.prefix(i).empty()
                ? std::string(attributes.name(i))
                : std::string(attributes.prefix(i)) + ":" + std::string(attributes.name(i));
            element.attributes.emplace_back(qualified, attribute(element, attributes.name(i), attributes.value(i)));
        }
        m_open.push_back(std::move(element));
        return XmlStep::Enter;
    }

    Result<void> endElement(std::string_view, std::string &text) override
    {
        const bool leaf = !m_open.back().written;
        if (leaf) {
            const auto content = redacted(text);
            m_out.element(m_open.back().name, views(m_open.back()), content);
        } else {
            m_out.close();
        }
        m_open.pop_back();
        m_file.settle();
        return {};
    }

private:
    struct Open {
        std::string name; // with its prefix
        std::string local;
        std::string type; // of the attr around it
        std::vector<std::pair<std::string, std::string>> attributes;
        bool kept = false;
        bool data = false;
        bool base64 = false;
        bool written = false;
    };

    static XmlAttributeList views(const Open &element)
    {
        XmlAttributeList list;
        for (const auto &[name, value] : element.attributes)
            list.emplace_back(name, value);
        return list;
    }

    void flush()
    {
        if (m_open.empty() || m_open.back().written)
            return;
        m_open.back().written = true;
        m_out.open(m_open.back().name, views(m_open.back()));
    }

    std::string attribute(const Open &element, std::string_view name, std::string_view value)
    {
        // JUnit: what the bench says of the run.
        const bool ofRun = element.local == "property" || value == "anchorage" || value == "run status";
        const bool names =
            name == "name" && (element.local == "attr" || element.local == "dn-attr" || element.local == "parameter");
        if (element.kept || names || ofRun || among(keptAttributes, name) || isPlainFact(value))
            return std::string(value);
        if (among(dnAttributes, name))
            return m_pseudonyms.dn(value);
        return name == "id" || name == "cs-guid" || name == "ma-guid" ? m_pseudonyms.text(value)
                                                                      : redactedWords(value, m_pseudonyms);
    }

    std::string redacted(const std::string &text)
    {
        const auto &element = m_open.back();
        const auto *parent = m_open.size() < 2 ? nullptr : &m_open[m_open.size() - 2];
        if (text.empty() || element.kept)
            return text;
        if (element.local == "anchor")
            return element.base64 ? redactedAnchor(text, m_pseudonyms) : parts(text);
        if (element.local == "value") {
            if (element.base64 || element.type == "binary")
                return redactedBase64(text, m_pseudonyms);
            return element.type == "boolean" ? text : redactedValue(text, m_pseudonyms);
        }
        if (among(dnElements, element.local))
            return m_pseudonyms.dn(text);
        const bool parameterName = parent != nullptr && (element.local == "name" || element.local == "Name")
            && (parent->local == "parameter" || parent->local == "Parameter");
        if (parameterName || among(words, element.local) || (!element.data && isPlainFact(text)))
            return text;
        return redactedWords(text, m_pseudonyms);
    }

    /// An anchor in plain text: its components one by one.
    std::string parts(std::string_view text)
    {
        std::string out;
        for (;;) {
            const auto plus = text.find('+');
            out += m_pseudonyms.text(text.substr(0, plus));
            if (plus == std::string_view::npos)
                return out;
            out += '+';
            text.remove_prefix(plus + 1);
        }
    }

    OutputFile &m_file;
    XmlWriter m_out;
    Pseudonyms &m_pseudonyms;
    std::vector<Open> m_open;
};

} // namespace

Result<void> redactXml(const LoadRequest &request, const std::string &outPath, Pseudonyms &pseudonyms)
{
    const auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    const bool wide = xmlByteEncoding(source->head()).starts_with("UTF-16");
    OutputFile file(outPath, wide ? TextEncoding::Utf16 : TextEncoding::Utf8);
    file.text() = wide ? "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n";
    Redactor redactor(file.text(), file, pseudonyms);
    if (auto done = parseXml(request, redactor); !done)
        return fail(done.error());
    return file.finish();
}

} // namespace anchorage::formats
