#include "app/cli/reports.h"

#include "core/base/file.h"

#include <fstream>

namespace anchorage::cli {

struct Reports::File {
    std::string path;
    std::ofstream stream;
};

Reports::~Reports()
{
    for (const auto &file : m_files) {
        std::error_code error;
        file->stream.close();
        std::filesystem::remove(utf8Path(file->path + ".new"), error); // finish() has moved it
    }
}

void Reports::toOutput(report::Form form)
{
    m_writers.push_back(report::makeWriter(form, [this](std::string_view bytes) -> Result<void> {
        m_out << bytes;
        if (!m_out)
            return fail(ErrorCode::Io, "standard output cannot be written");
        return {};
    }));
}

Result<void> Reports::toFile(const std::string &path, std::optional<report::Form> form)
{
    if (!form)
        form = report::formOfFile(path);
    if (!form)
        return fail(ErrorCode::Usage, "the suffix says no form of report: expected .txt, .json, .html, .csv or .xml (JUnit)",
                    {.file = path});
    const auto file = std::make_shared<File>();
    file->path = path;
    file->stream.open(utf8Path(path + ".new"), std::ios::binary | std::ios::trunc);
    if (!file->stream)
        return fail(ErrorCode::Io, "the report cannot be written here", {.file = path});
    m_files.push_back(file);
    m_writers.push_back(report::makeWriter(*form, [file](std::string_view bytes) -> Result<void> {
        file->stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!file->stream)
            return fail(ErrorCode::Io, "the report cannot be written", {.file = file->path});
        return {};
    }));
    return {};
}

Result<void> Reports::add(const report::RunReport &run)
{
    for (const auto &writer : m_writers)
        if (auto done = writer->add(run); !done)
            return done;
    return {};
}

Result<void> Reports::finish()
{
    for (const auto &writer : m_writers)
        if (auto done = writer->finish(); !done)
            return done;
    for (const auto &file : m_files) {
        file->stream.close();
        std::error_code error;
        std::filesystem::rename(utf8Path(file->path + ".new"), utf8Path(file->path), error);
        if (!file->stream || error)
            return fail(ErrorCode::Io, "the report cannot be put in place", {.file = file->path});
    }
    return {};
}

} // namespace anchorage::cli
