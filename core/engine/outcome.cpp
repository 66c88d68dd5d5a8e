#include "core/engine/outcome.h"

#include "core/base/result.h"

namespace anchorage::engine {

namespace {

Finding noted(const JudgeContext &context, std::string id, const std::string &rule, std::string message)
{
    const Severity severity = severityOf(id);
    return {std::move(id),      severity,           context.entry != nullptr ? context.entry->dn : std::string(), {},
            std::move(message), "engine.md " + rule};
}

fate::ObjectError engineError(MAExportError code, std::string detail)
{
    return {code, std::string(engineString(code)), std::move(detail), true};
}

/// Success, whether it was said or not (answer-1).
Judgement accepted(const JudgeContext &context)
{
    if (context.entry != nullptr && context.entry->modification == ObjectModificationType::Delete)
        return {fate::Accepted{context.newAnchors}, {}};
    if (!context.duplicateOf.empty()) { // anchor-7
        return {engineError(MAExportError::ExportErrorDuplicateAnchor,
                            "the anchor is the name under style None, and " + context.duplicateOf + " has it already"),
                {}};
    }
    if (context.pendingAdd && context.anchorDefined && !context.anchorKnownAfter) { // anchor-3
        const std::string why = "after the export of a new object its anchor must be known: the answer has not all components";
        return {engineError(MAExportError::ExportErrorMissingAnchorComponent, why),
                {noted(context, "anchor-missing", "anchor-3", why)}};
    }
    return {fate::Accepted{context.newAnchors}, {}};
}

/// The plain twin of an action (1 -> 5, 2 -> 7, 3 -> 8) as the engine's own verdict.
fate::ObjectError twin(const CsEntryChangeResult &result, std::string why)
{
    if (!result.errorDetail.empty())
        why += " (the connector said: " + result.errorDetail + ")";
    return engineError(plainTwin(result.errorCode), std::move(why));
}

/// action-4
bool canApply(MAExportError action, ObjectModificationType modification)
{
    // A Delete is not listed for ConvertUpdateToAdd, but it turns an *update* into an add (ecma2.md 3.1).
    if (modification == ObjectModificationType::Delete)
        return false;
    return !(action == MAExportError::ExportActionConvertUpdateToAdd && modification == ObjectModificationType::Add);
}

Judgement acted(const CsEntryChangeResult &result, const JudgeContext &context)
{
    const auto modification = context.entry != nullptr ? context.entry->modification : ObjectModificationType::Update;
    if (!canApply(result.errorCode, modification)) {
        const std::string why =
            std::string(name(result.errorCode)) + " cannot apply to an object " + std::string(name(modification));
        return {twin(result, why), {noted(context, "action-not-applicable", "action-4", why)}};
    }
    PassReason reason = PassReason::RetryReference;
    if (result.errorCode == MAExportError::ExportActionConvertUpdateToAdd) {
        if (!context.imageKnown) // action-1
            return {twin(result, "the update cannot become an Add: the object's image is unknown, and nothing is invented"), {}};
        reason = PassReason::ConvertUpdateToAdd;
    } else if (result.errorCode == MAExportError::ExportActionProvisioningParent) {
        if (!context.parentAvailable) // action-3
            return {twin(result, "no parent can be exported: the space holds none in scope, or does not know its image"), {}};
        reason = PassReason::ProvisioningParent;
    }
    if (!context.passesLeft) { // pass-2
        const std::string why =
            "still answered with " + std::string(name(result.errorCode)) + " in the last pass that maxPasses allows";
        return {twin(result, why), {noted(context, "does-not-converge", "pass-2", why)}};
    }
    return {fate::NextPass{reason}, {}};
}

} // namespace

Judgement judge(const Said &said, const JudgeContext &context)
{
    return std::visit(
        overloaded{
            [&](const said::Nothing &) { return accepted(context); },
            [](const said::NoAnswer &none) {
                return Judgement{fate::Unknown{none.why}, {}};
            },
            [&](const said::Result &answer) -> Judgement {
                const auto &result = answer.result;
                if (result.errorCode == MAExportError::Success)
                    return accepted(context);
                if (isSpecialAction(result.errorCode))
                    return acted(result, context);
                if (result.errorCode == MAExportError::ExportErrorCustomStopRun) // error-2
                    return {fate::StopsRun{result.errorName, result.errorDetail}, {}};
                return {fate::ObjectError{result.errorCode, result.errorName, result.errorDetail, false}, {}}; // error-1
            },
        },
        said);
}

} // namespace anchorage::engine
