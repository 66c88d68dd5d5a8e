// The space with 10 000 to 1 000 000 objects of ten attributes: time to load, find, edit and snapshot;
// memory of a loaded entry beside the raw size of its values. Figures: resources/docs/performance.md.
#include "core/space/space.h"
#include "tests/bench/person.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <memory>
#include <string>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace anchorage;
using namespace anchorage::space;
using bench::dnOf;
using bench::person;

namespace {

constexpr auto style = MADistinguishedNameStyle::Ldap;

std::size_t rawBytes(const SpaceObject &object)
{
    std::size_t bytes = 0;
    for (const auto &change : object.pending.changes) {
        for (const auto &value : change.values)
            bytes += std::visit(
                overloaded{[](const std::string &text) { return text.size(); }, [](std::int64_t) { return sizeof(std::int64_t); },
                           [](const Reference &reference) { return reference.dn.size(); },
                           [](const Binary &binary) { return binary.bytes.size(); }, [](bool) { return std::size_t(1); }},
                value.value);
    }
    return bytes;
}

/// What the allocator has handed out, to check memoryBytes() against.
std::size_t heapInUse()
{
#ifdef __GLIBC__
    const auto heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
#else
    return 0;
#endif
}

constexpr std::int64_t batch = 1000;

/// Adds the time of the inserts alone to `seconds`: making the objects is somebody else's work.
void load(Space &space, std::int64_t count, double &seconds, std::size_t &raw)
{
    std::vector<SpaceObject> objects;
    for (std::int64_t from = 0; from < count; from += batch) {
        objects.clear();
        for (std::int64_t i = from; i < from + batch; ++i)
            raw += rawBytes(objects.emplace_back(person(i)));
        const auto start = std::chrono::steady_clock::now();
        for (auto &object : objects)
            benchmark::DoNotOptimize(space.insert(object));
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
}

void loadAndMeasure(benchmark::State &state)
{
    for (auto _ : state) {
        const std::size_t before = heapInUse();
        double seconds = 0;
        std::size_t raw = 0;
        Space space(style);
        load(space, state.range(0), seconds, raw);
        state.SetIterationTime(seconds);
        const auto count = static_cast<double>(state.range(0));
        const double rawEach = static_cast<double>(raw) / count;
        const double memoryEach = static_cast<double>(space.memoryBytes()) / count;
        state.counters["raw"] = rawEach;
        state.counters["memory"] = memoryEach;
        state.counters["heap"] = static_cast<double>(heapInUse() - before) / count;
        state.counters["memory/raw"] = memoryEach / rawEach;
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(loadAndMeasure)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->UseManualTime()->Unit(benchmark::kMillisecond);

/// Loaded once for all that follows.
const Space &loaded(std::int64_t count)
{
    static std::int64_t have = 0;
    static std::unique_ptr<Space> space;
    if (have != count) {
        space = std::make_unique<Space>(style);
        double seconds = 0;
        std::size_t raw = 0;
        load(*space, count, seconds, raw);
        have = count;
    }
    return *space;
}

void find(benchmark::State &state)
{
    const Space &space = loaded(state.range(0));
    std::int64_t number = 0;
    for (auto _ : state) {
        number = (number + 7919) % state.range(0);
        benchmark::DoNotOptimize(space.find(dnOf(number)));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(find)->Arg(10'000)->Arg(1'000'000);

void walkCheapAccessors(benchmark::State &state)
{
    const Space &space = loaded(state.range(0));
    for (auto _ : state) {
        std::size_t sum = 0;
        for (ObjectIndex i = 0; i < space.size(); ++i)
            sum += space.dn(i).size() + space.pendingReferenceCount(i) + static_cast<std::size_t>(space.pendingOperation(i));
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(walkCheapAccessors)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void rebuildObject(benchmark::State &state)
{
    const Space &space = loaded(state.range(0));
    std::int64_t number = 0;
    for (auto _ : state) {
        number = (number + 7919) % state.range(0);
        benchmark::DoNotOptimize(space.object(static_cast<ObjectIndex>(number)));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(rebuildObject)->Arg(10'000)->Arg(1'000'000);

void snapshot(benchmark::State &state)
{
    const Space &space = loaded(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(Space(space));
}
BENCHMARK(snapshot)->Arg(10'000)->Arg(1'000'000);

void firstEditAfterSnapshot(benchmark::State &state)
{
    const Space &space = loaded(state.range(0));
    const SpaceObject object = space.object(0);
    for (auto _ : state) {
        Space copy(space);
        benchmark::DoNotOptimize(copy.replace(0, object));
    }
}
BENCHMARK(firstEditAfterSnapshot)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

/// What an answer does to its object: read it, make pending values its image, write it back.
void editAfterAnswer(benchmark::State &state)
{
    Space space = loaded(state.range(0));
    std::int64_t number = 0;
    for (auto _ : state) {
        number = (number + 7919) % state.range(0);
        const auto index = static_cast<ObjectIndex>(number);
        SpaceObject object = space.object(index);
        object.unconfirmed = std::exchange(object.pending.changes, {});
        object.pending.operation = PendingOperation::None;
        object.exported = true;
        benchmark::DoNotOptimize(space.replace(index, std::move(object)));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(editAfterAnswer)->Arg(10'000)->Arg(1'000'000);

void firstReferrers(benchmark::State &state)
{
    const Space &space = loaded(state.range(0));
    for (auto _ : state) {
        Space copy(space);
        benchmark::DoNotOptimize(copy.replace(0, copy.object(0))); // storage of its own, without the index
        benchmark::DoNotOptimize(copy.referrers(dnOf(5)));
    }
}
BENCHMARK(firstReferrers)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

/// Style None: each new object gets its real DN once the target has made the anchor (anchor-6).
void renameMemberOfABigGroup(benchmark::State &state)
{
    const auto count = state.range(0);
    for (auto _ : state) {
        state.PauseTiming();
        Space space(MADistinguishedNameStyle::None);
        SpaceObject group;
        group.type = "group";
        group.dn = "group";
        std::vector<AttributeValue> members;
        for (std::int64_t i = 0; i < count; ++i) {
            SpaceObject object;
            object.type = "user";
            object.dn = Guid::fromName(std::to_string(i)).text();
            members.emplace_back(Reference{object.dn});
            benchmark::DoNotOptimize(space.insert(object));
        }
        group.pending = {PendingOperation::Add, {}, {AttributeChange::add("member", members, AttributeType::Reference, true)}};
        benchmark::DoNotOptimize(space.insert(group));
        state.ResumeTiming();
        for (ObjectIndex i = 0; i < count; ++i)
            benchmark::DoNotOptimize(space.rename(i, std::to_string(i), false));
    }
    state.SetItemsProcessed(state.iterations() * count);
}
BENCHMARK(renameMemberOfABigGroup)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
