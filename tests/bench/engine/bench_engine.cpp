// A plan of 10 000 to 1 000 000 new people with ten attributes, one of them a reference to another new one:
// time an entry must not grow with their number. Figures: resources/docs/performance.md.
#include "core/engine/plan.h"
#include "tests/bench/person.h"

#include <benchmark/benchmark.h>

#include <string>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace anchorage;
using namespace anchorage::engine;
using bench::person;

namespace {

Schema schema()
{
    SchemaType user;
    user.name = "user";
    const auto add = [&user](const char *name, AttributeType type) {
        SchemaAttribute attribute;
        attribute.name = name;
        attribute.type = type;
        user.attributes.push_back(std::move(attribute));
    };
    for (const char *name : {"displayName", "givenName", "sn", "mail", "title", "department", "telephoneNumber"})
        add(name, AttributeType::String);
    add("employeeID", AttributeType::Integer);
    add("active", AttributeType::Boolean);
    add("manager", AttributeType::Reference);
    add("objectGuid", AttributeType::String);
    user.attributes.back().anchor = true;
    return {{std::move(user)}};
}

EngineSetup setup(std::int64_t count)
{
    EngineSetup out;
    out.schema = schema();
    out.capabilities.distinguishedNameStyle = MADistinguishedNameStyle::Ldap;
    out.space = space::Space(MADistinguishedNameStyle::Ldap);
    out.settings.pageSize = 1000;
    for (std::int64_t i = 0; i < count; ++i)
        static_cast<void>(out.space.insert(person(i)));
    return out;
}

std::size_t heapInUse()
{
#ifdef __GLIBC__
    const auto heap = mallinfo2();
    return heap.uordblks + heap.hblkhd;
#else
    return 0;
#endif
}

void planOf(benchmark::State &state)
{
    const auto made = setup(state.range(0));
    const std::size_t before = heapInUse();
    std::size_t most = before;
    std::uint64_t entries = 0;
    std::uint64_t steps = 0;
    for (auto _ : state) {
        entries = 0;
        const auto finish = plan(made, [&](const Input &, Commands &commands) {
            for (const auto &command : commands) {
                if (const auto *put = std::get_if<command::Put>(&command))
                    entries += put->page.entries.size();
            }
            if (++steps % 64 == 0) // asking walks the free lists
                most = std::max(most, heapInUse());
        });
        if (!finish || finish->counters.add != static_cast<std::uint64_t>(state.range(0)))
            state.SkipWithError("the plan did not add everybody");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(entries) * state.iterations());
    state.counters["handOvers"] = static_cast<double>(entries);
    state.counters["us/object"] = benchmark::Counter(static_cast<double>(state.range(0)) / 1e6,
                                                     benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["moreBytes/object"] =
        static_cast<double>(std::max(most, heapInUse()) - before) / static_cast<double>(state.range(0));
}

} // namespace

BENCHMARK(planOf)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(1);

BENCHMARK_MAIN();
