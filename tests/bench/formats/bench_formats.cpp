// Each reader on a generated file of 100 MB, beside the bare parser on the same bytes in the same run:
// libxml2's SAX2 with empty callbacks, simdjson's DOM, a memchr sweep over lines. MB are 10^6 bytes, seconds are those of
// the processor.
// `events` is the reading layer alone: elements, records or lines into a sink that counts; `load` is the whole way
// into a space.
#include "core/base/file.h"
#include "core/formats/byte_source.h"
#include "core/formats/csv_records.h"
#include "core/formats/format.h"
#include "core/formats/ldif_lines.h"
#include "core/formats/xml_reader.h"
#include "core/json/element_stream.h"
#include "core/json/json_reader.h"

#include <benchmark/benchmark.h>
#include <libxml/parser.h>
#include <malloc.h>
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

using namespace anchorage;

namespace {

std::uint64_t wantedBytes()
{
    const char *set = std::getenv("ANCHORAGE_BENCH_BYTES");
    return set == nullptr ? 100'000'000 : std::strtoull(set, nullptr, 10);
}

Schema schema()
{
    SchemaType person{"person", false, {}, {}};
    const auto add = [&](const char *name, AttributeType type, bool multi = false) {
        SchemaAttribute attribute;
        attribute.name = name;
        attribute.type = type;
        attribute.multiValued = multi;
        attribute.anchor = person.attributes.empty();
        person.attributes.push_back(attribute);
    };
    add("employeeID", AttributeType::String);
    for (const char *name : {"displayName", "givenName", "sn", "mail", "title", "department"})
        add(name, AttributeType::String);
    add("uidNumber", AttributeType::Integer);
    add("enabled", AttributeType::Boolean);
    add("manager", AttributeType::Reference);
    add("proxyAddresses", AttributeType::String, true);
    return Schema{{person}};
}

/// An object as it is common in the field: ten attributes, an Add or an Update with an image.
space::SpaceObject object(std::uint32_t number, bool image)
{
    const auto n = std::to_string(number);
    const auto text = [&](const char *name, std::string value) {
        return AttributeChange::add(name, {std::move(value)}, AttributeType::String, false);
    };
    std::vector<AttributeChange> all{
        text("displayName", "Person Number " + n),
        text("givenName", "Person"),
        text("sn", "Number " + n),
        text("mail", "person.number." + n + "@example.com"),
        text("title", "Senior Consultant"),
        text("department", "Department of Identity and Access"),
        AttributeChange::add("uidNumber", {std::int64_t(10000 + number)}, AttributeType::Integer, false),
        AttributeChange::add("enabled", {true}, AttributeType::Boolean, false),
        AttributeChange::add("manager", {Reference{"CN=Person" + std::to_string(number / 10) + ",OU=People,DC=example,DC=com"}},
                             AttributeType::Reference, false),
        AttributeChange::add("proxyAddresses", {"SMTP:person." + n + "@example.com", "smtp:p" + n + "@example.org"},
                             AttributeType::String, true)};
    space::SpaceObject object;
    object.type = "person";
    object.dn = "CN=Person" + n + ",OU=People,DC=example,DC=com";
    object.anchors = {{"employeeID", "E" + n}};
    object.exported = image;
    if (!image) {
        object.pending = {space::PendingOperation::Add, {}, std::move(all)};
        return object;
    }
    object.image.emplace();
    for (auto &change : all) {
        space::ImageAttribute attribute{change.name, change.type, change.multiValued, {}};
        for (auto &value : change.values)
            attribute.values.push_back(std::move(value.value));
        object.image->attributes.push_back(std::move(attribute));
    }
    object.pending = {space::PendingOperation::Update,
                      {},
                      {AttributeChange::update("title", {std::string("Principal Consultant")}, {std::string("Senior Consultant")},
                                               AttributeType::String, false)}};
    return object;
}

/// A folder of this run alone.
const std::filesystem::path &folder()
{
    static const auto path = [] {
        auto made = std::filesystem::temp_directory_path() / ("anchorage-bench-" + std::to_string(std::random_device()()));
        std::filesystem::create_directory(made);
        return made;
    }();
    return path;
}

struct File {
    std::string path;
    std::uint64_t size = 0;
};

/// Written once per format by our own writer; as many objects as give the wanted size.
const File &fileOf(const std::string &format)
{
    static std::map<std::string, File> files;
    auto &file = files[format];
    if (!file.path.empty())
        return file;
    file.path = (folder() / format).string();
    static const auto types = schema();
    std::uint32_t count = 1000;
    for (int round = 0; round < 2; ++round) {
        space::Space space;
        for (std::uint32_t i = 0; i < count; ++i)
            (void)space.insert(object(i, format == "csexport" || format == "canonical"));
        formats::SaveRequest save;
        save.path = file.path;
        save.format = format == "mmsml-utf8" ? "mmsml" : format;
        save.encoding = format == "mmsml-utf8" ? formats::TextEncoding::Utf8 : formats::TextEncoding::Default;
        save.schema = &types;
        if (auto done = formats::save(space, save); !done) {
            std::fprintf(stderr, "%s\n", done.error().text().c_str());
            std::exit(1);
        }
        file.size = std::filesystem::file_size(file.path);
        count = static_cast<std::uint32_t>(count * wantedBytes() / file.size + 1);
    }
    return file;
}

std::string content(const std::string &format)
{
    return *readFile(fileOf(format).path);
}

/// The most memory since the last call, in MB; Linux.
double peakMegabytes(bool reset)
{
    if (reset)
        malloc_trim(0); // what was freed before is none of the reader's
    if (reset)
        std::ofstream("/proc/self/clear_refs") << "5";
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::strtod(line.c_str() + 6, nullptr) / 1000;
    return 0;
}

void bytesOf(benchmark::State &state, std::uint64_t size)
{
    // Of processor time: other work on the machine does not count.
    state.counters["MB/s"] = benchmark::Counter(static_cast<double>(size) / 1e6 * static_cast<double>(state.iterations()),
                                                benchmark::Counter::kIsRate);
}

void load(benchmark::State &state, const std::string &format)
{
    const auto &file = fileOf(format);
    static const auto types = schema();
    double peak = 0;
    std::size_t spaceBytes = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const auto before = peakMegabytes(true);
        state.ResumeTiming();
        formats::LoadRequest request;
        request.path = file.path;
        request.format = format == "mmsml-utf8" ? "mmsml" : format;
        request.schema = &types;
        request.selectedTypes = {"person"};
        auto loaded = formats::load(request);
        state.PauseTiming();
        if (!loaded)
            state.SkipWithError(loaded.error().text().c_str());
        peak = peakMegabytes(false) - before;
        spaceBytes = loaded ? loaded->space->memoryBytes() : 0;
        loaded = fail(ErrorCode::Io, "gone");
        state.ResumeTiming();
    }
    bytesOf(state, file.size);
    state.counters["fileMB"] = static_cast<double>(file.size) / 1e6;
    state.counters["peakMB"] = peak;
    state.counters["spaceMB"] = static_cast<double>(spaceBytes) / 1e6;
}

