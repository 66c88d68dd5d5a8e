#include "core/run/control.h"

#include "core/base/result.h"

#include <utility>

namespace anchorage::run {

std::string_view name(const Control &control)
{
    return std::visit(overloaded{
                          [](const control::Open &) { return "Open"; },
                          [](const control::PutPage &) { return "Put page"; },
                          [](const control::PutEntry &) { return "Put entry"; },
                          [](const control::RunToBreak &) { return "Run to break"; },
                          [](const control::Run &) { return "Run"; },
                          [](const control::Stop &) { return "Stop"; },
                          [](const control::Close &) { return "Close"; },
                          [](const control::Kill &) { return "Kill"; },
                          [](const control::Reload &) { return "Reload"; },
                          [](const control::EditPage &) { return "Edit page"; },
                          [](const control::Continue &) { return "Continue"; },
                          [](const control::SetBreakpoints &) { return "Set breakpoints"; },
                          [](const control::SetFaults &) { return "Set faults"; },
                          [](const control::Shutdown &) { return "Shut down"; },
                      },
                      control);
}

void ControlQueue::push(Control control)
{
    {
        const std::lock_guard lock(m_mutex);
        m_controls.push_back(std::move(control));
    }
    m_arrived.notify_one();
}

std::optional<Control> ControlQueue::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_controls.empty())
        return std::nullopt;
    auto first = std::move(m_controls.front());
    m_controls.pop_front();
    return first;
}

bool ControlQueue::empty() const
{
    const std::lock_guard lock(m_mutex);
    return m_controls.empty();
}

void ControlQueue::waitForOne()
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [this] { return !m_controls.empty(); });
}

} // namespace anchorage::run
