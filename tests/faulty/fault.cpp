#include "tests/faulty/fault.h"

#include <charconv>
#include <stdexcept>

namespace anchorage::faulty {

namespace {

Fault parseFault(std::string_view text)
{
    const auto at = text.rfind('@');
    if (at == std::string_view::npos)
        throw std::invalid_argument("a fault is KIND[:ARGUMENT]@CALL[#N], found \"" + std::string(text) + '"');
    Fault fault;
    const auto what = text.substr(0, at);
    auto call = text.substr(at + 1);
    const auto colon = what.find(':');
    fault.kind = what.substr(0, colon);
    if (colon != std::string_view::npos)
        fault.argument = what.substr(colon + 1);
    if (const auto hash = call.find('#'); hash != std::string_view::npos) {
        const auto number = call.substr(hash + 1);
        std::from_chars(number.data(), number.data() + number.size(), fault.number);
        call = call.substr(0, hash);
    }
    fault.call = call;
    return fault;
}

} // namespace

std::vector<Fault> parseFaults(std::string_view text)
{
    std::vector<Fault> faults;
    while (!text.empty()) {
        const auto end = text.find(';');
        if (const auto one = text.substr(0, end); !one.empty())
            faults.push_back(parseFault(one));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return faults;
}

std::size_t sizeOf(const Fault &fault, std::size_t otherwise)
{
    std::size_t size = otherwise;
    std::from_chars(fault.argument.data(), fault.argument.data() + fault.argument.size(), size);
    return size;
}

} // namespace anchorage::faulty
