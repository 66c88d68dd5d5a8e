// One line -> one message. Keeps its parse buffers between lines; not thread-safe.
#pragma once

#include "core/wire/messages.h"

#include <functional>
#include <memory>
#include <string_view>

namespace anchorage::wire {

class MessageReader {
public:
    MessageReader();
    ~MessageReader();
    MessageReader(MessageReader &&) noexcept;
    MessageReader &operator=(MessageReader &&) noexcept;

    /// On the bench's side. `methodOfId` gives the method of an open request, empty for an unknown id:
    /// that, like anything that is no message, is an Error and the peer is broken for good.
    Result<FromConnector> fromConnector(std::string_view line, const std::function<std::string_view(RequestId)> &methodOfId);
    /// On a host's side. Unknown methods are no error.
    Result<FromBench> fromBench(std::string_view line);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace anchorage::wire
