#include "app/desktop/controller/evidence.h"

#include "core/base/file.h"
#include "core/report/recorded_run.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace anchorage::desktop {
namespace {

constexpr std::uint32_t reportEvery = 16'384;

/// Of the step that the journal ran; none when it was another project's.
project::Expectations expectationsOf(const ReportRequest &request, const run::JournalHeader &header)
{
    if (request.project.file.empty() || header.project != request.project.file)
        return {};
    for (const auto &step : request.steps) {
        if (step.name == header.step && !step.expectations.empty())
            return step.expectations;
    }
    return request.project.expectations;
}

bool isFailed(ObjectOutcome::What what)
{
    using What = ObjectOutcome::What;
    return what == What::Error || what == What::StopsRun || what == What::Unknown;
}

} // namespace

Result<void> writeReport(const ReportRequest &request, TaskControl &control)
{
    const auto run = report::RecordedRun::open(request.journal);
    if (!run)
        return fail(run.error());
    if (control.cancelled())
        return fail(ErrorCode::Cancelled, "cancelled");
    std::optional<report::Verdict> verdict;
    if (const auto expectations = expectationsOf(request, run->header()); !expectations.empty()) {
        auto evaluated = report::evaluate(expectations, run->header().setup.space, run->results(), run->summary());
        if (!evaluated)
            return fail(std::move(evaluated.error()));
        verdict = std::move(*evaluated);
    }
    return report::writeReport(request.file, request.form, run->report(verdict ? &*verdict : nullptr));
}

Result<void> copyJournal(const std::string &from, const std::string &to, TaskControl &control)
{
    std::error_code error;
    const auto total = std::filesystem::file_size(utf8Path(from), error);
    if (error)
        return fail(ErrorCode::NotFound, "the journal is not there any more", {.file = from});
    if (std::filesystem::equivalent(utf8Path(from), utf8Path(to), error))
        return fail(ErrorCode::Usage, "this is the journal itself: choose another file", {.file = to});
    std::ifstream in(utf8Path(from), std::ios::binary);
    const auto temporary = utf8Path(to + ".new");
    const auto refused = [&](const std::string &why) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::Io, "the journal cannot be written here: " + why, {.file = to});
    };
    {
        errno = 0;
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        if (!out)
            return refused(std::strerror(errno));
        std::vector<char> piece(std::size_t{1} << 20U);
        std::uint64_t done = 0;
        while (in && out) {
            in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
            out.write(piece.data(), in.gcount());
            done += static_cast<std::uint64_t>(in.gcount());
            control.progress(done, total);
            if (control.cancelled()) {
                out.close();
                static_cast<void>(refused("cancelled"));
                return fail(ErrorCode::Cancelled, "cancelled");
            }
        }
        out.flush();
        if (!in.eof() || !out)
            return refused(std::strerror(errno != 0 ? errno : EIO));
    }
    std::filesystem::rename(temporary, utf8Path(to), error);
    if (error)
        return refused(error.message());
    return {};
}

RunEnd runEnd(const RunStory &story, const space::Space *left)
{
    return {story.start(), story.outcomes(), left != nullptr ? *left : space::Space()};
}

Result<FailedOnly> keepFailed(const RunEnd &run, const space::Space &before, TaskControl &control)
{
    std::vector<bool> keeps(before.size(), false);
    bool anyFailed = false;
    const auto ran = static_cast<space::ObjectIndex>(run.outcomes.size());
    for (space::ObjectIndex i = 0; i < ran; ++i) {
        if (i % reportEvery == 0 && control.cancelled())
            return fail(ErrorCode::Cancelled, "cancelled");
        if (!isFailed(run.outcomes[i].what) || !run.start.exists(i))
            continue;
        anyFailed = true;
        auto index = before.findIdentifier(run.start.identifier(i));
        if (!index)
            index = before.find(run.start.dn(i));
        if (index)
            keeps[*index] = true;
    }
    if (!anyFailed)
        return FailedOnly{before, {}, 0};
    FailedOnly out{before, {}, 0};
    const auto size = static_cast<space::ObjectIndex>(before.size());
    for (space::ObjectIndex i = 0; i < size; ++i) {
        if (i % reportEvery == 0) {
            if (control.cancelled())
                return fail(ErrorCode::Cancelled, "cancelled");
            control.progress(i, size);
        }
        if (!before.exists(i) || before.pendingOperation(i) == space::PendingOperation::None)
            continue;
        out.kept += keeps[i] ? 1 : 0;
        const auto went = keeps[i] ? std::nullopt : run.left.findIdentifier(before.identifier(i));
        const bool through = went && run.left.pendingOperation(*went) == space::PendingOperation::None;
        if (through && out.after.replace(i, run.left.object(*went))) {
            out.changed.push_back(i);
            continue;
        }
        if (before.dropped(i) == !keeps[i])
            continue;
        auto object = before.object(i);
        object.dropped = !keeps[i];
        if (auto replaced = out.after.replace(i, std::move(object)); !replaced)
            return fail(std::move(replaced.error()));
        out.changed.push_back(i);
    }
    if (out.kept == 0)
        return fail(ErrorCode::Input,
                    "none of the objects that failed has a pending change any more: there is nothing to run again");
    return out;
}

} // namespace anchorage::desktop
