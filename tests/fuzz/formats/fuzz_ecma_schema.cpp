#include "tests/fuzz/formats/fuzz_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return anchorage::fuzzReader("ecma-schema", data, size);
}
