#include "core/space/entry_store.h"

#include "core/space/byte_stream.h"
#include "core/space/name_table.h"
#include "core/space/value_codec.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anchorage::space {

namespace {
// Chunks: a run of a million entries must not copy its bytes while they grow.
constexpr std::size_t chunkBytes = std::size_t{1} << 20U;
constexpr std::uint64_t none = ~std::uint64_t{0};
} // namespace

struct EntryStore::Inside {
    NameTable names;
    std::vector<std::string> chunks;
    std::vector<std::uint64_t> places; // chunk in the upper half, offset in the lower one
    std::string packed; // kept, so that an entry costs no allocation
};

EntryStore::EntryStore() : m_inside(std::make_unique<Inside>()) { }
EntryStore::EntryStore(EntryStore &&) noexcept = default;
EntryStore &EntryStore::operator=(EntryStore &&) noexcept = default;
EntryStore::~EntryStore() = default;

void EntryStore::add(const CsEntryChange &entry)
{
    auto &in = *m_inside;
    in.packed.clear();
    ByteWriter out(in.packed);
    in.packed.append(reinterpret_cast<const char *>(entry.identifier.bytes.data()), entry.identifier.bytes.size());
    out.text(entry.dn);
    out.number(in.names.add(entry.objectType));
    out.byte(static_cast<std::uint8_t>(entry.modification));
    pack(out, entry.anchors, in.names);
    pack(out, entry.changes, in.names);
    if (in.chunks.empty() || in.chunks.back().size() + in.packed.size() > chunkBytes) {
        in.chunks.emplace_back();
        in.chunks.back().reserve(std::max(chunkBytes, in.packed.size()));
    }
    in.places.push_back((std::uint64_t{in.chunks.size() - 1} << 32U) | in.chunks.back().size());
    in.chunks.back() += in.packed;
}

void EntryStore::addNone()
{
    m_inside->places.push_back(none);
}

std::size_t EntryStore::size() const
{
    return m_inside->places.size();
}

std::optional<CsEntryChange> EntryStore::at(std::size_t position) const
{
    const auto &in = *m_inside;
    if (position >= in.places.size() || in.places[position] == none)
        return std::nullopt;
    const auto place = in.places[position];
    const std::string_view bytes = std::string_view(in.chunks[place >> 32U]).substr(place & 0xFFFFFFFFU);
    CsEntryChange entry;
    std::memcpy(entry.identifier.bytes.data(), bytes.data(), entry.identifier.bytes.size());
    ByteReader reader(bytes.substr(entry.identifier.bytes.size()));
    entry.dn = reader.text();
    entry.objectType = in.names.text(reader.smallNumber());
    entry.modification = static_cast<ObjectModificationType>(reader.byte());
    entry.anchors = unpackAnchors(reader, in.names);
    entry.changes = unpackChanges(reader, in.names);
    return entry;
}

std::size_t EntryStore::memoryBytes() const
{
    std::size_t out = m_inside->places.capacity() * sizeof(std::uint64_t);
    for (const auto &chunk : m_inside->chunks)
        out += chunk.capacity();
    return out;
}

} // namespace anchorage::space
