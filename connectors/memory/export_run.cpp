#include "connectors/memory/export_run.h"

#include "connectors/memory/anchor.h"
#include "connectors/memory/store.h"
#include "core/base/file.h"

#include <algorithm>

namespace anchorage::memory {

ExportRun::ExportRun(Settings s, Schema t, const ExportRunStep &step, std::shared_ptr<Directory> d)
    : settings(std::move(s)), types(std::move(t)), directory(std::move(d)), check(settings, types, step),
      target(settings, types, *directory)
{
    if (auto parsed = AnswerScript::parse(settings.answers))
        script = std::move(*parsed);
    else
        throw sdk::ExtensibleExtensionException("answers: " + parsed.error().text());
}

PutExportEntriesResults ExportRun::put(const std::vector<CsEntryChange> &entries, const sdk::Host &host,
                                       std::unique_lock<std::mutex> &lock)
{
    log.put(++puts, entries);
    if (settings.enforce != Enforce::Off) {
        if (const auto fault = check.pageFault(entries, *directory))
            throw sdk::UnexpectedDataException(*fault);
    }
    const auto *rule = script.find(CallRule::At::Put, puts);
    if (rule)
        performer.perform(rule->mishap, host, lock);
    PutExportEntriesResults answer;
    for (const auto &entry : entries)
        putEntry(entry, host, lock, *answer.results);
    if (!rule)
        return answer;
    switch (rule->results) {
    case CallRule::Results::AsTheyAre:
        break;
    case CallRule::Results::Null:
        answer.results.reset();
        break;
    case CallRule::Results::None:
        answer.results->clear();
        break;
    case CallRule::Results::Reversed:
        std::reverse(answer.results->begin(), answer.results->end());
        break;
    }
    return answer;
}

void ExportRun::putEntry(const CsEntryChange &entry, const sdk::Host &host, std::unique_lock<std::mutex> &lock,
                         std::vector<CsEntryChangeResult> &results)
{
    const auto style = directory->style();
    const auto handOver = ++handOvers[dnKey(entry.dn, style)];
    const auto *rule = script.find(entry.dn, handOver, style);
    if (rule) {
        // What the page's earlier entries did is on disk before a crash (scenario 7).
        if (rule->mishap.crash && settings.storeAfterPut && !settings.store.empty())
            (void)replaceFile(settings.store, objectsText(*directory));
        performer.perform(rule->mishap, host, lock);
    }
    Outcome outcome;
    const bool accepts = !rule || !rule->answer || *rule->answer == MAExportError::Success
        || (*rule->answer == MAExportError::ExportActionRetryReferenceAttribute && rule->anchors && !rule->anchors->empty());
    if (rule && rule->apply ? *rule->apply : accepts)
        outcome = target.apply(entry);
    const auto fate = answer(entry, outcome, rule, results);
    check.answered(entry, fate);
}

Fate ExportRun::answer(const CsEntryChange &entry, const Outcome &outcome, const EntryRule *rule,
                       std::vector<CsEntryChangeResult> &results) const
{
    CsEntryChangeResult result{.identifier = entry.identifier,
                               .anchors = {},
                               .errorCode = outcome.code,
                               .errorName = outcome.errorName,
                               .errorDetail = outcome.errorDetail};
    const auto *object = directory->at(outcome.id);
    const bool makesAnchor = entry.modification == ObjectModificationType::Add
        || (entry.modification == ObjectModificationType::Replace
            && settings.capabilities.exportType != MAExportType::ObjectReplace);
    if (object && makesAnchor && outcome.code == MAExportError::Success)
        result.anchors = answeredAnchors(*object, settings.anchorAs);
    if (rule && rule->answer) {
        result.errorCode = *rule->answer;
        result.errorName = rule->errorName;
        result.errorDetail = rule->errorDetail;
        if (result.errorCode != MAExportError::Success)
            result.anchors.clear();
    }
    if (rule && rule->anchors)
        result.anchors = *rule->anchors;

    Fate fate{.code = result.errorCode, .anchors = result.anchors, .name = {}};
    const bool silent = rule && (rule->silent || rule->unknownIdentifier);
    if (silent) // the engine finds nothing for this entry, which is success (answer-1)
        fate = {};
    if (object && !silent) {
        const bool none = directory->style() == MADistinguishedNameStyle::None;
        fate.name = none && makesAnchor && (!rule || !rule->anchors) ? object->dn : none ? std::string() : entry.dnAfter();
    }
    if (rule && rule->unknownIdentifier)
        result.identifier = Guid::fromName("unknown to the engine\n" + entry.dn);
    if (rule && rule->silent)
        return fate;
    // A result says something new only for a refusal or an anchor; a plain success needs none (ecma2.md 5.1).
    if ((rule && (rule->answer || rule->unknownIdentifier || rule->anchors)) || result.errorCode != MAExportError::Success
        || !result.anchors.empty())
        results.push_back(result);
    if (rule && rule->again) {
        result.errorCode = *rule->again;
        result.anchors.clear();
        results.push_back(std::move(result));
    }
    return fate;
}

} // namespace anchorage::memory
