#include "core/run/faults.h"

#include <array>

namespace anchorage::run {

namespace {
constexpr std::array<std::string_view, 4> kindNames{"throw", "hang", "kill", "garbage"};
}

std::string_view name(Fault::Kind kind)
{
    return kindNames.at(static_cast<std::size_t>(kind));
}

std::optional<Fault::Kind> faultKindFromText(std::string_view text)
{
    for (std::size_t i = 0; i < kindNames.size(); ++i) {
        if (kindNames.at(i) == text)
            return static_cast<Fault::Kind>(i);
    }
    return std::nullopt;
}

const Fault *Faults::inPage(std::uint64_t handedOver, std::size_t size) const
{
    const Fault *first = nullptr;
    for (const auto &fault : m_faults) {
        const bool within = fault.entry > handedOver && fault.entry <= handedOver + size;
        if (within && (!first || fault.entry < first->entry))
            first = &fault;
    }
    return first;
}

void Faults::remove(const Fault *fault)
{
    m_faults.erase(m_faults.begin() + (fault - m_faults.data()));
}

} // namespace anchorage::run
