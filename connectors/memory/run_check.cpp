#include "connectors/memory/run_check.h"

#include "connectors/memory/hand_over_log.h"
#include "connectors/memory/normalization.h"
#include "connectors/memory/scope_check.h"

#include <algorithm>

namespace anchorage::memory {

namespace {

using Object = ObjectModificationType;

bool isObjectError(MAExportError code)
{
    return code != MAExportError::Success && !isSpecialAction(code);
}

std::string sentence(const CsEntryChange &entry, const Fault &fault)
{
    return entry.dn + ": " + fault.what + " was handed over, which is forbidden by " + fault.forbiddenBy
        + ". Handed over: " + handOverText(entry);
}

} // namespace

RunCheck::RunCheck(const Settings &settings, const Schema &types, const ExportRunStep &step)
    : m_settings(settings), m_types(types), m_step(step), m_style(settings.capabilities.distinguishedNameStyle)
{
}

std::optional<Fault> RunCheck::stepFault() const
{
    const auto &capabilities = m_settings.capabilities;
    if (!capabilities.supportExport)
        return Fault{"an export run", "supportExport=false"};
    if (m_step.exportType == OperationType::Full && !capabilities.fullExport)
        return Fault{"ExportType=Full", "fullExport=false"};
    if (m_step.exportType == OperationType::FullObject)
        return Fault{"ExportType=FullObject", "the operation type of an export, Full or Delta (ecma2.md 4)"};
    if (m_step.batchSize < 1 || m_step.batchSize > m_settings.exportMaxPageSize)
        return Fault{"BatchSize=" + std::to_string(m_step.batchSize),
                     "exportMaxPageSize=" + std::to_string(m_settings.exportMaxPageSize) + " (page-1)"};
    if (!capabilities.supportHierarchy && !(m_step.inclusions.empty() && m_step.exclusions.empty()))
        return Fault{"a run step with hierarchy nodes", "supportHierarchy=false"};
    return std::nullopt;
}

const RunCheck::Past &RunCheck::past(std::string_view dn) const
{
    static const Past never;
    const auto found = m_past.find(key(dn));
    return found == m_past.end() ? never : found->second;
}

bool RunCheck::isRepeatedAdd(const CsEntryChange &entry) const
{
    return m_ancestors.contains(key(entry.dn)) || past(entry.dn).known;
}

std::optional<std::string> RunCheck::pageFault(const std::vector<CsEntryChange> &entries, const Directory &directory)
{
    if (entries.empty())
        return "an empty page was handed over";
    if (entries.size() > static_cast<std::size_t>(m_step.batchSize))
        return "a page of " + std::to_string(entries.size())
            + " entries was handed over, which is forbidden by BatchSize=" + std::to_string(m_step.batchSize) + " (page-1)";
    const bool strict = m_settings.enforce == Enforce::Strict;
    const ShapeRules rules{.capabilities = m_settings.capabilities,
                           .types = &m_types,
                           .fullExport = m_step.exportType == OperationType::Full,
                           .replaceInUpdate = m_settings.replaceInUpdate};
    m_pageAdds.clear();
    for (const auto &entry : entries) {
        const bool renamed = entry.dnAfter() != entry.dn;
        const bool recreated =
            entry.modification == Object::Replace && m_settings.capabilities.exportType != MAExportType::ObjectReplace;
        if (renamed || recreated || (entry.modification == Object::Add && !isRepeatedAdd(entry)))
            m_pageAdds.insert(key(entry.dnAfter()));
    }
    if (auto repeated = repetition(entries))
        return repeated;
    for (const auto &entry : entries) {
        auto fault = shapeFault(entry, past(entry.dn).shape, rules);
        if (!fault && !isInScope(entry.dn, m_settings, m_step.partition, m_step.inclusions, m_step.exclusions))
            fault = Fault{"an object outside the step's partition or containers",
                          "supportPartitions and supportHierarchy with the run step (scope-1)"};
        if (!fault)
            fault = anchorFault(entry);
        if (strict && !fault)
            fault = strictFault(entry, directory);
        if (fault)
            return sentence(entry, *fault);
    }
    if (strict && m_settings.capabilities.noReferenceValuesInFirstExport) {
        if (const auto fault = firstExportFault(entries))
            return entries.front().dn + ": " + fault->what + " was handed over, which is forbidden by " + fault->forbiddenBy;
    }
    remember(entries, directory);
    return std::nullopt;
}

std::optional<std::string> RunCheck::repetition(const std::vector<CsEntryChange> &entries) const
{
    std::unordered_set<Guid> identifiers;
    std::unordered_set<std::string> names;
    for (const auto &entry : entries) {
        if (entry.identifier.isNull())
            return sentence(entry, {"an entry without an Identifier", "the keyed results (ecma2.md 2)"});
        if (!identifiers.insert(entry.identifier).second || !names.insert(key(entry.dn)).second)
            return sentence(entry, {"the same object a second time in one page", "page-1 (an object stands once in a page)"});
    }
    return std::nullopt;
}

/// Rules that recorded batches need not keep (space-2).
std::optional<Fault> RunCheck::strictFault(const CsEntryChange &entry, const Directory &directory)
{
    auto fault = nameFault(entry.dn, "the DN", directory);
    if (!fault)
        fault = historyFault(entry);
    if (!fault)
        fault = replaceFault(entry);
    if (!fault)
        fault = referenceFault(entry, directory);
    if (!fault)
        fault = lateFault(entry);
    return fault;
}

std::optional<Fault> RunCheck::nameFault(std::string_view dn, const std::string &as, const Directory &directory) const
{
    if (m_gone.empty())
        return std::nullopt;
    // Whatever lies below a renamed object has a new name too (rename-1).
    for (std::string name(dn); !name.empty(); name = dnParent(name, m_style)) {
        const auto gone = m_gone.find(key(name));
        if (gone == m_gone.end() || directory.findByDn(name) != 0)
            continue;
        const bool none = m_style == MADistinguishedNameStyle::None;
        return Fault{as + " \"" + std::string(dn) + "\" after " + (none ? "the anchor " : "the rename to ") + '"' + gone->second
                         + '"',
                     none ? "distinguishedNameStyle=None (anchor-6: later hand-overs use the anchor)"
                          : "objectRename=true (rename-1: after success the new DN is used)"};
    }
    return std::nullopt;
}

std::optional<Fault> RunCheck::historyFault(const CsEntryChange &entry) const
{
    const auto &before = past(entry.dn);
    if (!before.lastAnswer)
        return std::nullopt;
    const bool sameObject = before.identifier == entry.identifier;
    const bool add = entry.modification == Object::Add;
    if (add && sameObject && before.lastModification == Object::Delete) {
        if (m_settings.capabilities.deleteAddAsReplace)
            return Fault{"a delete-add as Delete and Add", "deleteAddAsReplace=true (shape-5: one Replace)"};
        if (isObjectError(*before.lastAnswer))
            return Fault{"the Add of a delete-add whose Delete was answered " + std::string(name(*before.lastAnswer)), "order-2"};
        return std::nullopt;
    }
    if (m_ancestors.contains(key(entry.dn)))
        return std::nullopt; // a parent may be provisioned once per child (action-3)
    if (sameObject && isObjectError(*before.lastAnswer))
        return Fault{"an object that this run was answered " + std::string(name(*before.lastAnswer)) + " for",
                     "error-1 (it stays pending for another run)"};
    if (add && sameObject && before.added && *before.lastAnswer == MAExportError::Success)
        return Fault{"an Add of an object that was added in this run", "pass-1"};
    return std::nullopt;
}

std::optional<Fault> RunCheck::anchorFault(const CsEntryChange &entry) const
{
    const auto &before = past(entry.dn);
    if (entry.modification == Object::Add || !before.lastAnswer)
        return std::nullopt;
    const auto &normalizations = m_settings.capabilities.normalizations;
    for (const auto &given : before.anchors) {
        if (given.values.empty())
            continue;
        const auto text = toText(given.values.front().value);
        const auto carried = std::find_if(entry.anchors.begin(), entry.anchors.end(),
                                          [&](const AnchorAttribute &a) { return equalsIgnoreCase(a.name, given.name); });
        const bool present = carried != entry.anchors.end() && carried->value;
        if (present && equalsNormalized(toText(*carried->value), text, normalizations.uppercase, normalizations.removeAccents))
            continue;
        return Fault{"anchor " + given.name + (present ? " as \"" + toText(*carried->value) + '"' : " absent")
                         + " after it was answered \"" + text + '"',
                     "anchor-4 (known anchors travel)"};
    }
    return std::nullopt;
}

std::optional<Fault> RunCheck::replaceFault(const CsEntryChange &entry) const
{
    const auto &before = past(entry.dn);
    if (before.lastAnswer && isSpecialAction(*before.lastAnswer))
        return std::nullopt;
    const bool objectReplace = m_settings.capabilities.exportType == MAExportType::ObjectReplace;
    if (objectReplace && entry.modification == Object::Replace && before.replaced)
        return Fault{"a second Replace of the object",
                     "exportType=ObjectReplace (hold-2: the whole entry waits for its references)"};
    if (entry.modification != Object::Update)
        return std::nullopt;
    for (const auto &change : entry.changes) {
        const auto found = before.replacedReferences.find(foldCase(change.name));
        if (change.modification == AttributeModificationType::Replace && found != before.replacedReferences.end()
            && found->second < change.values.size())
            return Fault{"attribute " + change.name + " replaced again with more values",
                         "exportType=" + std::string(name(m_settings.capabilities.exportType))
                             + " (hold-2: the whole attribute waits, a partial Replace deletes members)"};
    }
    return std::nullopt;
}

std::optional<Fault> RunCheck::referenceFault(const CsEntryChange &entry, const Directory &directory)
{
    for (const auto &change : entry.changes) {
        if (!hasReferenceValues(change))
            continue;
        for (const auto &value : change.values) {
            const auto *reference = std::get_if<Reference>(&value.value);
            if (!reference || value.modification != ValueModificationType::Add)
                continue;
            const auto as = "attribute " + change.name + ": the reference";
            if (auto fault = nameFault(reference->dn, as, directory))
                return fault;
            const auto target = key(reference->dn);
            const auto what = as + " to " + reference->dn;
            const bool there = directory.findByDn(reference->dn) != 0;
            if (m_pageAdds.contains(target) && !(there && past(reference->dn).known))
                return Fault{what + ", which this very page adds",
                             "hold-1 (only what an earlier page exported can be referred to)"};
            const auto &before = past(reference->dn);
            if (!before.known && before.shape.added && before.lastAnswer && !before.added
                && *before.lastAnswer != MAExportError::Success)
                return Fault{what + ", whose Add was answered " + std::string(name(*before.lastAnswer)),
                             "hold-4 (a held reference whose target failed is not sent)"};
        }
    }
    return std::nullopt;
}

std::optional<Fault> RunCheck::lateFault(const CsEntryChange &entry) const
{
    const bool brings = m_pageAdds.contains(key(entry.dnAfter()));
    const auto found = brings ? m_dangling.find(key(entry.dnAfter())) : m_dangling.end();
    if (found == m_dangling.end())
        return std::nullopt;
    return Fault{"an object to which " + found->second + " already referred in an earlier page",
                 "hold-1 (that reference had to be held)"};
}

/// Entries that only pass 1 can hold: nothing that comes back, waits or is asked for looks like them.
bool RunCheck::isFirstPass(const CsEntryChange &entry) const
{
    const auto &before = past(entry.dn);
    if (entry.modification == Object::Delete)
        return true;
    if (before.lastAnswer || m_ancestors.contains(key(entry.dn)))
        return false;
    if (entry.modification == Object::Add)
        return true;
    const bool objectReplace = m_settings.capabilities.exportType == MAExportType::ObjectReplace;
    if (entry.modification == Object::Replace)
        return !objectReplace || std::none_of(entry.changes.begin(), entry.changes.end(), hasReferenceValues);
    return std::any_of(entry.changes.begin(), entry.changes.end(), [](const AttributeChange &change) {
        return change.type != AttributeType::Reference && !equalsIgnoreCase(change.name, exportPasswordAttribute);
    });
}

std::optional<Fault> RunCheck::firstExportFault(const std::vector<CsEntryChange> &entries) const
{
    const auto first = std::find_if(entries.begin(), entries.end(), [this](const auto &entry) { return isFirstPass(entry); });
    if (first == entries.end())
        return std::nullopt;
    const std::string rule = "noReferenceValuesInFirstExport=true";
    for (const auto &entry : entries) {
        const auto change = std::find_if(entry.changes.begin(), entry.changes.end(), hasReferenceValues);
        if (change != entry.changes.end())
            return Fault{"attribute " + change->name + " of " + entry.dn + " in a page of pass 1 (" + first->dn + " shows that)",
                         rule};
    }
    if (!m_firstReference.empty())
        return Fault{first->dn + ", which belongs to pass 1, after a page with references (" + m_firstReference + ')', rule};
    return std::nullopt;
}

void RunCheck::remember(const std::vector<CsEntryChange> &entries, const Directory &directory)
{
    for (const auto &entry : entries) {
        for (auto parent = dnParent(entry.dn, m_style); !parent.empty(); parent = dnParent(parent, m_style))
            m_ancestors.insert(key(parent));
        for (const auto &change : entry.changes) {
            if (!hasReferenceValues(change))
                continue;
            if (m_firstReference.empty())
                m_firstReference = change.name + " of " + entry.dn;
            for (const auto &value : change.values) {
                const auto *reference = std::get_if<Reference>(&value.value);
                if (reference && value.modification == ValueModificationType::Add && directory.findByDn(reference->dn) == 0)
                    m_dangling.try_emplace(key(reference->dn), entry.dn);
            }
        }
    }
}

void RunCheck::answered(const CsEntryChange &entry, const Fate &fate)
{
    const auto handedKey = key(entry.dn);
    auto &slot = m_past[handedKey];
    if (entry.modification == Object::Delete && fate.code == MAExportError::Success)
        slot = {}; // what comes after it is another object
    auto now = slot;
    const bool accepted = fate.code == MAExportError::Success
        || (fate.code == MAExportError::ExportActionRetryReferenceAttribute && !fate.anchors.empty());
    if (!now.lastAnswer && entry.modification != Object::Add)
        now.known = entry.modification != Object::Delete;
    now.identifier = entry.identifier;
    now.shape.added = now.shape.added || entry.modification == Object::Add;
    now.shape.askedForRetry = fate.code == MAExportError::ExportActionRetryReferenceAttribute;
    now.added = now.added || (accepted && entry.modification == Object::Add);
    now.deleted = accepted && entry.modification == Object::Delete;
    now.replaced = now.replaced || (accepted && entry.modification == Object::Replace);
    now.lastAnswer = fate.code;
    now.lastModification = entry.modification;
    if (accepted && !fate.anchors.empty())
        now.anchors = fate.anchors;
    for (const auto &change : entry.changes) {
        if (change.modification == AttributeModificationType::Replace && hasReferenceValues(change))
            now.replacedReferences[foldCase(change.name)] = change.values.size();
    }
    const bool moves = accepted && !fate.name.empty() && key(fate.name) != handedKey;
    if (!moves) {
        slot = std::move(now);
        return;
    }
    m_past.erase(handedKey);
    m_gone[handedKey] = fate.name;
    m_gone.erase(key(fate.name));
    m_past[key(fate.name)] = std::move(now);
}

} // namespace anchorage::memory
