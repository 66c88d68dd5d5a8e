#include "core/engine/hold.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::engine {

namespace {

/// A removal a value, but not half a million of them for one group.
constexpr std::size_t mostRemovals = 1000;

std::string others(std::size_t count)
{
    return count > 1 ? " and " + std::to_string(count - 1) + " more" : std::string();
}

/// A held multi-valued reference comes back as Update with what was held (hold-3, scenario 1).
AttributeChange comingBack(AttributeChange change)
{
    if (change.multiValued && change.modification == AttributeModificationType::Add)
        change.modification = AttributeModificationType::Update;
    return change;
}

} // namespace

/// What stands in the way of one attribute's references.
struct HoldStage::Count {
    const std::string &dn; ///< of the object
    const std::string &attribute;
    std::vector<Removal> &removals;
    std::size_t waiting = 0, failed = 0, unknown = 0;
    std::string firstFailed = {}, firstUnknown = {};

    void remove(std::string_view value, std::string_view rule, std::string reason)
    {
        const std::size_t noted = waiting + failed + unknown;
        if (noted <= mostRemovals)
            removals.push_back({Removal::Stage::Hold, dn, attribute, std::string(value), std::string(rule), std::move(reason)});
        else if (noted == mostRemovals + 1)
            removals.push_back({Removal::Stage::Hold, dn, attribute, {}, std::string(rule), "and more values like these"});
    }
};

/// May change `dn` to the name that its object has at present (hold-1).
HoldStage::Verdict HoldStage::verdict(std::string &dn) const
{
    auto target = m_space.find(dn);
    if (!target) {
        if (auto present = m_names.presentName(m_space, dn)) {
            target = m_space.find(*present);
            if (target)
                dn = std::move(*present);
        }
    }
    if (!target)
        return Verdict::Unknown;
    if (!isNew(m_space.pendingOperation(*target)))
        return Verdict::Send;
    const Track &track = m_tracks[*target];
    return track.failed || track.outside ? Verdict::TargetFailed : Verdict::Wait; // hold-4
}

bool HoldStage::isHeld(Verdict verdict) const
{
    return verdict == Verdict::Wait || verdict == Verdict::TargetFailed
        || (verdict == Verdict::Unknown && m_context.settings.unknownReferences == RunSettings::UnknownReferences::Hold);
}

bool HoldStage::judge(std::vector<AttributeValue> &values, std::vector<bool> &held, Count &count) const
{
    bool any = false;
    held.assign(values.size(), false);
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto *reference = std::get_if<Reference>(&values[i]);
        if (reference == nullptr)
            continue;
        const Verdict found = verdict(reference->dn);
        if (found == Verdict::Unknown) { // hold-5
            if (count.unknown++ == 0)
                count.firstUnknown = reference->dn;
        }
        if (!isHeld(found))
            continue;
        any = true;
        held[i] = true;
        if (found == Verdict::Wait) {
            ++count.waiting;
            count.remove(reference->dn, "hold-1", reference->dn + " was not exported in an earlier page");
        } else if (found == Verdict::TargetFailed) {
            if (count.failed++ == 0)
                count.firstFailed = reference->dn;
            count.remove(reference->dn, "hold-4", reference->dn + " is not exported in this run");
        } else {
            count.remove(reference->dn, "hold-5", "the space does not know " + reference->dn);
        }
    }
    return any;
}

void HoldStage::note(const Request &request, const Count &count, Outcome &outcome, Findings &findings) const
{
    const bool passesLeft = request.pass < m_context.settings.maxPasses;
    if (count.failed != 0)
        findings.push_back(finding("held-target-failed", "hold-4", count.dn, count.attribute,
                                   count.firstFailed + others(count.failed)
                                       + " was not exported in this run: the reference is not sent and stays pending"));
    if (count.unknown != 0) {
        const bool sent = m_context.settings.unknownReferences == RunSettings::UnknownReferences::Send;
        findings.push_back(
            finding("unknown-reference", "hold-5", count.dn, count.attribute,
                    "the space does not know " + count.firstUnknown + others(count.unknown)
                        + (sent ? "; it was sent (unknownReferences=send)" : "; it was held (unknownReferences=hold)")));
    }
    if (count.waiting == 0)
        return;
    if (passesLeft)
        outcome.waits = true;
    else // pass-2: nothing asked for an action, so there is no twin; the reference stays pending
        findings.push_back(finding("does-not-converge", "pass-2", count.dn, count.attribute,
                                   "references are still held in the last pass that maxPasses allows; they stay pending"));
}

