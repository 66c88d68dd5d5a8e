#include "app/desktop/controller/row_index.h"

#include "app/desktop/controller/object_row.h"
#include "core/model/distinguished_name.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace anchorage::desktop {
namespace {

constexpr std::uint32_t reportEvery = 16'384;

ObjectOutcome outcomeAt(const RowIndexRequest &request, space::ObjectIndex object)
{
    return object < request.outcomes.size() ? request.outcomes[object] : ObjectOutcome{};
}

std::uint64_t number(const RowIndexRequest &request, space::ObjectIndex object)
{
    switch (request.key) {
    case SortKey::Operation:
        return static_cast<std::uint64_t>(request.space.pendingOperation(object));
    case SortKey::Pass:
        return outcomeAt(request, object).lastPass;
    case SortKey::Outcome: {
        const auto outcome = outcomeAt(request, object);
        return (static_cast<std::uint64_t>(outcome.what) << 8U) | static_cast<std::uint64_t>(outcome.code);
    }
    default:
        return 0;
    }
}

bool isText(SortKey key)
{
    return key == SortKey::Type || key == SortKey::Dn || key == SortKey::Anchor || key == SortKey::Origin;
}

std::string textKey(const RowIndexRequest &request, space::ObjectIndex object)
{
    switch (request.key) {
    case SortKey::Type:
        return foldCase(request.space.type(object));
    case SortKey::Dn:
        return foldCase(request.space.dn(object));
    case SortKey::Anchor:
        return foldCase(anchorText(request.space.object(object).anchors));
    case SortKey::Origin:
        return request.space.object(object).origin;
    default:
        return {};
    }
}

/// The first eight bytes decide most comparisons without touching the text.
std::uint64_t front(const std::string &text)
{
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < 8; ++i)
        bytes = (bytes << 8U) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return bytes;
}

struct Keyed {
    std::uint64_t number;
    space::ObjectIndex object;
    std::uint32_t text; // index of the text key
};

bool sortRows(const RowIndexRequest &request, std::vector<space::ObjectIndex> &rows, TaskControl &control)
{
    const bool texts = isText(request.key);
    std::vector<std::string> keys;
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % reportEvery == 0) {
            if (control.cancelled())
                return false;
            control.progress(i, rows.size());
        }
        if (texts)
            keys.push_back(textKey(request, rows[i]));
        keyed.push_back({texts ? front(keys.back()) : number(request, rows[i]), rows[i], static_cast<std::uint32_t>(i)});
    }
    control.progress(0, 0);
    const auto before = [&](const Keyed &a, const Keyed &b) {
        if (a.number != b.number)
            return a.number < b.number;
        if (texts) {
            const int order = keys[a.text].compare(keys[b.text]);
            if (order != 0)
                return order < 0;
        }
        return a.text < b.text; // what came first stays first
    };
    // In runs, so that cancelling does not wait for a million rows.
    constexpr std::size_t run = 65'536;
    for (std::size_t i = 0; i < keyed.size(); i += run) {
        if (control.cancelled())
            return false;
        std::sort(keyed.begin() + static_cast<std::ptrdiff_t>(i),
                  keyed.begin() + static_cast<std::ptrdiff_t>(std::min(i + run, keyed.size())), before);
    }
    for (std::size_t width = run; width < keyed.size(); width *= 2) {
        for (std::size_t i = 0; i + width < keyed.size(); i += 2 * width) {
            if (control.cancelled())
                return false;
            std::inplace_merge(keyed.begin() + static_cast<std::ptrdiff_t>(i),
                               keyed.begin() + static_cast<std::ptrdiff_t>(i + width),
                               keyed.begin() + static_cast<std::ptrdiff_t>(std::min(i + 2 * width, keyed.size())), before);
        }
    }
    for (std::size_t i = 0; i < keyed.size(); ++i)
        rows[i] = keyed[request.descending ? keyed.size() - 1 - i : i].object;
    return true;
}

} // namespace

void RowIndex::put(space::ObjectIndex object)
{
    if (object >= position.size())
        position.resize(object + 1U, hidden);
    position[object] = static_cast<std::uint32_t>(rows.size());
    rows.push_back(object);
}

std::string anchorText(const std::vector<AnchorAttribute> &anchors)
{
    std::string text;
    for (const auto &anchor : anchors) {
        if (!text.empty())
            text += '+';
        text += anchor.name + '=' + (anchor.value ? toText(*anchor.value) : std::string());
    }
    return text;
}

Result<RowIndex> makeRowIndex(const RowIndexRequest &request, TaskControl &control)
{
    const auto size = static_cast<space::ObjectIndex>(request.space.size());
    RowIndex index;
    index.rows.reserve(size);
    const bool all = !request.filter.tree();
    FilterMatcher matcher(request.filter);
    ObjectRow row(request.space, request.outcomes);
    for (space::ObjectIndex object = 0; object < size; ++object) {
        if (object % reportEvery == 0) {
            if (control.cancelled())
                return fail(ErrorCode::Cancelled, "cancelled");
            control.progress(object, size);
        }
        if (!request.space.exists(object))
            continue;
        if (!all)
            row.set(object);
        if (all || matcher(row))
            index.rows.push_back(object);
    }
    if (request.key != SortKey::None && !sortRows(request, index.rows, control))
        return fail(ErrorCode::Cancelled, "cancelled");
    index.position.assign(size, RowIndex::hidden);
    for (std::size_t i = 0; i < index.rows.size(); ++i)
        index.position[index.rows[i]] = static_cast<std::uint32_t>(i);
    return index;
}

} // namespace anchorage::desktop
