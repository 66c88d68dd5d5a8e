#include "core/formats/format.h"

#include "core/base/file.h"
#include "core/formats/byte_source.h"
#include "core/formats/canonical.h"
#include "core/formats/csexport.h"
#include "core/formats/csv.h"
#include "core/formats/ecma_host.h"
#include "core/formats/ecma_schema.h"
#include "core/formats/ldif.h"
#include "core/formats/ma_configuration_reader.h"
#include "core/formats/mmsml.h"
#include "core/formats/scim_schema.h"
#include "core/formats/xml_reader.h"

#include <algorithm>
#include <fstream>

namespace anchorage::formats {

namespace {

/// One row per format: what it is, how it is recognised, who reads and writes it.
struct Format {
    FormatDescription description;
    bool (*sniff)(std::string_view head); ///< UTF-8, the first few KiB
    Result<Loaded> (*read)(const LoadRequest &);
    Result<std::vector<Loss>> (*write)(const space::Space &, const SaveRequest &);
};

bool has(std::string_view head, std::string_view what)
{
    return head.find(what) != std::string_view::npos;
}

bool isXml(std::string_view head)
{
    const auto first = head.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && head[first] == '<';
}

bool sniffCanonical(std::string_view head)
{
    return !isXml(head) && has(head, "\"anchorageSpace\"");
}

bool sniffMmsml(std::string_view head)
{
    return isXml(head) && has(head, "<mmsml");
}

bool sniffCsexport(std::string_view head)
{
    return isXml(head) && has(head, "<cs-objects");
}

bool sniffMaConfiguration(std::string_view head)
{
    return isXml(head) && (has(head, "<saved-ma-configuration") || has(head, "<export-ma") || has(head, "<ma-data"));
}

bool sniffEcmaHost(std::string_view head)
{
    return isXml(head) && has(head, "<Configuration") && has(head, "<Connector");
}

bool sniffEcmaSchema(std::string_view head)
{
    return isXml(head) && has(head, "<Schema") && has(head, "<SchemaType");
}

bool sniffScim(std::string_view head)
{
    return !isXml(head) && has(head, "urn:ietf:params:scim:") && (has(head, "\"attributes\"") || has(head, "\"Resources\""));
}

bool sniffLdif(std::string_view head)
{
    while (head.starts_with('#') || head.starts_with('\n') || head.starts_with('\r')) {
        const auto end = head.find('\n');
        if (end == std::string_view::npos)
            return false;
        head.remove_prefix(end + 1);
    }
    return head.starts_with("version:") || head.starts_with("dn:");
}

const std::vector<Format> &registry()
{
    static const std::vector<Format> formats{
        {{"canonical", "Anchorage space (JSON)", {".json"}, true, true, true, false, true},
         sniffCanonical,
         readCanonical,
         writeCanonical},
        {{"mmsml", "Run step drop or audit file", {".xml"}, false, true, false, false, true}, sniffMmsml, readMmsml, writeMmsml},
        {{"csexport", "Connector space export (csexport)", {".xml"}, false, true, true, false, true},
         sniffCsexport,
         readCsexport,
         writeCsexport},
        {{"ma-config", "Management agent configuration", {".xml"}, true, false, false, true, false},
         sniffMaConfiguration,
         readMaConfiguration,
         nullptr},
        {{"ecma-host", "Entra ECMA connector host configuration", {".xml"}, true, false, false, true, false},
         sniffEcmaHost,
         readEcmaHost,
         nullptr},
        {{"ecma-schema", "ECMA2 schema file", {".xml"}, true, false, false, false, false},
         sniffEcmaSchema,
         readEcmaSchema,
         nullptr},
        {{"scim", "SCIM schema (JSON)", {".json"}, true, false, false, false, false}, sniffScim, readScimSchema, nullptr},
        {{"ldif", "LDIF", {".ldif", ".ldi"}, false, true, false, false, true}, sniffLdif, readLdif, writeLdif},
        {{"csv", "CSV with a header", {".csv", ".tsv"}, false, true, false, false, true}, sniffCsv, readCsv, writeCsv},
    };
    return formats;
}

std::string known(bool writing)
{
    std::string text;
    for (const auto &format : registry())
        if (!writing || format.write != nullptr)
            text += (text.empty() ? "" : ", ") + format.description.name;
    return text;
}

std::string suffixOf(const std::string &path)
{
    auto suffix = utf8Path(path).extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return suffix;
}

Result<std::string> headOf(const LoadRequest &request)
{
    const auto source = ByteSource::open(request);
    if (!source)
        return fail(source.error());
    auto head = std::string(source->head());
    const auto encoding = xmlByteEncoding(head);
    if (encoding != "UTF-8") {
        // Every second byte: what formats are told by is ASCII.
        std::string narrow;
        for (std::size_t i = encoding == "UTF-16LE" ? 0 : 1; i < head.size(); i += 2)
            narrow += head[i];
        if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
            narrow.erase(0, 1);
        return narrow;
    }
    if (head.starts_with("\xEF\xBB\xBF"))
        head.erase(0, 3);
    return head;
}

Result<const Format *> formatNamed(const std::string &name, bool writing)
{
    const auto &formats = registry();
    const auto found = std::find_if(formats.begin(), formats.end(), [&](const auto &f) { return f.description.name == name; });
    if (found == formats.end())
        return fail(ErrorCode::Usage, "there is no format \"" + name + "\"; there are " + known(writing));
    return &*found;
}

Result<const Format *> recogniseFormat(const LoadRequest &request)
{
    const auto &path = request.path;
    const auto &name = request.format;
    if (!name.empty())
        return formatNamed(name, false);
    const auto head = headOf(request);
    if (!head)
        return fail(head.error());
    for (const auto &format : registry())
        if (format.sniff(*head))
            return &format;
    // Content said nothing: the suffix may, where only one format has it.
    const auto suffix = suffixOf(path);
    const Format *bySuffix = nullptr;
    for (const auto &format : registry())
        if (std::count(format.description.suffixes.begin(), format.description.suffixes.end(), suffix) > 0)
            bySuffix = bySuffix == nullptr ? &format : bySuffix;
    if (bySuffix != nullptr && suffix != ".xml")
        return bySuffix;
    return fail(ErrorCode::Input,
                "neither content nor suffix is that of a known format (" + known(false) + "); name it with --format",
                {.file = path});
}

} // namespace

const std::vector<FormatDescription> &allFormats()
{
    static const auto descriptions = [] {
        std::vector<FormatDescription> all;
        for (const auto &format : registry())
            all.push_back(format.description);
        return all;
    }();
    return descriptions;
}

Result<FormatDescription> recognise(const std::string &path, const std::string &format)
{
    LoadRequest request;
    request.path = path;
    request.format = format;
    const auto found = recogniseFormat(request);
    if (!found)
        return fail(found.error());
    return (*found)->description;
}

Result<Loaded> load(const LoadRequest &request)
{
    const auto format = recogniseFormat(request);
    if (!format)
        return fail(format.error());
    if (request.selectedTypes.empty() && request.schema != nullptr && request.schema->types.size() == 1) {
        auto narrowed = request; // no selection is everything: with one type, that one
        narrowed.selectedTypes = {request.schema->types.front().name};
        return (*format)->read(narrowed);
    }
    return (*format)->read(request);
}

Result<std::vector<Loss>> save(const space::Space &space, const SaveRequest &request)
{
    auto name = request.format;
    if (name.empty()) {
        const auto suffix = suffixOf(request.path);
        for (const auto &format : registry())
            if (name.empty() && format.write != nullptr
                && std::count(format.description.suffixes.begin(), format.description.suffixes.end(), suffix) > 0)
                name = format.description.name;
    }
    if (name.empty())
        return fail(ErrorCode::Usage, "the suffix names no format that can be written (" + known(true) + "); name one with --to",
                    {.file = request.path});
    const auto format = formatNamed(name, true);
    if (!format)
        return fail(format.error());
    if ((*format)->write == nullptr)
        return fail(ErrorCode::Unsupported, "the format \"" + name + "\" cannot be written; these can: " + known(true));
    return (*format)->write(space, request);
}

} // namespace anchorage::formats
