#include "core/record/resume.h"

#include <string>
#include <utility>

namespace anchorage::record {

Result<std::vector<engine::Input>> inputsBefore(JournalReader &reader, std::optional<PagePosition> page)
{
    if (!reader.begun())
        return fail(ErrorCode::Input, "the bench ended before this run began: nothing was called", {.file = reader.name()});
    std::vector<engine::Input> inputs;
    std::optional<std::size_t> before; // how many of them
    while (true) {
        auto event = reader.next();
        if (!event)
            return fail(std::move(event.error()));
        if (!*event)
            break; // a torn end says nothing of the pages before
        if (auto *told = std::get_if<run::event::Input>(&(*event)->what)) {
            inputs.push_back(std::move(told->input));
            continue;
        }
        const auto *wanted = std::get_if<run::event::Command>(&(*event)->what);
        const auto *put = wanted != nullptr ? std::get_if<engine::command::Put>(&wanted->command) : nullptr;
        if (put == nullptr || (page && put->page.position != *page))
            continue;
        before = inputs.size();
        if (page)
            break;
    }
    if (!before)
        return fail(ErrorCode::Usage,
                    page ? "the run had no page " + std::to_string(page->page) + " in pass " + std::to_string(page->pass)
                         : std::string("the run came to no page: there is nothing to take up again"),
                    {.file = reader.name()});
    inputs.erase(inputs.begin() + static_cast<std::ptrdiff_t>(*before), inputs.end());
    return inputs;
}

} // namespace anchorage::record
