#include "core/run/journal.h"

#include "core/json/json_writer.h"
#include "core/run/journal_codec.h"
#include "core/space/space_json.h"

#include <utility>

namespace anchorage::run {

namespace {
// A space of a million objects is written in pieces of about this size, not one line at a time.
constexpr std::size_t pieceBytes = 1U << 20U;
} // namespace

Result<Journal> Journal::create(const std::string &path, const JournalHeader &header, const Scrubber &scrubber)
{
    auto file = AppendFile::create(path);
    if (!file)
        return fail(std::move(file.error()));
    Journal journal;
    journal.m_file = std::move(*file);
    journal.m_dirty = true;
    auto &text = journal.m_line;
    {
        json::Writer out(text);
        write(out, header, scrubber);
    }
    text += '\n';
    const auto flush = [&](std::size_t most) -> Result<void> {
        if (text.size() < most)
            return {};
        auto written = journal.m_file->append(text);
        text.clear();
        return written;
    };
    const auto line = [&text](std::string_view member, const auto &writeValue) {
        json::Writer out(text);
        out.beginObject();
        out.key(member);
        writeValue(out);
        out.endObject();
        text += '\n';
    };
    const auto &space = header.setup.space;
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        line("object", [&](json::Writer &out) {
            if (space.exists(i))
                json::write(out, space.object(i));
            else
                out.null(); // a hole keeps the indices behind it
        });
        if (auto flushed = flush(pieceBytes); !flushed)
            return fail(std::move(flushed.error()));
    }
    for (const auto &recorded : space.recorded()) {
        line("recorded", [&](json::Writer &out) { json::write(out, recorded); });
        if (auto flushed = flush(pieceBytes); !flushed)
            return fail(std::move(flushed.error()));
    }
    if (auto flushed = flush(1); !flushed)
        return fail(std::move(flushed.error()));
    if (auto synced = journal.sync(); !synced)
        return fail(std::move(synced.error()));
    return journal;
}

Result<void> Journal::append(const RunEvent &event)
{
    if (!m_file)
        return {};
    if (m_broken)
        return fail(*m_broken);
    m_line.clear();
    json::Writer out(m_line);
    write(out, event);
    m_line += '\n';
    m_dirty = true;
    auto written = m_file->append(m_line);
    if (!written)
        m_broken = written.error();
    return written;
}

Result<void> Journal::syncIfDue(std::chrono::nanoseconds now)
{
    if (!m_dirty || now - m_lastSync < syncInterval)
        return {};
    m_lastSync = now;
    return sync();
}

Result<void> Journal::sync()
{
    if (!m_file || !m_dirty)
        return {};
    m_dirty = false;
    return m_file->sync();
}

} // namespace anchorage::run
