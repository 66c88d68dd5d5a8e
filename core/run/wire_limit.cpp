#include "core/run/wire_limit.h"

#include <iterator>
#include <utility>

namespace anchorage::run {

namespace {

// What stands around a value besides its text: member names, quotes, type, modification. Generous.
constexpr std::uint64_t messageFrame = 1024;
constexpr std::uint64_t entryFrame = 512;
constexpr std::uint64_t attributeFrame = 256;
constexpr std::uint64_t valueFrame = 96;
// A control character becomes \u001f: six bytes. Base64 and U+FFFD for a stray byte take less.
constexpr std::uint64_t worstEscape = 6;

std::uint64_t mostBytes(const std::string &text)
{
    return worstEscape * text.size();
}

std::uint64_t mostBytes(const AttributeValue &value)
{
    return valueFrame
        + std::visit(overloaded{
                         [](const std::string &text) { return mostBytes(text); },
                         [](const Reference &reference) { return mostBytes(reference.dn); },
                         [](const Binary &binary) { return std::uint64_t{2} * binary.bytes.size(); },
                         [](std::int64_t) { return std::uint64_t{0}; },
                         [](bool) { return std::uint64_t{0}; },
                     },
                     value);
}

std::uint64_t mostBytes(const CsEntryChange &entry)
{
    std::uint64_t bytes = entryFrame + mostBytes(entry.dn) + mostBytes(entry.objectType);
    for (const auto &anchor : entry.anchors)
        bytes += attributeFrame + mostBytes(anchor.name) + (anchor.value ? mostBytes(*anchor.value) : 0);
    for (const auto &change : entry.changes) {
        bytes += attributeFrame + mostBytes(change.name);
        for (const auto &value : change.values)
            bytes += mostBytes(value.value);
    }
    return bytes;
}

} // namespace

std::uint64_t mostBytes(const std::vector<CsEntryChange> &entries)
{
    std::uint64_t bytes = messageFrame;
    for (const auto &entry : entries)
        bytes += mostBytes(entry);
    return bytes;
}

WireFit fitOnWire(const connector::ConnectorPort &port, std::vector<CsEntryChange> &entries, std::uint64_t limit)
{
    if (entries.empty() || mostBytes(entries) <= limit)
        return {entries.size(), 0};

    using Put = wire::request::PutExportEntries;
    wire::Request request{Put{std::move(entries)}};
    auto &held = std::get<Put>(request).entries;
    const std::size_t all = held.size();
    std::vector<CsEntryChange> rest; // what is not in the request at the moment, in order
    const auto sizeOf = [&](std::size_t count) {
        if (count < held.size()) {
            const auto from = held.begin() + static_cast<std::ptrdiff_t>(count);
            rest.insert(rest.begin(), std::make_move_iterator(from), std::make_move_iterator(held.end()));
            held.erase(from, held.end());
        } else if (count > held.size()) {
            const auto to = rest.begin() + static_cast<std::ptrdiff_t>(count - held.size());
            held.insert(held.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(to));
            rest.erase(rest.begin(), to);
        }
        return port.encodedSize(request);
    };

    WireFit fit{all, 0};
    if (sizeOf(all) > limit) {
        std::size_t fits = 0;
        std::size_t tooMany = all;
        while (tooMany - fits > 1) {
            const std::size_t middle = fits + (tooMany - fits) / 2;
            (sizeOf(middle) <= limit ? fits : tooMany) = middle;
        }
        fit.fitting = fits;
        if (fits == 0)
            fit.firstEntryBytes = sizeOf(1);
    }
    held.insert(held.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    entries = std::move(held);
    return fit;
}

} // namespace anchorage::run
