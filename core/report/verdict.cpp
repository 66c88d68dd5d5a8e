#include "core/report/verdict.h"

#include "core/model/distinguished_name.h"
#include "core/model/filter.h"
#include "core/model/page_text.h"
#include "core/report/result_row.h"
#include "core/report/space_row.h"

#include <algorithm>
#include <utility>

namespace anchorage::report {

namespace {

using project::EntryExpectation;
using project::Outcome;

std::optional<Outcome> outcomeOf(Status status)
{
    switch (status) {
    case Status::Accepted:
        return Outcome::Accepted;
    case Status::Error:
        return Outcome::Error;
    case Status::Stopped:
        return Outcome::StopsRun;
    case Status::Unknown:
        return Outcome::Unknown;
    case Status::Pending:
    case Status::Dropped:
        return Outcome::NotSent;
    case Status::NextPass:
        break; // the run ended before it came again
    }
    return std::nullopt;
}

std::string_view wordOf(Status status)
{
    const auto outcome = outcomeOf(status);
    return outcome ? project::name(*outcome) : name(status);
}

std::string whatIsExpected(const EntryExpectation &expected, const std::string &of)
{
    std::string out = of + ":";
    const auto add = [&out](const std::string &text) { out += " " + text; };
    if (expected.outcome)
        add(std::string(project::name(*expected.outcome)));
    if (expected.error)
        add(std::string(engineString(*expected.error)));
    if (!expected.errorName.empty())
        add("name " + expected.errorName);
    if (!expected.anchor.empty())
        add("anchor ~ " + expected.anchor);
    if (expected.passes)
        add("passes " + std::to_string(*expected.passes));
    if (!expected.handedOver.empty())
        add("handed over as expected");
    return out;
}

std::string withoutLineEnd(std::string text)
{
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    return text;
}

/// Collects the verdict, one expectation after the other.
class Court {
public:
    Court(const space::Space &start, const ObjectResults &results, const RunSummary &summary)
        : m_start(start), m_results(results), m_summary(summary)
    {
    }

    Result<void> check(const EntryExpectation &expected);
    Result<void> check(const project::AttributeStatement &statement);
    void checkStatus(const std::string &expected);
    Verdict close(bool statusExpected);

private:
    /// Objects that an expectation is about; empty: none, and `why` says it.
    Result<std::vector<space::ObjectIndex>> objectsOf(const EntryExpectation &expected, std::string &why) const;
    void check(const EntryExpectation &expected, Pattern *anchor, space::ObjectIndex object);
    std::string differenceOf(const EntryExpectation &expected, Pattern *anchor, std::size_t position) const;
    void unexpected(std::string dn, std::string what);

