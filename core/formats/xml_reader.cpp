#include "core/formats/xml_reader.h"

#include "core/base/file.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>

namespace anchorage::formats {

namespace {

std::string_view view(const xmlChar *text)
{
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char *>(text));
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

struct FreeContext {
    void operator()(xmlParserCtxt *context) const
    {
        if (context->myDoc != nullptr)
            xmlFreeDoc(context->myDoc);
        xmlFreeParserCtxt(context);
    }
};

} // namespace

std::string_view XmlAttributes::value(std::string_view name) const
{
    for (const auto &attribute : m_attributes)
        if (attribute.name == name)
            return attribute.value;
    return {};
}

bool XmlAttributes::has(std::string_view name) const
{
    return std::any_of(m_attributes.begin(), m_attributes.end(), [&](const auto &a) { return a.name == name; });
}

/// One document on its way through libxml2. Exceptions never cross the C code: handlers do not throw.
class XmlParse {
public:
    XmlParse(const std::string &path, XmlHandler &handler) : m_path(path), m_handler(handler)
    {
        static std::once_flag once;
        std::call_once(once, xmlInitParser);
        m_sax.initialized = XML_SAX2_MAGIC;
        m_sax.startElementNs = &XmlParse::startElement;
        m_sax.endElementNs = &XmlParse::endElement;
        m_sax.characters = &XmlParse::characters;
        m_sax.cdataBlock = &XmlParse::characters;
        m_sax.internalSubset = &XmlParse::internalSubset;
        m_sax.serror = &XmlParse::parserError;
        m_context.reset(xmlCreatePushParserCtxt(&m_sax, this, nullptr, 0, path.c_str()));
        // HUGE lifts the limit on one text; nesting has our own limit, and entities do not exist here.
        xmlCtxtUseOptions(m_context.get(), XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOCDATA);
    }

    /// False: the parse is over, `result` says why.
    bool feed(std::string_view bytes)
    {
        constexpr std::size_t piece = 1U << 20;
        while (!bytes.empty() && !m_error) {
            const auto part = bytes.substr(0, piece);
            xmlParseChunk(m_context.get(), part.data(), static_cast<int>(part.size()), 0);
            bytes.remove_prefix(part.size());
        }
        return !m_error.has_value();
    }

    Result<void> finish()
    {
        if (!m_error)
            xmlParseChunk(m_context.get(), nullptr, 0, 1);
        if (!m_error && m_context->wellFormed == 0)
            m_error = Error{ErrorCode::Input, "this is no well-formed XML", {}};
        if (!m_error)
            return {};
        auto &where = m_error->where;
        if (where.file.empty())
            where.file = m_path;
        return fail(std::move(*m_error));
    }

private:
    static XmlParse &self(void *data) { return *static_cast<XmlParse *>(data); }

    void stop(Error error)
    {
        if (m_error)
            return;
        if (error.where.line == 0)
            error.where.line = currentLine();
        m_error = std::move(error);
        xmlStopParser(m_context.get());
    }

    std::uint64_t currentLine() const
    {
        return m_context->input == nullptr ? 0 : static_cast<std::uint64_t>(std::max(m_context->input->line, 0));
    }

    static void startElement(void *data, const xmlChar *name, const xmlChar *, const xmlChar *, int, const xmlChar **, int count,
                             int, const xmlChar **attributes)
    {
        auto &parse = self(data);
        if (parse.m_error)
            return;
        if (parse.m_texts.size() >= xmlDepthLimit)
            return parse.stop(
                {ErrorCode::Input,
                 "elements are nested more than " + std::to_string(xmlDepthLimit) + " deep: this is none of the known formats",
                 {}});
        parse.m_texts.emplace_back();
        std::vector<XmlAttribute> list;
        list.reserve(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i) {
            // name, prefix, URI, value begin, value end
            const auto *const *attribute = attributes + static_cast<std::ptrdiff_t>(i) * 5;
            list.push_back({view(attribute[0]),
                            std::string(reinterpret_cast<const char *>(attribute[3]),
                                        static_cast<std::size_t>(attribute[4] - attribute[3]))});
        }
        parse.m_handler.m_line = parse.currentLine();
        if (auto done = parse.m_handler.startElement(view(name), XmlAttributes(std::move(list))); !done)
            parse.stop(std::move(done.error()));
    }

