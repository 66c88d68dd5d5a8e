// Any bytes through decoder and reader, in both directions: one error or a message, and a message that
// was read is written and read again as the same one.
//
// First byte of the input: bit 0 the direction, bits 1-4 the method that an answer belongs to. Second
// byte: how large the pieces are in which the rest arrives.
#include "core/wire/line_decoder.h"
#include "core/wire/message_reader.h"
#include "tests/fuzz/require.h"

#include <array>
#include <cstdint>

using namespace anchorage;
using namespace anchorage::wire;

namespace {

constexpr std::array<std::string_view, 16> methods{"putExportEntries",
                                                   "initialize",
                                                   "getCapabilities",
                                                   "getConfigParameters",
                                                   "validateConfigParameters",
                                                   "getSchema",
                                                   "getPartitions",
                                                   "getHierarchy",
                                                   "openImportConnection",
                                                   "getImportEntries",
                                                   "setPassword",
                                                   "closeImportConnection",
                                                   "getConnectionSecurityLevel",
                                                   "openExportConnection",
                                                   "shutdown",
                                                   "configure"};

void fromBench(MessageReader &reader, std::string_view line)
{
    const auto read = reader.fromBench(line);
    if (!read)
        return require(!read.error().message.empty());
    const auto *incoming = std::get_if<IncomingRequest>(&*read);
    if (incoming == nullptr)
        return;
    std::string again;
    encode(again, incoming->id, incoming->request);
    const auto second = MessageReader().fromBench(std::string_view(again).substr(0, again.size() - 1));
    require(second && std::get<IncomingRequest>(*second).request == incoming->request);
}

void fromConnector(MessageReader &reader, std::string_view line, std::string_view method)
{
    const auto asked = [method](RequestId) { return method; };
    const auto read = reader.fromConnector(line, asked);
    if (!read)
        return require(!read.error().message.empty());
    std::string again;
    if (const auto *notice = std::get_if<Notice>(&*read)) {
        encode(again, *notice);
        const auto second = MessageReader().fromConnector(std::string_view(again).substr(0, again.size() - 1), asked);
        return require(second && std::get<Notice>(*second) == *notice);
    }
    const auto &answer = std::get<IncomingAnswer>(*read);
    encode(again, answer.id, answer.answer);
    const auto second = MessageReader().fromConnector(std::string_view(again).substr(0, again.size() - 1), asked);
    require(second && std::get<IncomingAnswer>(*second).answer == answer.answer);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const bool toBench = (data[0] & 1U) != 0;
    const auto method = methods[(data[0] >> 1U) & 0xFU];
    const std::size_t piece = 1 + data[1];
    const std::string_view stream(reinterpret_cast<const char *>(data) + 2, size - 2);
    LineDecoder decoder(4096);
    MessageReader reader;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
        decoder.feed(stream.substr(at, piece));
        for (auto line = decoder.next(); line && *line; line = decoder.next())
            toBench ? fromConnector(reader, **line, method) : fromBench(reader, **line);
    }
    static_cast<void>(decoder.finish());
    return 0;
}
