#include "core/formats/xml_reader.h"

#include "core/model/distinguished_name.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace anchorage::formats {

namespace {

std::string_view view(const xmlChar *text)
{
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char *>(text));
}

struct FreeContext {
    void operator()(xmlParserCtxt *context) const
    {
        if (context->myDoc != nullptr)
            xmlFreeDoc(context->myDoc);
        xmlFreeParserCtxt(context);
    }
};

/// What `encoding="…"` says; empty when there is nothing.
std::string declaredEncoding(std::string_view head)
{
    std::string narrow;
    for (const char c : head.substr(0, 400))
        if (c != '\0')
            narrow += c;
    const auto declaration = narrow.substr(0, narrow.find("?>"));
    const auto at = declaration.find("encoding");
    if (at == std::string::npos || narrow.find("<?xml") > 3)
        return {};
    const auto open = declaration.find_first_of("\"'", at);
    if (open == std::string::npos)
        return {};
    return declaration.substr(open + 1, declaration.find(declaration[open], open + 1) - open - 1);
}

bool namesSixteenBits(std::string_view encoding)
{
    const auto folded = foldCase(encoding);
    return folded.find("16") != std::string::npos || folded.find("ucs") != std::string::npos || folded == "unicode";
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string_view xmlByteEncoding(std::string_view head)
{
    if (head.starts_with("\xFF\xFE") || head.starts_with(std::string_view("<\0", 2)))
        return "UTF-16LE";
    if (head.starts_with("\xFE\xFF") || head.starts_with(std::string_view("\0<", 2)))
        return "UTF-16BE";
    return "UTF-8";
}

std::string_view XmlAttributes::name(std::size_t index) const
{
    return view(m_attributes[index * 5]);
}

std::string_view XmlAttributes::prefix(std::size_t index) const
{
    return view(m_attributes[index * 5 + 1]);
}

std::string_view XmlAttributes::value(std::size_t index) const
{
    const auto *begin = m_attributes[index * 5 + 3];
    const auto *end = m_attributes[index * 5 + 4];
    return {reinterpret_cast<const char *>(begin), static_cast<std::size_t>(end - begin)};
}

std::string_view XmlAttributes::value(std::string_view wanted) const
{
    for (std::size_t i = 0; i < m_size; ++i)
        if (name(i) == wanted)
            return value(i);
    return {};
}

bool XmlAttributes::has(std::string_view wanted) const
{
    for (std::size_t i = 0; i < m_size; ++i)
        if (name(i) == wanted)
            return true;
    return false;
}

/// One document on its way through libxml2. Exceptions never cross the C code: handlers do not throw.
class XmlParse {
public:
    XmlParse(const LoadRequest &request, XmlHandler &handler) : m_request(request), m_handler(handler) { }

    Result<Findings> run()
    {
        static std::once_flag once;
        std::call_once(once, xmlInitParser);
        auto source = ByteSource::open(m_request);
        if (!source)
            return fail(source.error());
        m_source = &*source;

        m_sax.initialized = XML_SAX2_MAGIC;
        m_sax.startElementNs = &XmlParse::startElement;
        m_sax.endElementNs = &XmlParse::endElement;
        m_sax.characters = &XmlParse::characters;
        m_sax.cdataBlock = &XmlParse::characters;
        m_sax.internalSubset = &XmlParse::internalSubset;
        m_sax.serror = &XmlParse::parserError;
        // Pulled, not pushed: a push parser looks twice at every byte.
        m_context.reset(xmlCreateIOParserCtxt(&m_sax, this, &XmlParse::read, nullptr, this, XML_CHAR_ENCODING_NONE));
        if (m_context == nullptr)
            return fail(ErrorCode::Io, "there is no memory for an XML parser", {.file = m_request.path});
        // HUGE lifts the limit on one text; nesting has our own limit. NOENT can only concern the five predefined
        // entities, as a DOCTYPE ends the parse before it declares one; without it "&amp;" in an attribute
        // comes as "&#38;".
        int options = XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOCDATA | XML_PARSE_NOENT;
        if (encodingIsWrong())
            options |= XML_PARSE_IGNORE_ENC;
        xmlCtxtUseOptions(m_context.get(), options);
        xmlParseDocument(m_context.get());
        return finish();
    }

private:
    static XmlParse &self(void *data) { return *static_cast<XmlParse *>(data); }

    /// The bytes win over the declaration: files that were saved again in another encoding keep their old one.
    bool encodingIsWrong()
    {
        const auto actual = xmlByteEncoding(m_source->head());
        const auto declared = declaredEncoding(m_source->head());
        if (declared.empty() || namesSixteenBits(declared) == actual.starts_with("UTF-16"))
            return false;
        m_findings.push_back({"encoding-declared",
                              Severity::Warning,
                              {},
                              {},
                              "the file declares the encoding " + declared + ", its bytes are " + std::string(actual)
                                  + "; it was read as " + std::string(actual),
                              {}});
        return true;
    }

    Result<Findings> finish()
    {
        if (auto whole = m_source->failure(); !whole)
            return fail(whole.error());
        if (!m_error && m_context->wellFormed == 0)
            m_error = Error{ErrorCode::Input, "this is no well-formed XML", {}};
        if (!m_error)
            return std::move(m_findings);
        if (m_error->where.file.empty())
            m_error->where.file = m_request.path;
        return fail(std::move(*m_error));
    }

    void stop(Error error)
    {
        if (m_error)
            return;
        if (error.where.line == 0) {
            error.where.line = currentLine();
            if (m_context->input != nullptr)
                error.where.column = static_cast<std::uint64_t>(std::max(m_context->input->col, 0));
        }
        m_error = std::move(error);
        xmlStopParser(m_context.get());
    }

    std::uint64_t currentLine() const
    {
        return m_context->input == nullptr ? 0 : static_cast<std::uint64_t>(std::max(m_context->input->line, 0));
    }

    static int read(void *data, char *into, int size)
    {
        return static_cast<int>(self(data).m_source->read(into, static_cast<std::size_t>(std::max(size, 0))));
    }

    static void startElement(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int declaredCount,
                             const xmlChar **declared, int count, int, const xmlChar **attributes)
    {
        auto &parse = self(data);
        if (parse.m_error)
            return;
        if (parse.m_depth >= xmlDepthLimit)
            return parse.stop(
                {ErrorCode::Input,
                 "elements are nested more than " + std::to_string(xmlDepthLimit) + " deep: this is none of the known formats",
                 {}});
        if (++parse.m_depth == 1)
            parse.m_rootUri = uri;
        if (parse.m_skipFrom != 0)
            return;
        if (parse.m_texts.size() < parse.m_depth)
            parse.m_texts.emplace_back();
        parse.m_texts[parse.m_depth - 1].clear();
        auto &handler = parse.m_handler;
        handler.m_line = parse.currentLine();
        handler.m_prefix = view(prefix);
        handler.m_declared.clear();
        for (std::size_t i = 0; i < static_cast<std::size_t>(declaredCount); ++i)
            handler.m_declared.emplace_back(view(declared[i * 2]), view(declared[i * 2 + 1]));
        handler.m_foreign = uri != nullptr && uri != parse.m_rootUri; // interned: one text, one pointer
        const auto step = handler.startElement(view(name), XmlAttributes(attributes, static_cast<std::size_t>(count)));
        if (!step)
            parse.stop(step.error());
        else if (*step == XmlStep::Skip)
            parse.m_skipFrom = parse.m_depth;
    }

    static void endElement(void *data, const xmlChar *name, const xmlChar *, const xmlChar *)
    {
        auto &parse = self(data);
        if (parse.m_error || parse.m_depth == 0)
            return;
        const auto depth = parse.m_depth--;
        if (parse.m_skipFrom != 0) {
            if (parse.m_skipFrom == depth)
                parse.m_skipFrom = 0;
            return;
        }
        parse.m_handler.m_line = parse.currentLine();
        if (auto done = parse.m_handler.endElement(view(name), parse.m_texts[depth - 1]); !done)
            parse.stop(std::move(done.error()));
    }

    static void characters(void *data, const xmlChar *text, int length)
    {
        auto &parse = self(data);
        if (!parse.m_error && parse.m_depth > 0 && parse.m_skipFrom == 0)
            parse.m_texts[parse.m_depth - 1].append(reinterpret_cast<const char *>(text), static_cast<std::size_t>(length));
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
        auto &parse = self(data);
        const std::string message(trimmed(error->message == nullptr ? "" : error->message));
        const auto line = static_cast<std::uint64_t>(std::max(error->line, 0));
        if (error->domain == XML_FROM_NAMESPACE) { // a part cut out of a larger file: its names are enough
            if (std::none_of(parse.m_findings.begin(), parse.m_findings.end(), [](const auto &f) { return f.id == "namespace"; }))
                parse.m_findings.push_back(
                    {"namespace", Severity::Warning, {}, {}, "line " + std::to_string(line) + ": " + message, {}});
            return;
        }
        parse.stop({ErrorCode::Input,
                    "this is no well-formed XML: " + message,
                    {.line = line, .column = static_cast<std::uint64_t>(std::max(error->int2, 0))}});
    }

    const LoadRequest &m_request;
    XmlHandler &m_handler;
    ByteSource *m_source = nullptr;
    xmlSAXHandler m_sax{};
    std::unique_ptr<xmlParserCtxt, FreeContext> m_context;
    std::vector<std::string> m_texts; // character data per open element, kept for the next one of its depth
    const xmlChar *m_rootUri = nullptr;
    std::size_t m_depth = 0;
    std::size_t m_skipFrom = 0; // depth of the element that is passed over; 0: none
    Findings m_findings;
    std::optional<Error> m_error;
};

Result<Findings> parseXml(const LoadRequest &request, XmlHandler &handler)
{
    return XmlParse(request, handler).run();
}

} // namespace anchorage::formats