/// Counts what it is given and copies nothing.
class CountingHandler : public formats::XmlHandler {
public:
    Result<formats::XmlStep> startElement(std::string_view, const formats::XmlAttributes &attributes) override
    {
        count += attributes.size() + 1;
        return formats::XmlStep::Enter;
    }
    Result<void> endElement(std::string_view, std::string &text) override
    {
        count += text.size();
        return {};
    }
    std::uint64_t count = 0;
};

Result<std::uint64_t> countEvents(const std::string &format, const formats::LoadRequest &request)
{
    std::uint64_t count = 0;
    if (format == "csv") {
        auto records = formats::CsvRecords::open(request, formats::CsvEncoding::Detected);
        std::vector<std::string_view> fields;
        for (;;) {
            const auto more = records ? records->next(fields) : fail(records.error());
            if (!more)
                return fail(more.error());
            if (!*more)
                return count;
            count += fields.size();
        }
    }
    auto source = formats::ByteSource::open(request);
    if (!source)
        return fail(source.error());
    if (format == "ldif") {
        formats::LdifLines lines(std::move(*source), request.path);
        formats::LdifLine line;
        for (;;) {
            const auto more = lines.next(line);
            if (!more)
                return fail(more.error());
            if (!*more)
                return count;
            count += line.value.size();
        }
    }
    if (format == "canonical") {
        json::ElementStream stream([&](char *into, std::size_t size) { return source->read(into, size); }, {"objects"});
        json::Document document;
        for (;;) {
            const auto item = stream.next();
            if (!item)
                return fail(item.error());
            if (!*item)
                return count;
            const auto node = document.parse((*item)->value);
            if (!node)
                return fail(node.error());
            count += node->size();
        }
    }
    CountingHandler handler;
    if (auto done = formats::parseXml(request, handler); !done)
        return fail(done.error());
    return handler.count;
}