    static void endElement(void *data, const xmlChar *name, const xmlChar *, const xmlChar *)
    {
        auto &parse = self(data);
        if (parse.m_error || parse.m_texts.empty())
            return;
        const auto text = std::move(parse.m_texts.back());
        parse.m_texts.pop_back();
        parse.m_handler.m_line = parse.currentLine();
        if (auto done = parse.m_handler.endElement(view(name), text); !done)
            parse.stop(std::move(done.error()));
    }

    static void characters(void *data, const xmlChar *text, int length)
    {
        auto &parse = self(data);
        if (!parse.m_error && !parse.m_texts.empty())
            parse.m_texts.back().append(reinterpret_cast<const char *>(text), static_cast<std::size_t>(length));
    }

    static void internalSubset(void *data, const xmlChar *, const xmlChar *, const xmlChar *)
    {
        self(data).stop({ErrorCode::Input,
                         "a DOCTYPE is refused: none of the known formats has one, and its entities are never resolved",
                         {}});
    }

    static void parserError(void *data, xmlErrorPtr error)
    {
        if (error == nullptr || error->level < XML_ERR_ERROR)
            return;
        const std::string message(trimmed(error->message == nullptr ? "" : error->message));
        self(data).stop({ErrorCode::Input,
                         "this is no well-formed XML: " + message,
                         {.line = static_cast<std::uint64_t>(std::max(error->line, 0)),
                          .column = static_cast<std::uint64_t>(std::max(error->int2, 0))}});
    }

    const std::string &m_path;
    XmlHandler &m_handler;
    xmlSAXHandler m_sax{};
    std::unique_ptr<xmlParserCtxt, FreeContext> m_context;
    std::vector<std::string> m_texts; // character data per open element
    std::optional<Error> m_error;
};

Result<void> parseXmlFile(const std::string &path, XmlHandler &handler)
{
    std::ifstream in(utf8Path(path), std::ios::binary);
    if (!in) {
        auto reason = readFile(path); // for its exact error
        return reason ? fail(ErrorCode::Io, "cannot be read", {.file = path}) : fail(reason.error());
    }
    XmlParse parse(path, handler);
    std::vector<char> buffer(1U << 16);
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0)
        if (!parse.feed({buffer.data(), static_cast<std::size_t>(in.gcount())}))
            break;
    return parse.finish();
}

Result<void> parseXmlText(std::string_view bytes, const std::string &path, XmlHandler &handler)
{
    XmlParse parse(path, handler);
    parse.feed(bytes);
    return parse.finish();
}

namespace {

class TreeBuilder : public XmlHandler {
public:
    Result<void> startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        XmlElement element;
        element.name = name;
        element.line = line();
        for (const auto &attribute : attributes)
            element.attributes.emplace_back(attribute.name, attribute.value);
        m_open.push_back(std::move(element));
        return {};
    }

    Result<void> endElement(std::string_view, std::string_view text) override
    {
        auto element = std::move(m_open.back());
        m_open.pop_back();
        element.text = trimmed(text);
        if (m_open.empty())
            root = std::move(element);
        else
            m_open.back().children.push_back(std::move(element));
        return {};
    }

    XmlElement root;

private:
    std::vector<XmlElement> m_open;
};

} // namespace

std::string_view XmlElement::attribute(std::string_view wanted) const
{
    for (const auto &[attribute, value] : attributes)
        if (attribute == wanted)
            return value;
    return {};
}

const XmlElement *XmlElement::child(std::string_view wanted) const
{
    const auto found = std::find_if(children.begin(), children.end(), [&](const auto &c) { return c.name == wanted; });
    return found == children.end() ? nullptr : &*found;
}

const XmlElement *XmlElement::find(std::initializer_list<std::string_view> path) const
{
    const auto *element = this;
    for (const auto step : path) {
        element = element->child(step);
        if (element == nullptr)
            break;
    }
    return element;
}

const XmlElement *XmlElement::descendant(std::string_view wanted) const
{
    for (const auto &element : children) {
        if (element.name == wanted)
            return &element;
        if (const auto *found = element.descendant(wanted))
            return found;
    }
    return nullptr;
}

std::string_view XmlElement::childText(std::string_view wanted) const
{
    const auto *element = child(wanted);
    return element == nullptr ? std::string_view() : std::string_view(element->text);
}

Result<XmlElement> readXmlTree(const std::string &path)
{
    TreeBuilder builder;
    if (auto done = parseXmlFile(path, builder); !done)
        return fail(done.error());
    return std::move(builder.root);
}

} // namespace anchorage::formats