    const space::Space &m_start;
    const ObjectResults &m_results;
    const RunSummary &m_summary;
    std::vector<bool> m_covered; // by object
    Verdict m_verdict;
};

Result<std::vector<space::ObjectIndex>> Court::objectsOf(const EntryExpectation &expected, std::string &why) const
{
    std::vector<space::ObjectIndex> out;
    if (!expected.dn.empty()) {
        if (const auto found = m_start.find(expected.dn))
            out.push_back(*found);
        why = "no object had this DN before the run";
        return out;
    }
    const auto isPending = [this](space::ObjectIndex i) {
        return m_start.exists(i) && m_start.pendingOperation(i) != space::PendingOperation::None;
    };
    if (expected.index) {
        std::uint64_t seen = 0;
        for (space::ObjectIndex i = 0; i < m_start.size() && out.empty(); ++i) {
            if (isPending(i) && ++seen == *expected.index)
                out.push_back(i);
        }
        why = "there were " + std::to_string(seen) + " pending objects";
        return out;
    }
    auto filter = Filter::parse(expected.filter);
    if (!filter)
        return fail(ErrorCode::Input, "the filter of an expectation, \"" + expected.filter + "\": " + filter.error().text());
    for (const auto position : matching(*filter, m_results, m_summary))
        out.push_back(m_results[position].object());
    // What was never handed over matches as it was pending.
    FilterMatcher matches(*filter);
    SpaceRow row(m_start);
    for (space::ObjectIndex i = 0; i < m_start.size(); ++i) {
        if (!isPending(i) || m_results.find(i) != ObjectResults::none)
            continue;
        row.set(i);
        if (matches(row))
            out.push_back(i);
    }
    why = "no entry meets the filter";
    return out;
}

Result<void> Court::check(const EntryExpectation &expected)
{
    std::optional<Pattern> anchor;
    if (!expected.anchor.empty()) {
        auto pattern = Pattern::compile("^(?:" + expected.anchor + ")$");
        if (!pattern)
            return fail(ErrorCode::Input,
                        "the anchor pattern of an expectation, \"" + expected.anchor + "\": " + pattern.error().message);
        anchor = std::move(*pattern);
    }
    std::string why;
    auto objects = objectsOf(expected, why);
    if (!objects)
        return fail(std::move(objects.error()));
    if (objects->empty()) {
        const auto of = !expected.dn.empty() ? expected.dn
            : expected.index                 ? "entry " + std::to_string(*expected.index)
                                             : expected.filter;
        m_verdict.checked.push_back({whatIsExpected(expected, of), false, why});
    }
    for (const auto object : *objects)
        check(expected, anchor ? &*anchor : nullptr, object);
    return {};
}

void Court::check(const EntryExpectation &expected, Pattern *anchor, space::ObjectIndex object)
{
    const bool covers = expected.outcome || expected.error || !expected.errorName.empty();
    if (covers) {
        if (m_covered.size() <= object)
            m_covered.resize(std::max<std::size_t>(m_start.size(), std::size_t{object} + 1));
        m_covered[object] = true;
    }
    const auto position = m_results.find(object);
    const auto dn = position != ObjectResults::none ? m_results[position].dn() : std::string(m_start.dn(object));
    auto found = differenceOf(expected, anchor, position);
    m_verdict.checked.push_back({whatIsExpected(expected, dn), found.empty(), std::move(found)});
}

/// In words; empty: everything is as expected.
std::string Court::differenceOf(const EntryExpectation &expected, Pattern *anchor, std::size_t position) const
{
    const bool handedOver = position != ObjectResults::none;
    if (expected.outcome == Outcome::NotSent)
        return handedOver ? "it was handed over: " + std::string(wordOf(m_results[position].status())) : std::string();
    if (!handedOver)
        return "it was not handed over";
    const auto result = m_results[position];
    const auto failing = failingOf(result.last());
    std::string out;
    const auto add = [&out](const std::string &text) { out += (out.empty() ? "" : "\n") + text; };
    if (expected.outcome && outcomeOf(result.status()) != expected.outcome)
        add(std::string(wordOf(result.status())) + (failing.bad() ? " " + std::string(failing.engineName()) : ""));
    if (expected.error && failing.code != *expected.error)
        add(failing.bad() ? "error " + std::string(engineString(failing.code)) : std::string("no error"));
    if (!expected.errorName.empty() && failing.name != expected.errorName)
        add("error name \"" + std::string(failing.name) + "\"");
    if (anchor && !anchor->foundIn(foldCase(result.anchorValue())))
        add("anchor " + result.anchorValue());
    if (expected.passes && result.passes() != *expected.passes)
        add(std::to_string(result.passes()) + " passes");
    if (!expected.handedOver.empty()) {
        bool same = expected.handedOver.size() == result.turns();
        std::string lines;
        for (std::uint32_t i = 0; i < result.turns(); ++i) {
            const auto line = withoutLineEnd(entryText(result.turn(i).position, result.entry(i)));
            same = same && line == withoutLineEnd(expected.handedOver[i]);
            lines += (i == 0 ? "" : "\n") + line;
        }
        if (!same)
            add(lines);
    }
    return out;
}

Result<void> Court::check(const project::AttributeStatement &statement)
{
    auto filter = Filter::parse(statement.filter);
    if (!filter)
        return fail(ErrorCode::Input, "the filter of a statement, \"" + statement.filter + "\": " + filter.error().text());
    std::uint64_t modifying = 0;
    std::string first;
    for (const auto position : matching(*filter, m_results, m_summary)) {
        const auto result = m_results[position];
        bool modifies = false;
        for (std::uint32_t i = 0; i < result.turns(); ++i)
            modifies = modifies || result.entry(i).find(statement.attribute) != nullptr;
        if (modifies && ++modifying == 1)
            first = result.dn();
    }
    const bool met = statement.modified == (modifying != 0);
    std::string found;
    if (!met)
        found = modifying == 0 ? "no entry modifies it" : std::to_string(modifying) + " entries modify it, the first is " + first;
    m_verdict.checked.push_back({project::text(statement), met, std::move(found)});
    return {};
}

void Court::checkStatus(const std::string &expected)
{
    const auto status = m_summary.statusText();
    const auto *cause = m_summary.cause();
    m_verdict.checked.push_back({"run status " + expected, status == expected,
                                 status == expected ? std::string()
                                     : cause        ? status + ": " + cause->text
                                                    : status});
}

void Court::unexpected(std::string dn, std::string what)
{
    ++m_verdict.unexpectedCount;
    if (m_verdict.unexpected.size() < Verdict::mostUnexpected)
        m_verdict.unexpected.push_back({std::move(dn), std::move(what)});
}

/// What went wrong besides.
Verdict Court::close(bool statusExpected)
{
    const auto status = m_summary.statusText();
    if (!statusExpected && status != "success" && status != "completed-export-errors") {
        const auto *cause = m_summary.cause();
        unexpected({}, cause ? status + ": " + cause->text : status);
    }
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        const auto result = m_results[i];
        const auto object = result.object();
        const bool covered = object < m_covered.size() && m_covered[object];
        const auto failing = failingOf(result.last());
        // A run that is expected to stop leaves entries of unknown fate, and one that stopped it.
        const bool consequence = statusExpected && (result.status() == Status::Unknown || result.status() == Status::Stopped);
        if (covered || consequence)
            continue;
        if (failing.bad())
            unexpected(result.dn(),
                       std::string(failing.engineName()) + (failing.detail.empty() ? "" : ": ") + std::string(failing.detail));
        else if (result.status() == Status::Unknown)
            unexpected(result.dn(), "sent, fate unknown");
    }
    for (const auto &finding : m_summary.findings) {
        if (finding.severity != Severity::Error)
            continue;
        const auto about = finding.dn.empty() ? std::nullopt : m_start.find(finding.dn);
        const bool covered = about && *about < m_covered.size() && m_covered[*about];
        if (!covered && !(statusExpected && finding.dn.empty()))
            unexpected(finding.dn, "finding " + finding.id + ": " + finding.message);
    }
    return std::move(m_verdict);
}

} // namespace

std::uint64_t Verdict::unmet() const
{
    return static_cast<std::uint64_t>(
        std::count_if(checked.begin(), checked.end(), [](const CheckedExpectation &expectation) { return !expectation.met; }));
}

Result<Verdict> evaluate(const project::Expectations &expectations, const space::Space &start, const ObjectResults &results,
                         const RunSummary &summary)
{
    Court court(start, results, summary);
    if (!expectations.status.empty())
        court.checkStatus(expectations.status);
    for (const auto &expected : expectations.entries) {
        if (auto checked = court.check(expected); !checked)
            return fail(std::move(checked.error()));
    }
    for (const auto &statement : expectations.statements) {
        if (auto checked = court.check(statement); !checked)
            return fail(std::move(checked.error()));
    }
    return court.close(!expectations.status.empty());
}

} // namespace anchorage::report
