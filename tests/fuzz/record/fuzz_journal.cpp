// Any bytes as a journal: read to the end or to one error, fates that add up, and a replay that ends.
#include "core/record/fates.h"
#include "core/record/replay.h"
#include "tests/fuzz/require.h"

#include <QBuffer>

#include <cstddef>
#include <cstdint>
#include <memory>

using namespace anchorage;

namespace {

Result<record::JournalReader> open(const QByteArray &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return record::JournalReader::read(std::move(buffer), "fuzz");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (auto reader = open(bytes)) {
        if (const auto fates = record::readFates(*reader)) {
            require(fates->notSent + fates->unknown + fates->answered == fates->entries.size());
            require(!reader->torn() || !bytes.endsWith('\n'));
        }
    }
    if (auto reader = open(bytes)) {
        const auto replayed = record::replay(*reader);
        require(!replayed || !replayed->divergence || !replayed->divergence->text().empty());
    }
    return 0;
}
