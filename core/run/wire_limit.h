// page-1, page-cut: a page is cut before the wire's size limit.
#pragma once

#include "core/connector/connector_port.h"
#include "core/model/csentry_change.h"

#include <cstdint>
#include <vector>

namespace anchorage::run {

struct WireFit {
    std::size_t fitting = 0; ///< how many of the first entries fit into one message
    std::uint64_t firstEntryBytes = 0; ///< size of a message with the first entry alone; only when fitting is 0
};

/// At least as many bytes as the message of these entries can have, without encoding anything.
std::uint64_t mostBytes(const std::vector<CsEntryChange> &entries);

/// How much of the page a message of `limit` bytes holds. Encodes only where `mostBytes` is over the
/// limit: in a normal run a page is encoded once, when it is sent. The entries are back in place on return.
WireFit fitOnWire(const connector::ConnectorPort &port, std::vector<CsEntryChange> &entries, std::uint64_t limit);

} // namespace anchorage::run
