#include "core/engine/refusals.h"

#include <algorithm>

namespace anchorage::engine {

namespace {

std::string named(std::size_t count)
{
    return count > 1 ? " (and " + std::to_string(count - 1) + " more like it)" : std::string();
}

} // namespace

Result<std::int32_t> pageSizeOf(const EngineSetup &setup, Findings &findings)
{
    constexpr std::int32_t withoutDefault = 100;
    const std::int32_t maximum = setup.exportMaxPageSize;
    std::int32_t size = setup.settings.pageSize;
    const bool isDefault = size <= 0;
    if (isDefault)
        size = setup.exportDefaultPageSize > 0 ? setup.exportDefaultPageSize : withoutDefault;
    if (maximum <= 0 || size <= maximum)
        return size;
    const std::string over =
        "the page size " + std::to_string(size) + " is over the connector's ExportMaxPageSize " + std::to_string(maximum);
    if (!isDefault && setup.settings.pageSizeFrom == RunSettings::PageSizeFrom::Person)
        return fail(ErrorCode::Refused, over + "; choose at most " + std::to_string(maximum));
    if (!isDefault)
        findings.push_back(finding("page-size-reduced", "page-1", {}, {}, over + "; it was reduced to that"));
    return maximum;
}

std::optional<Error> refusal(const RunContext &context, const space::Space &space, const Tracks &tracks,
                             const EntryBuilder &builder)
{
    using space::PendingOperation;
    if (!context.capabilities.supportExport) // capability-13
        return Error{ErrorCode::Refused, "the connector does not export (SupportExport=false)", {}};
    if (context.full() && !context.capabilities.fullExport) // capability-4
        return Error{ErrorCode::Refused, "the connector has no full export (FullExport=false); choose exportType Delta", {}};
    if (context.settings.passwordVia == RunSettings::PasswordVia::SetPassword && !context.passwordInterface
        && !context.capabilities.exportPasswordInFirstPass)
        return Error{
            ErrorCode::Refused, "passwordVia=setPassword, but the connector has no password interface; choose auto or put", {}};
    const bool mayRename = context.capabilities.objectRename && context.style() != MADistinguishedNameStyle::None; // ecma2.md 4
    const bool recorded = !context.full() && !space.recorded().empty();
    std::size_t renames = 0;
    std::size_t withoutImage = 0;
    std::string firstRename;
    std::string firstWithoutImage;
    std::vector<bool> asRecorded(recorded ? space.size() : 0);
    if (recorded) {
        for (const auto entry : space.recorded())
            asRecorded[entry.object] = true;
    }
    for (space::ObjectIndex i = 0; i < space.size(); ++i) {
        if (tracks[i].outside || tracks[i].countsNowhere)
            continue;
        const auto operation = space.pendingOperation(i);
        if (!mayRename && space.pendingNewDn(i) && renames++ == 0)
            firstRename = space.dn(i);
        if (space.hasImage(i) || isNew(operation) || operation == PendingOperation::Delete || (recorded && asRecorded[i]))
            continue;
        if (!context.full() && context.exportType() == MAExportType::AttributeUpdate)
            continue;
        if (builder.needsImage(space.object(i)) && withoutImage++ == 0)
            firstWithoutImage = space.dn(i);
    }
    if (renames != 0) // rename-1
        return Error{ErrorCode::Refused,
                     "a rename is pending" + named(renames)
                         + ", but the connector cannot rename (ObjectRename=false); take it out of the run",
                     {.entry = firstRename}};
    if (withoutImage != 0) // space-1
        return Error{
            ErrorCode::Refused,
            "its image is unknown" + named(withoutImage) + ", and "
                + (context.full() ? std::string("a full export") : "the ExportType " + std::string(name(context.exportType())))
                + " needs it; load the objects as well (a full import, csexport holograms or a JSON file)",
            {.entry = firstWithoutImage}};
    return std::nullopt;
}

} // namespace anchorage::engine
