// Any bytes as the beginning of a connector file: a kind, or an error that says what it is instead in one short line.
#include "core/connector/file_kind.h"
#include "tests/fuzz/require.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace anchorage;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view head(reinterpret_cast<const char *>(data), size);
    for (const bool executable : {false, true}) {
        const auto kind = connector::kindOfContent(head, executable);
        if (kind)
            continue;
        const auto &error = kind.error();
        require(error.code == ErrorCode::Unsupported && !error.message.empty() && error.message.size() < 400);
        for (const char c : error.message)
            require(static_cast<unsigned char>(c) >= ' ');
    }
    return 0;
}
