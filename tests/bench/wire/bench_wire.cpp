// The codec: pages of entries with ten attributes, encoded and decoded, beside QJsonDocument doing the
// same work on the same values in the same run. items_per_second are entries.
#include "core/wire/message_reader.h"
#include "tests/bench/wire/bench_page.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <benchmark/benchmark.h>

#include <cstdlib>

using namespace anchorage;
using namespace anchorage::wire;

namespace {

void wireCodec(benchmark::State &state)
{
    const auto size = static_cast<std::size_t>(state.range(0));
    const Request request = request::PutExportEntries{benchPage(size)};
    MessageReader reader;
    std::string line;
    for (auto _ : state) {
        line.clear();
        encode(line, 1, request);
        const auto read = reader.fromBench(std::string_view(line).substr(0, line.size() - 1));
        if (!read)
            std::abort();
        benchmark::DoNotOptimize(read);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(size));
    state.counters["bytes_per_entry"] = static_cast<double>(line.size()) / static_cast<double>(size);
}

QJsonValue toJson(const AttributeValue &value)
{
    return std::visit(overloaded{[](const std::string &text) { return QJsonValue(QString::fromStdString(text)); },
                                 [](std::int64_t number) { return QJsonValue(static_cast<qint64>(number)); },
                                 [](const Reference &reference) { return QJsonValue(QString::fromStdString(reference.dn)); },
                                 [](const Binary &binary) {
                                     return QJsonValue(QString::fromLatin1(QByteArray::fromStdString(binary.bytes).toBase64()));
                                 },
                                 [](bool truth) { return QJsonValue(truth); }},
                      value);
}

QString named(std::string_view name)
{
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

QByteArray qtEncode(const std::vector<CsEntryChange> &page)
{
    QJsonArray entries;
    for (const auto &entry : page) {
        QJsonArray changes;
        for (const auto &change : entry.changes) {
            QJsonArray values;
            for (const auto &value : change.values)
                values.append(toJson(value.value));
            QJsonObject object{{QStringLiteral("name"), QString::fromStdString(change.name)},
                               {QStringLiteral("modification"), named(name(change.modification))},
                               {QStringLiteral("add"), values}};
            if (change.type != AttributeType::String)
                object.insert(QStringLiteral("type"), named(name(change.type)));
            changes.append(object);
        }
        entries.append(QJsonObject{{QStringLiteral("identifier"), QString::fromStdString(entry.identifier.text())},
                                   {QStringLiteral("dn"), QString::fromStdString(entry.dn)},
                                   {QStringLiteral("objectType"), QString::fromStdString(entry.objectType)},
                                   {QStringLiteral("modification"), named(name(entry.modification))},
                                   {QStringLiteral("changes"), changes}});
    }
    const QJsonObject message{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                              {QStringLiteral("id"), 1},
                              {QStringLiteral("method"), QStringLiteral("putExportEntries")},
                              {QStringLiteral("params"), QJsonObject{{QStringLiteral("entries"), entries}}}};
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

AttributeValue fromJson(const QJsonValue &value, AttributeType type)
{
    switch (type) {
    case AttributeType::Integer:
        return static_cast<std::int64_t>(value.toInteger());
    case AttributeType::Boolean:
        return value.toBool();
    case AttributeType::Reference:
        return Reference{value.toString().toStdString()};
    case AttributeType::Binary:
        return Binary{QByteArray::fromBase64(value.toString().toLatin1()).toStdString()};
    default:
        return value.toString().toStdString();
    }
}

std::vector<CsEntryChange> qtDecode(const QByteArray &bytes)
{
    std::vector<CsEntryChange> page;
    const auto entries =
        QJsonDocument::fromJson(bytes).object()[QStringLiteral("params")].toObject()[QStringLiteral("entries")].toArray();
    for (const auto &each : entries) {
        const auto object = each.toObject();
        CsEntryChange entry;
        entry.identifier = Guid::parse(object[QStringLiteral("identifier")].toString().toStdString()).value_or(Guid{});
        entry.dn = object[QStringLiteral("dn")].toString().toStdString();
        entry.objectType = object[QStringLiteral("objectType")].toString().toStdString();
        entry.modification =
            fromName<ObjectModificationType>(object[QStringLiteral("modification")].toString().toStdString()).value();
        const auto changes = object[QStringLiteral("changes")].toArray();
        for (const auto &one : changes) {
            const auto part = one.toObject();
            AttributeChange change;
            change.name = part[QStringLiteral("name")].toString().toStdString();
            change.modification =
                fromName<AttributeModificationType>(part[QStringLiteral("modification")].toString().toStdString()).value();
            change.type =
                fromName<AttributeType>(part[QStringLiteral("type")].toString(QStringLiteral("String")).toStdString()).value();
            const auto values = part[QStringLiteral("add")].toArray();
            for (const auto &value : values)
                change.values.push_back({fromJson(value, change.type), ValueModificationType::Add});
            entry.changes.push_back(std::move(change));
        }
        page.push_back(std::move(entry));
    }
    return page;
}

void qtJsonDocument(benchmark::State &state)
{
    const auto size = static_cast<std::size_t>(state.range(0));
    const auto page = benchPage(size);
    if (qtDecode(qtEncode(page)) != page)
        std::abort(); // the same work, or no comparison
    for (auto _ : state) {
        const auto bytes = qtEncode(page);
        const auto read = qtDecode(bytes);
        benchmark::DoNotOptimize(read.size());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(size));
}

} // namespace

BENCHMARK(wireCodec)->Arg(1)->Arg(100)->Arg(1000);
BENCHMARK(qtJsonDocument)->Arg(1)->Arg(100)->Arg(1000);
BENCHMARK_MAIN();
