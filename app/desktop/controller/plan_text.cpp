#include "app/desktop/controller/plan_text.h"

#include "app/desktop/controller/run_preparation.h"
#include "app/desktop/text.h"
#include "core/engine/plan.h"
#include "core/model/page_text.h"
#include "core/report/words.h"

#include <QCoreApplication>

#include <utility>

namespace anchorage::desktop {
namespace {

/// Takes so many lines, and counts the others.
class Lines {
public:
    bool full() const { return m_count >= planLinesMost; }
    void add(std::string_view line)
    {
        ++m_count;
        if (m_count <= planLinesMost)
            m_text.append(line) += '\n';
    }
    const std::string &text() const { return m_text; }
    std::size_t leftOut() const { return m_count > planLinesMost ? m_count - planLinesMost : 0; }

private:
    std::string m_text;
    std::size_t m_count = 0;
};

std::string removalLine(const engine::Removal &removal)
{
    auto line = "     - " + removal.dn;
    for (const auto *part : {&removal.attribute, &removal.value}) {
        if (!part->empty())
            line += ' ' + *part;
    }
    return line + ": " + removal.reason + " (" + removal.rule + ')';
}

} // namespace

Result<PlanText> planText(const ContentsRequest &request, const std::string &step, session::Secrets &secrets,
                          TaskControl &control)
{
    auto setup = prepareRun(request, step, AskConnector::WhereNeeded, secrets, control);
    if (!setup)
        return fail(std::move(setup.error()));
    if (control.cancelled())
        return fail(ErrorCode::Cancelled, "cancelled");
    Lines lines;
    std::size_t entries = 0;
    std::size_t pages = 0;
    Findings findings;
    const auto finish = engine::plan(std::move(setup->engine), [&](const engine::Input &, const engine::Commands &commands) {
        for (const auto &command : commands) {
            if (const auto *note = std::get_if<engine::command::Note>(&command))
                findings.insert(findings.end(), note->findings.begin(), note->findings.end());
            const auto *put = std::get_if<engine::command::Put>(&command);
            if (put == nullptr)
                continue;
            ++pages;
            entries += put->page.entries.size();
            for (const auto &entry : put->page.entries)
                lines.add(lines.full() ? std::string() : entryText(put->page.position, entry.entry));
            for (const auto &removal : put->removals)
                lines.add(lines.full() ? std::string() : removalLine(removal));
        }
    });
    if (!finish)
        return fail(finish.error());
    if (control.cancelled())
        return fail(ErrorCode::Cancelled, "cancelled");
    for (const auto &finding : findings)
        lines.add("# " + std::string(name(finding.severity)) + ' ' + finding.id + (finding.dn.empty() ? "" : ' ' + finding.dn)
                  + ": " + finding.message);
    PlanText out;
    out.text = fromUtf8(lines.text());
    out.leftOut = lines.leftOut();
    out.summary =
        QCoreApplication::translate("PlanText", "%1 entries in %2 pages; it would end with %3, Close(%4), %5")
            .arg(static_cast<qulonglong>(entries))
            .arg(static_cast<qulonglong>(pages))
            .arg(fromUtf8(finish->status), fromUtf8(name(finish->closeReason)), fromUtf8(report::countersText(finish->counters)));
    return out;
}

} // namespace anchorage::desktop
