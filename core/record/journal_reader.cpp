#include "core/record/journal_reader.h"

#include "core/json/json_reader.h"
#include "core/run/journal_codec.h"
#include "core/space/space_json.h"

#include <QFile>
#include <QString>

#include <string_view>
#include <utility>

namespace anchorage::record {

struct JournalReader::Private {
    std::unique_ptr<QIODevice> device;
    std::string name;
    json::Document document;
    QByteArray bytes; // of the current line
    std::uint64_t line = 0;
    std::string torn;

    bool begun = false;
    run::JournalHeader header;
    std::uint64_t sequence = 0;
    engine::Page page; // of the last Put, for the Sent that names it
    std::uint64_t pageSequence = 0;

    Result<std::optional<json::Node>> nextLine();
    Result<void> readStart();
    template <typename Part> Result<bool> readPart(std::string_view member, Part part);
    tl::unexpected<Error> damaged(Error error) const;
};

namespace {

// A journal begins with these bytes: a torn first line is told from another file by them.
constexpr std::string_view firstBytes = "{\"journal\":\"anchorage\"";

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

tl::unexpected<Error> JournalReader::Private::damaged(Error error) const
{
    error.where.file = name;
    error.where.line = line;
    error.where.column = 0;
    return fail(std::move(error));
}

/// Nothing at the end of the file, also before a line that is torn.
Result<std::optional<json::Node>> JournalReader::Private::nextLine()
{
    bytes = device->readLine();
    if (bytes.isEmpty())
        return std::nullopt;
    ++line;
    if (!bytes.endsWith('\n')) {
        torn = "line " + std::to_string(line) + " is torn after " + std::to_string(bytes.size())
            + " bytes: the bench ended while it wrote it, and what it says had not been acted on";
        return std::nullopt;
    }
    bytes.chop(1);
    auto node = document.parse(view(bytes));
    if (!node)
        return damaged(std::move(node.error()));
    return *node;
}

Result<void> JournalReader::Private::readStart()
{
    auto first = nextLine();
    if (!first)
        return fail(std::move(first.error()));
    if (!*first) {
        const auto begins = view(bytes).substr(0, firstBytes.size());
        if (begins == firstBytes.substr(0, begins.size()))
            return {}; // empty, or torn within its first line
        return damaged({ErrorCode::Input, "this is no journal of a run", {}});
    }
    auto read = run::readJournalHeader(**first);
    if (!read)
        return damaged(std::move(read.error()));
    header = std::move(read->header);
    space::SpaceReader space(header.setup.space.style());
    const auto object = [&space](const json::Node &node) { return space.object(node); };
    const auto recorded = [&space](const json::Node &node) { return space.recorded(node); };
    for (std::uint64_t i = 0; i < read->space.objects + read->space.recorded; ++i) {
        auto more = i < read->space.objects ? readPart("object", object) : readPart("recorded", recorded);
        if (!more)
            return fail(std::move(more.error()));
        if (!*more)
            return {};
    }
    header.setup.space = space.take();
    begun = true;
    return {};
}

/// One member of the space, read by `part`. False: the journal ends here.
template <typename Part> Result<bool> JournalReader::Private::readPart(std::string_view member, Part part)
{
    auto node = nextLine();
    if (!node)
        return fail(std::move(node.error()));
    if (!*node)
        return false;
    auto value = (*node)->at(member);
    if (!value)
        return damaged(std::move(value.error()));
    if (Result<void> read = part(*value); !read)
        return damaged(std::move(read.error()));
    return true;
}

JournalReader::JournalReader(std::unique_ptr<Private> inside) : d(std::move(inside)) { }
JournalReader::JournalReader(JournalReader &&) noexcept = default;
JournalReader &JournalReader::operator=(JournalReader &&) noexcept = default;
JournalReader::~JournalReader() = default;

Result<JournalReader> JournalReader::open(const std::string &path)
{
    auto file = std::make_unique<QFile>(QString::fromStdString(path));
    if (!file->exists())
        return fail(ErrorCode::NotFound, "there is no such journal", {.file = path});
    if (!file->open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, "the journal cannot be read: " + file->errorString().toStdString(), {.file = path});
    return read(std::move(file), path);
}

Result<JournalReader> JournalReader::read(std::unique_ptr<QIODevice> device, std::string name)
{
    auto inside = std::make_unique<Private>();
    inside->device = std::move(device);
    inside->name = std::move(name);
    if (auto started = inside->readStart(); !started)
        return fail(std::move(started.error()));
    if (!inside->begun)
        inside->header = run::JournalHeader();
    return JournalReader(std::move(inside));
}

bool JournalReader::begun() const
{
    return d->begun;
}

const run::JournalHeader &JournalReader::header() const
{
    return d->header;
}

const std::string &JournalReader::tornText() const
{
    return d->torn;
}

std::uint64_t JournalReader::line() const
{
    return d->line;
}

const std::string &JournalReader::name() const
{
    return d->name;
}

Result<std::optional<run::RunEvent>> JournalReader::next()
{
    if (!d->begun || torn())
        return std::nullopt;
    auto node = d->nextLine();
    if (!node)
        return fail(std::move(node.error()));
    if (!*node)
        return std::nullopt;
    auto happened = run::readRunEvent(**node);
    if (!happened)
        return d->damaged(std::move(happened.error()));
    if (happened->sequence != d->sequence + 1) {
        return d->damaged({ErrorCode::Input,
                           "event " + std::to_string(happened->sequence) + " where event " + std::to_string(d->sequence + 1)
                               + " is expected: a line is missing or came twice",
                           {}});
    }
    d->sequence = happened->sequence;
    if (auto *command = std::get_if<run::event::Command>(&happened->what)) {
        if (const auto *put = std::get_if<engine::command::Put>(&command->command)) {
            d->page = put->page;
            d->pageSequence = happened->sequence;
        }
    } else if (auto *input = std::get_if<run::event::Input>(&happened->what)) {
        auto *sent = std::get_if<engine::input::Sent>(&input->input);
        if (sent && input->put != 0) {
            if (input->put != d->pageSequence) {
                return d->damaged({ErrorCode::Input,
                                   "the page sent is that of event " + std::to_string(input->put) + ", but the last Put is event "
                                       + std::to_string(d->pageSequence),
                                   {}});
            }
            sent->entries = d->page.handOver();
        }
    }
    return std::optional(std::move(*happened));
}

} // namespace anchorage::record