HoldStage::Outcome HoldStage::apply(const Request &request, std::vector<AttributeChange> &changes,
                                    std::vector<AttributeChange> &rest, std::vector<Removal> &removals, Findings &findings) const
{
    Outcome outcome;
    const auto &object = *request.object;
    const bool noReferences = m_context.capabilities.noReferenceValuesInFirstExport && request.pass == 1;
    const bool isNewObject = isNew(object.pending.operation);
    const std::string firstPass = "no reference values in the first pass (NoReferenceValuesInFirstExport)";
    std::vector<bool> held;

    if (request.wholeObject) { // hold-2: every reference of the image counts, and nothing goes without them
        bool stays = false;
        for (const auto &attribute : fullImage(object, changes).attributes) {
            if (attribute.type != AttributeType::Reference)
                continue;
            Count count{object.dn, attribute.name, removals};
            auto values = attribute.values;
            if (noReferences) {
                stays = true;
                ++count.waiting;
                count.remove({}, "hold-1", firstPass);
            } else if (judge(values, held, count)) {
                stays = true;
            }
            note(request, count, outcome, findings);
        }
        outcome.nothingGoes = stays;
        if (stays) {
            removals.push_back({Removal::Stage::Hold,
                                object.dn,
                                {},
                                {},
                                "hold-2",
                                "a Replace without a reference would delete it, so the whole entry waits"});
            return outcome;
        }
    }

    std::vector<AttributeChange> sendable;
    sendable.reserve(changes.size());
    for (auto &change : changes) {
        if (!isReference(change)) {
            sendable.push_back(std::move(change));
            continue;
        }
        Count count{object.dn, change.name, removals};
        if (noReferences) {
            ++count.waiting;
            count.remove({}, "hold-1", firstPass);
            note(request, count, outcome, findings);
            rest.push_back(comingBack(std::move(change)));
            continue;
        }
        const bool deltas = request.shape == MAExportType::AttributeUpdate
            || (request.shape == MAExportType::MultivaluedReferenceAttributeUpdate && change.multiValued);
        // Of an attribute that goes as a whole, all the values it will have count (hold-2).
        if (!deltas && !isNewObject && object.image) {
            const auto image = fullImage(object, {change});
            if (const auto *all = image.find(change.name)) {
                auto values = all->values;
                for (const auto &value : change.values) { // judged below
                    if (value.modification == ValueModificationType::Add)
                        std::erase(values, value.value);
                }
                if (judge(values, held, count)) {
                    note(request, count, outcome, findings);
                    rest.push_back(comingBack(std::move(change)));
                    continue;
                }
            }
        }
        std::vector<AttributeValue> adds;
        std::vector<AttributeValue> deletes; // never held
        for (auto &value : change.values)
            (value.modification == ValueModificationType::Delete ? deletes : adds).push_back(std::move(value.value));
        const bool any = judge(adds, held, count);
        note(request, count, outcome, findings);
        const bool partly = deltas && change.multiValued && change.modification != AttributeModificationType::Replace;
        AttributeChange goes = change;
        AttributeChange stays = change;
        goes.values.clear();
        stays.values.clear();
        for (std::size_t i = 0; i < adds.size(); ++i)
            (any && (!partly || held[i]) ? stays : goes).values.push_back({std::move(adds[i]), ValueModificationType::Add});
        for (auto &value : deletes)
            (any && !partly ? stays : goes).values.push_back({std::move(value), ValueModificationType::Delete});
        if (!stays.values.empty())
            rest.push_back(comingBack(std::move(stays)));
        if (!goes.values.empty() || change.modification == AttributeModificationType::Delete)
            sendable.push_back(std::move(goes));
    }
    changes = std::move(sendable);
    return outcome;
}

} // namespace anchorage::engine
