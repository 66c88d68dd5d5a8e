#include "core/engine/order.h"

#include "core/engine/effective.h"
#include "core/model/distinguished_name.h"

#include <algorithm>

namespace anchorage::engine {

namespace {

using space::ObjectIndex;
using space::PendingOperation;

struct Row {
    std::uint32_t references = 0;
    std::uint32_t depth = 0;
    ObjectIndex object = 0;
};

std::uint32_t imageReferences(const space::SpaceObject &object)
{
    std::uint32_t count = 0;
    for (const auto &attribute : fullImage(object, effectiveChanges(object, true)).attributes)
        count += attribute.type == AttributeType::Reference ? static_cast<std::uint32_t>(attribute.values.size()) : 0;
    return count;
}

std::vector<ObjectIndex> objectsOf(const std::vector<Row> &rows)
{
    std::vector<ObjectIndex> out;
    out.reserve(rows.size());
    for (const auto &row : rows)
        out.push_back(row.object);
    return out;
}

} // namespace

Ordered order(const RunContext &context, const space::Space &space, const SelectStage &select, const ScopeStage &scope,
              Tracks &tracks)
{
    Ordered out;
    std::vector<Row> deletes;
    std::vector<Row> adds;
    std::vector<Row> addHalves;
    std::vector<ObjectIndex> recorded;
    const bool isRecorded = !context.full() && !space.recorded().empty();
    const auto enter = [&](ObjectIndex i) { // for an object of the run: select and scope have passed it
        const auto type = space.type(i);
        if (out.types.find(std::string(type)) == out.types.end())
            out.types.insert(std::string(type));
    };
    if (isRecorded) {
        recorded.reserve(space.recorded().size());
        for (const auto entry : space.recorded()) {
            recorded.push_back(entry.object);
            Track &track = tracks[entry.object];
            ++track.outstanding;
            if (entry.entry.modification == ObjectModificationType::Delete)
                ++out.deletions;
        }
    }
    for (ObjectIndex i = 0; i < space.size(); ++i) {
        if (!space.exists(i))
            continue;
        Track &track = tracks[i];
        const auto operation = space.pendingOperation(i);
        track.operation = operation;
        track.rename = space.pendingNewDn(i).has_value();
        if (operation == PendingOperation::None && !context.full() && track.outstanding == 0)
            continue;
        track.countsNowhere = false;
        track.outside = space.dropped(i) || select.wholeEntry(space.type(i), space.dn(i)).has_value()
            || scope.wholeEntry(space.dn(i)).has_value();
        if (!track.outside)
            enter(i);
        if (track.outstanding != 0)
            continue; // recorded entries say what of it is handed over (space-2)
        ++track.outstanding;
        const auto depth = static_cast<std::uint32_t>(dnDepth(space.dn(i), context.style()));
        const Row row{context.full() && !isNew(operation) && operation != PendingOperation::Delete
                          ? imageReferences(space.object(i))
                          : space.pendingReferenceCount(i),
                      depth, i};
        const bool deletes1 = operation == PendingOperation::Delete || operation == PendingOperation::DeleteAdd;
        if (deletes1) {
            deletes.push_back(row);
            out.deletions += track.outside ? 0 : 1;
        } else {
            adds.push_back(row);
        }
        if (operation == PendingOperation::DeleteAdd && !context.capabilities.deleteAddAsReplace) { // order-2
            (context.settings.deletesFirst ? adds : addHalves).push_back(row);
            ++track.outstanding;
        }
    }

    // order-1
    std::stable_sort(deletes.begin(), deletes.end(), [](const Row &a, const Row &b) { return a.depth > b.depth; });
    const auto lightFirst = [](const Row &a, const Row &b) {
        return a.references != b.references ? a.references < b.references : a.depth < b.depth;
    };
    std::stable_sort(adds.begin(), adds.end(), lightFirst);
    std::stable_sort(addHalves.begin(), addHalves.end(), lightFirst);

    out.queues.push_back({std::move(recorded), Work::Kind::Recorded});
    Passes::Queue deleteQueue{objectsOf(deletes), Work::Kind::DeleteHalf};
    Passes::Queue addQueue{objectsOf(adds), Work::Kind::Ordinary};
    if (context.settings.deletesFirst) {
        out.queues.push_back(std::move(deleteQueue));
        out.queues.push_back(std::move(addQueue));
    } else {
        out.queues.push_back(std::move(addQueue));
        out.queues.push_back(std::move(deleteQueue));
        // The Add of a delete-add cannot come before its Delete, whatever comes first otherwise.
        out.queues.push_back({objectsOf(addHalves), Work::Kind::AddHalf});
    }
    return out;
}

} // namespace anchorage::engine