void events(benchmark::State &state, const std::string &format)
{
    const auto &file = fileOf(format);
    for (auto _ : state) {
        formats::LoadRequest request;
        request.path = file.path;
        const auto count = countEvents(format, request);
        if (!count || *count == 0)
            state.SkipWithError("nothing was read");
        benchmark::DoNotOptimize(count);
    }
    bytesOf(state, file.size);
}

void bareXml(benchmark::State &state, const std::string &format)
{
    const auto &file = fileOf(format);
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = [](void *, const xmlChar *, const xmlChar *, const xmlChar *, int, const xmlChar **, int, int,
                            const xmlChar **) {};
    sax.endElementNs = [](void *, const xmlChar *, const xmlChar *, const xmlChar *) {};
    sax.characters = [](void *, const xmlChar *, int) {};
    for (auto _ : state) {
        std::ifstream in(file.path, std::ios::binary);
        auto *context = xmlCreateIOParserCtxt(
            &sax, nullptr,
            [](void *data, char *into, int size) {
                return static_cast<int>(static_cast<std::ifstream *>(data)->rdbuf()->sgetn(into, size));
            },
            nullptr, &in, XML_CHAR_ENCODING_NONE);
        xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_HUGE);
        xmlParseDocument(context);
        if (context->wellFormed == 0)
            state.SkipWithError("not well-formed");
        xmlFreeParserCtxt(context);
    }
    bytesOf(state, file.size);
}

void bareJson(benchmark::State &state)
{
    const auto text = simdjson::padded_string(content("canonical"));
    simdjson::dom::parser parser;
    for (auto _ : state)
        if (parser.parse(text).error() != simdjson::SUCCESS)
            state.SkipWithError("no JSON");
    bytesOf(state, text.size());
}

void sweep(benchmark::State &state, const std::string &format)
{
    const auto text = content(format);
    for (auto _ : state) {
        std::uint64_t lines = 0;
        const char *at = text.data();
        const char *end = at + text.size();
        while (const void *found = std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
            at = static_cast<const char *>(found) + 1;
            ++lines;
        }
        benchmark::DoNotOptimize(lines);
    }
    bytesOf(state, text.size());
}

void save(benchmark::State &state, const std::string &format)
{
    static const auto types = schema();
    formats::LoadRequest request;
    request.path = fileOf("csexport").path;
    request.schema = &types;
    const auto loaded = formats::load(request);
    formats::SaveRequest saving;
    saving.path = (folder() / "out").string();
    saving.format = format;
    saving.schema = &types;
    for (auto _ : state)
        if (auto done = formats::save(*loaded->space, saving); !done)
            state.SkipWithError(done.error().text().c_str());
    bytesOf(state, std::filesystem::file_size(saving.path));
    std::filesystem::remove(saving.path);
}

} // namespace

#define PAIR(bare, format)                                                                                                       \
    BENCHMARK_CAPTURE(bare, format, format)->Unit(benchmark::kMillisecond)->MinTime(0.5);                                        \
    BENCHMARK_CAPTURE(events, format, format)->Unit(benchmark::kMillisecond)->MinTime(0.5);                                      \
    BENCHMARK_CAPTURE(load, format, format)->Unit(benchmark::kMillisecond)->MinTime(0.5)
PAIR(bareXml, "csexport");
PAIR(bareXml, "mmsml");
PAIR(bareXml, "mmsml-utf8");
BENCHMARK(bareJson)->Unit(benchmark::kMillisecond)->MinTime(0.5);
BENCHMARK_CAPTURE(events, "canonical", "canonical")->Unit(benchmark::kMillisecond)->MinTime(0.5);
BENCHMARK_CAPTURE(load, "canonical", "canonical")->Unit(benchmark::kMillisecond)->MinTime(0.5);
PAIR(sweep, "ldif");
PAIR(sweep, "csv");
BENCHMARK_CAPTURE(save, "csexport", "csexport")->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(save, "mmsml", "mmsml")->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(save, "canonical", "canonical")->Unit(benchmark::kMillisecond)->Iterations(1);

int main(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    std::filesystem::remove_all(folder());
    return 0;
}
