#include "core/report/report_writer.h"

#include "core/base/file.h"
#include "core/report/forms.h"
#include "core/report/words.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

namespace anchorage::report {

std::string_view name(Form form)
{
    switch (form) {
    case Form::Text:
        return "text";
    case Form::Json:
        return "json";
    case Form::JUnit:
        return "junit";
    case Form::Html:
        return "html";
    case Form::Csv:
        return "csv";
    case Form::RunHistory:
        return "run-history";
    }
    return {};
}

std::optional<Form> formFromText(std::string_view text)
{
    for (const auto form : allForms) {
        if (name(form) == text)
            return form;
    }
    return std::nullopt;
}

std::optional<Form> formOfFile(std::string_view path)
{
    const auto suffix = utf8Path(path).extension();
    if (suffix == ".txt")
        return Form::Text;
    if (suffix == ".json")
        return Form::Json;
    if (suffix == ".xml")
        return Form::JUnit;
    if (suffix == ".html" || suffix == ".htm")
        return Form::Html;
    if (suffix == ".csv")
        return Form::Csv;
    return std::nullopt;
}

std::unique_ptr<ReportWriter> makeWriter(Form form, Output output)
{
    switch (form) {
    case Form::Text:
        break;
    case Form::Json:
        return makeJsonWriter(std::move(output));
    case Form::JUnit:
        return makeJUnitWriter(std::move(output));
    case Form::Html:
        return makeHtmlWriter(std::move(output));
    case Form::Csv:
        return makeCsvWriter(std::move(output));
    case Form::RunHistory:
        return makeRunHistoryWriter(std::move(output));
    }
    return makeTextWriter(std::move(output));
}

std::string reportText(Form form, const RunReport &run)
{
    std::string out;
    auto writer = makeWriter(form, [&out](std::string_view piece) -> Result<void> {
        out += piece;
        return {};
    });
    // A string takes everything: neither can fail.
    static_cast<void>(writer->add(run));
    static_cast<void>(writer->finish());
    return out;
}

Result<void> writeReport(const std::string &path, Form form, const RunReport &run)
{
    const auto file = utf8Path(path);
    auto temporary = file;
    temporary += ".new";
    const auto refused = [&path](const std::string &why) {
        return fail(ErrorCode::Io, "the report cannot be written: " + why, {.file = path});
    };
    Result<void> written;
    {
        errno = 0;
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        auto writer = makeWriter(form, [&](std::string_view piece) -> Result<void> {
            out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
            if (!out)
                return refused(std::strerror(errno != 0 ? errno : EIO));
            return {};
        });
        written = writer->add(run);
        if (written)
            written = writer->finish();
        out.flush();
        if (written && !out)
            written = refused(std::strerror(errno != 0 ? errno : EIO));
    }
    std::error_code error;
    if (written)
        std::filesystem::rename(temporary, file, error);
    if (written && !error)
        return {};
    if (written)
        written = refused(error.message());
    std::filesystem::remove(temporary, error);
    return written;
}

std::string titleOf(const run::JournalHeader &header)
{
    std::string out = header.project;
    if (!header.step.empty())
        out += (out.empty() ? "" : " ") + header.step;
    return out.empty() ? header.connectorPath : out;
}

std::string saidText(const engine::HandOver &handOver)
{
    if (!handOver.said)
        return "no answer yet";
    return std::visit(overloaded{
                          [](const engine::said::Nothing &) { return std::string("no result"); },
                          [](const engine::said::Result &said) { return std::string(engineString(said.result.errorCode)); },
                          [](const engine::said::NoAnswer &none) { return "no answer: " + none.why; },
                      },
                      *handOver.said);
}

std::string placeText(PagePosition position)
{
    return "p" + std::to_string(position.pass) + "." + std::to_string(position.page);
}

std::string exceptionLines(const ExceptionInfo &exception, const std::string &indent)
{
    std::string out = indent + exception.type + (exception.message.empty() ? "" : ": " + exception.message) + "\n";
    for (std::size_t from = 0; from < exception.stack.size();) {
        const auto end = std::min(exception.stack.find('\n', from), exception.stack.size());
        out += indent + "  " + exception.stack.substr(from, end - from) + "\n";
        from = end + 1;
    }
    for (const auto &inner : exception.inner)
        out += indent + "caused by:\n" + exceptionLines(inner, indent + "  ");
    return out;
}

} // namespace anchorage::report
