#include "core/report/run_account.h"

namespace anchorage::report {

void SentEntries::add(const run::RunEvent &happened)
{
    const auto *told = std::get_if<run::event::Input>(&happened.what);
    if (!told)
        return;
    if (const auto *page = std::get_if<engine::input::Sent>(&told->input)) {
        for (const auto &entry : page->entries)
            m_entries.add(entry);
    } else if (const auto *notSent = std::get_if<engine::input::PutNotSent>(&told->input); notSent && notSent->fitting == 0) {
        m_entries.addNone(); // an object error without a hand-over (page-1)
    }
}

} // namespace anchorage::report
