#include "core/run/breakpoints.h"

#include "core/model/distinguished_name.h"

#include <QRegularExpression>
#include <QString>

#include <utility>

namespace anchorage::run {

struct Breakpoints::Compiled {
    Breakpoint what;
    QRegularExpression dn;
};

namespace {

bool isOutcome(const breakpoint::Outcome &wanted, const engine::Fate &fate)
{
    using What = breakpoint::Outcome::What;
    return std::visit(overloaded{
                          [&](const engine::fate::Accepted &) { return wanted.what == What::Accepted; },
                          [&](const engine::fate::NextPass &) { return wanted.what == What::NextPass; },
                          [&](const engine::fate::ObjectError &error) {
                              return wanted.what == What::ObjectError && (!wanted.error || *wanted.error == error.code);
                          },
                          [&](const engine::fate::StopsRun &) { return wanted.what == What::StopsRun; },
                          [&](const engine::fate::Unknown &) { return wanted.what == What::Unknown; },
                      },
                      fate);
}

bool isAction(const breakpoint::SpecialAction &wanted, const engine::HandOver &handOver)
{
    const auto *result = handOver.said ? std::get_if<engine::said::Result>(&*handOver.said) : nullptr;
    if (!result || !isSpecialAction(result->result.errorCode))
        return false;
    return !wanted.action || *wanted.action == result->result.errorCode;
}

std::string_view words(breakpoint::Outcome::What what)
{
    using What = breakpoint::Outcome::What;
    switch (what) {
    case What::Accepted:
        return "accepted";
    case What::NextPass:
        return "next pass";
    case What::ObjectError:
        return "object error";
    case What::StopsRun:
        return "stops the run";
    case What::Unknown:
        return "fate unknown";
    }
    return {};
}

template <typename Predicate> std::string entryOf(const engine::command::Put *put, Predicate matches)
{
    if (put) {
        for (const auto &entry : put->page.entries) {
            if (matches(entry.entry))
                return entry.entry.dn;
        }
    }
    return {};
}

template <typename Predicate>
std::string handOverOf(const engine::HandOver *answered, std::size_t answeredCount, Predicate matches)
{
    for (std::size_t i = 0; i < answeredCount; ++i) {
        if (matches(answered[i]))
            return answered[i].entry.dn;
    }
    return {};
}

} // namespace

std::string text(const Breakpoint &breakpoint)
{
    return std::visit(overloaded{
                          [](const breakpoint::BeforePage &b) {
                              std::string out = "before ";
                              out += b.page ? "page " + std::to_string(*b.page) : std::string("a page");
                              if (b.pass)
                                  out += " of pass " + std::to_string(*b.pass);
                              return out;
                          },
                          [](const breakpoint::BeforeEntry &b) { return "before entry " + std::to_string(b.entry); },
                          [](const breakpoint::ObjectType &b) { return "before an entry of type " + b.type; },
                          [](const breakpoint::DnPattern &b) { return "before an entry with DN ~ " + b.pattern; },
                          [](const breakpoint::Outcome &b) {
                              std::string out = "after the outcome " + std::string(words(b.what));
                              if (b.error)
                                  out += " " + std::string(engineString(*b.error));
                              return out;
                          },
                          [](const breakpoint::SpecialAction &b) {
                              return b.action ? "after the special action " + std::string(name(*b.action))
                                              : std::string("after a special action");
                          },
                          [](const breakpoint::BeforeClose &) { return std::string("before Close"); },
                      },
                      breakpoint);
}

Breakpoints::Breakpoints() = default;
Breakpoints::Breakpoints(const Breakpoints &) = default;
Breakpoints::Breakpoints(Breakpoints &&) noexcept = default;
Breakpoints &Breakpoints::operator=(const Breakpoints &) = default;
Breakpoints &Breakpoints::operator=(Breakpoints &&) noexcept = default;
Breakpoints::~Breakpoints() = default;

Result<void> Breakpoints::add(Breakpoint breakpoint)
{
    Compiled compiled{std::move(breakpoint), {}};
    if (const auto *dn = std::get_if<breakpoint::DnPattern>(&compiled.what)) {
        compiled.dn = QRegularExpression(QString::fromStdString(dn->pattern), QRegularExpression::CaseInsensitiveOption);
        if (!compiled.dn.isValid()) {
            return fail(ErrorCode::Usage,
                        "the DN pattern \"" + dn->pattern
                            + "\" is no regular expression: " + compiled.dn.errorString().toStdString() + " at character "
                            + std::to_string(compiled.dn.patternErrorOffset() + 1));
        }
    }
    m_breakpoints.push_back(std::move(compiled));
    return {};
}

void Breakpoints::clear()
{
    m_breakpoints.clear();
}

bool Breakpoints::empty() const
{
    return m_breakpoints.empty();
}

std::string Breakpoints::hit(const engine::Command &next, std::uint64_t handedOver, const engine::HandOver *answered,
                             std::size_t answeredCount) const
{
    const auto *put = std::get_if<engine::command::Put>(&next);
    for (const auto &compiled : m_breakpoints) {
        std::string dn; // what met it, where that is an entry
        const bool met = std::visit(
            overloaded{
                [&](const breakpoint::BeforePage &b) {
                    return put && (!b.pass || *b.pass == put->page.position.pass)
                        && (!b.page || *b.page == put->page.position.page);
                },
                [&](const breakpoint::BeforeEntry &b) {
                    if (!put || b.entry <= handedOver || b.entry > handedOver + put->page.entries.size())
                        return false;
                    dn = put->page.entries[b.entry - handedOver - 1].entry.dn;
                    return true;
                },
                [&](const breakpoint::ObjectType &b) {
                    dn = entryOf(put, [&](const CsEntryChange &entry) { return equalsIgnoreCase(entry.objectType, b.type); });
                    return !dn.empty();
                },
                [&](const breakpoint::DnPattern &) {
                    dn = entryOf(put, [&](const CsEntryChange &entry) {
                        return compiled.dn.match(QString::fromStdString(entry.dn)).hasMatch();
                    });
                    return !dn.empty();
                },
                [&](const breakpoint::Outcome &b) {
                    dn = handOverOf(answered, answeredCount, [&](const engine::HandOver &handOver) {
                        return handOver.fate && isOutcome(b, *handOver.fate);
                    });
                    return !dn.empty();
                },
                [&](const breakpoint::SpecialAction &b) {
                    dn = handOverOf(answered, answeredCount,
                                    [&](const engine::HandOver &handOver) { return isAction(b, handOver); });
                    return !dn.empty();
                },
                [&](const breakpoint::BeforeClose &) { return std::holds_alternative<engine::command::Close>(next); },
            },
            compiled.what);
        if (met)
            return dn.empty() ? text(compiled.what) : text(compiled.what) + ": " + dn;
    }
    return {};
}

} // namespace anchorage::run
