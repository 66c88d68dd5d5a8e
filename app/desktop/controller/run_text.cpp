#include "app/desktop/controller/run_text.h"

#include "app/desktop/controller/row_index.h"
#include "app/desktop/text.h"
#include "core/model/distinguished_name.h"
#include "core/report/object_results.h"

#include <QCoreApplication>

#include <algorithm>

namespace anchorage::desktop {
namespace {

constexpr std::size_t sentValues = 1'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

QString valuesText(const AttributeChange &change, bool signs)
{
    QString text;
    for (const auto &value : change.values) {
        if (!text.isEmpty())
            text += signs ? QStringLiteral(" ") : QStringLiteral(", ");
        if (signs)
            text += value.modification == ValueModificationType::Delete ? QChar(0x2212) : QLatin1Char('+');
        text += firstLine(fromUtf8(toText(value.value)), 80);
        if (text.size() > 400)
            return text + QChar(0x2026);
    }
    return text;
}

} // namespace

QString operationText(ObjectModificationType modification)
{
    return fromUtf8(name(modification));
}

QString sentText(const engine::HandOver &handOver)
{
    // The pages' text form writes every value: of a group with very many members, attributes in short.
    std::size_t values = 0;
    for (const auto &change : handOver.entry.changes)
        values += change.values.size();
    if (values <= sentValues)
        return fromUtf8(entryText(handOver.position, handOver.entry));
    auto text = operationText(handOver.entry.modification) + QLatin1Char(' ') + fromUtf8(handOver.entry.dn);
    for (const auto &change : handOver.entry.changes)
        text += Words::tr(" %1 (%2 values): %3").arg(fromUtf8(change.name)).arg(change.values.size()).arg(changeText(change));
    return text;
}

QString passReasonText(engine::PassReason reason)
{
    switch (reason) {
    case engine::PassReason::FirstHandOver:
        return Words::tr("first hand-over");
    case engine::PassReason::HeldReferences:
        return Words::tr("references that were held");
    case engine::PassReason::ConvertUpdateToAdd:
        return Words::tr("the connector asked for an Add instead");
    case engine::PassReason::RetryReference:
        return Words::tr("the connector asked for the references again");
    case engine::PassReason::ProvisioningParent:
        return Words::tr("a child needs its parents");
    case engine::PassReason::Password:
        return Words::tr("password");
    }
    return {};
}

QString changeText(const AttributeChange &change)
{
    switch (change.modification) {
    case AttributeModificationType::Add:
        return Words::tr("add %1").arg(valuesText(change, false));
    case AttributeModificationType::Replace:
        return Words::tr("replace by %1").arg(valuesText(change, false));
    case AttributeModificationType::Delete:
        return Words::tr("cleared");
    default:
        return valuesText(change, true);
    }
}

QString saidText(const engine::HandOver &handOver)
{
    if (!handOver.said)
        return Words::tr("no answer yet");
    return std::visit(
        overloaded{[](const engine::said::Nothing &) { return Words::tr("no result (success)"); },
                   [](const engine::said::Result &said) {
                       const auto &result = said.result;
                       if (result.errorCode == MAExportError::Success)
                           return Words::tr("success");
                       auto text = fromUtf8(name(result.errorCode));
                       if (!result.errorName.empty())
                           text += QStringLiteral(" (%1)").arg(fromUtf8(result.errorName));
                       if (!result.errorDetail.empty())
                           text += QStringLiteral(": ") + fromUtf8(result.errorDetail);
                       return text;
                   },
                   [](const engine::said::NoAnswer &said) { return Words::tr("no answer: %1").arg(fromUtf8(said.why)); }},
        *handOver.said);
}

QString fateText(const engine::HandOver &handOver)
{
    if (!handOver.fate)
        return Words::tr("being put");
    return std::visit(
        overloaded{[](const engine::fate::Accepted &) { return Words::tr("accepted"); },
                   [](const engine::fate::NextPass &next) { return Words::tr("again: %1").arg(passReasonText(next.why)); },
                   [](const engine::fate::ObjectError &error) {
                       return fromUtf8(engineString(error.code))
                           + (error.byEngine ? Words::tr(" (the engine's verdict)") : QString());
                   },
                   [](const engine::fate::StopsRun &) { return Words::tr("stops the run"); },
                   [](const engine::fate::Unknown &) { return Words::tr("sent, fate unknown"); }},
        *handOver.fate);
}

QString errorName(const engine::HandOver &handOver)
{
    return handOver.fate ? fromUtf8(report::failingOf(handOver).name) : QString();
}

QString errorDetail(const engine::HandOver &handOver)
{
    if (!handOver.fate)
        return {};
    if (const auto *unknown = std::get_if<engine::fate::Unknown>(&*handOver.fate))
        return fromUtf8(unknown->why);
    return fromUtf8(report::failingOf(handOver).detail);
}

QString anchorAfter(const engine::HandOver &handOver)
{
    auto anchors = handOver.entry.anchors;
    if (handOver.fate) {
        if (const auto *accepted = std::get_if<engine::fate::Accepted>(&*handOver.fate)) {
            for (const auto &fresh : accepted->newAnchors) {
                const auto known = std::find_if(anchors.begin(), anchors.end(), [&fresh](const AnchorAttribute &anchor) {
                    return equalsIgnoreCase(anchor.name, fresh.name);
                });
                if (known == anchors.end())
                    anchors.push_back(fresh);
                else
                    *known = fresh;
            }
        }
    }
    return fromUtf8(anchorText(anchors));
}

QString timeText(std::chrono::nanoseconds sinceBegin)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(sinceBegin).count();
    return QStringLiteral("%1.%2").arg(milliseconds / 1000).arg(milliseconds % 1000, 3, 10, QLatin1Char('0'));
}

} // namespace anchorage::desktop
