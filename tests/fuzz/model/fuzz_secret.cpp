// Any text as a secret reference, and as a secret: a refusal never repeats it, and a scrubbed text never holds it.
#include "core/model/base64.h"
#include "core/model/secret.h"
#include "tests/fuzz/require.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace anchorage;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    if (const auto reference = SecretReference::parse(text)) {
        const auto again = SecretReference::parse(reference->text());
        require(again && *again == *reference);
    } else { // whatever it was, the refusal is the same
        require(reference.error() == SecretReference::parse("x").error());
    }
    if (size < 6)
        return 0;
    // The first half is a secret, the rest what a connector writes around it.
    const auto secret = text.substr(0, size / 2);
    Scrubber scrubber;
    scrubber.learn(Secret(secret));
    const auto scrubbed = scrubber.scrub(text.substr(size / 2) + secret + "\n" + base64Encode(secret));
    // A secret that is part of the marker itself is everywhere by design.
    require(secretMarker.find(secret) != std::string_view::npos || scrubbed.find(secret) == std::string::npos
            || secret.find('[') != std::string::npos || secret.find(']') != std::string::npos);
    return 0;
}
