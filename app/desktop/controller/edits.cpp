#include "app/desktop/controller/edits.h"

#include "core/model/distinguished_name.h"
#include "core/space/delta.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace anchorage::desktop {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Edits)
};

QString text(const QString &single, const QString &many, std::size_t count)
{
    return count == 1 ? single : many.arg(static_cast<qulonglong>(count));
}

/// `dn` with `suffix` put to its first RDN, and a number where that is taken.
std::string freeDn(const space::Space &space, const std::string &dn, const std::string &suffix)
{
    const auto rdn = dnRdn(dn, space.style());
    const auto rest = dn.substr(std::min(dn.size(), rdn.size()));
    for (int number = 1;; ++number) {
        auto candidate = rdn + suffix;
        if (number > 1)
            candidate.append(" ").append(std::to_string(number));
        candidate += rest;
        if (!space.find(candidate))
            return candidate;
    }
}

/// Looked at from time to time: a person may have had enough.
class Steps {
public:
    Steps(TaskControl &control, std::size_t total) : m_control(control), m_total(total) { }
    bool cancelled()
    {
        if (m_done++ % every != 0)
            return false;
        m_control.progress(m_done, m_total);
        return m_control.cancelled();
    }

private:
    static constexpr std::size_t every = 4'096;
    TaskControl &m_control;
    std::size_t m_total;
    std::size_t m_done = 0;
};

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, "cancelled");
}

} // namespace

space::ObjectIndex addObject(Document &document)
{
    auto after = document.space();
    space::SpaceObject object;
    object.type = document.schema().types.empty() ? std::string("object") : document.schema().types.front().name;
    const std::string base = after.style() == MADistinguishedNameStyle::Ldap ? "cn=new " + object.type : "new " + object.type;
    object.dn = after.find(base) ? freeDn(after, base, {}) : base;
    object.pending.operation = space::PendingOperation::Add;
    const auto index = after.insert(object);
    Q_ASSERT(index); // the DN is free and the identifier the space's own
    document.edit(Words::tr("Add an object"), std::move(after), {SpaceChange::Kind::Added, {*index}});
    return *index;
}

Result<SpaceEdit> duplicated(const space::Space &before, const Objects &objects, TaskControl &control)
{
    SpaceEdit edit{before, {SpaceChange::Kind::Added, {}}, {}};
    auto &after = edit.after;
    Steps steps(control, objects.size());
    for (const auto index : objects) {
        if (steps.cancelled())
            return cancelled();
        auto object = after.object(index);
        auto values = object.pending.operation == space::PendingOperation::Update && object.image
            ? space::changesOfAdd(space::applyChanges(*object.image, object.pending.changes, after.style()))
            : object.pending.operation == space::PendingOperation::None && object.image
            ? space::changesOfAdd(*object.image)
            : space::changesOfAdd(object.pending.changes, after.style());
        space::SpaceObject copy;
        copy.type = object.type;
        copy.dn = freeDn(after, object.dn, " copy");
        copy.pending.operation = space::PendingOperation::Add;
        copy.pending.changes = std::move(values);
        if (auto made = after.insert(copy))
            edit.change.objects.push_back(*made);
    }
    if (!edit.change.objects.empty())
        edit.text = text(Words::tr("Duplicate an object"), Words::tr("Duplicate %1 objects"), edit.change.objects.size());
    return edit;
}

Result<SpaceEdit> removed(const space::Space &before, const Objects &objects, TaskControl &control)
{
    SpaceEdit edit{before, {SpaceChange::Kind::Removed, objects}, {}};
    Steps steps(control, objects.size());
    for (const auto index : objects) {
        if (steps.cancelled())
            return cancelled();
        edit.after.erase(index);
    }
    if (!objects.empty())
        edit.text = text(Words::tr("Remove an object"), Words::tr("Remove %1 objects"), objects.size());
    return edit;
}

Result<SpaceEdit> deleted(const space::Space &before, const Objects &objects, TaskControl &control)
{
    SpaceEdit edit{before, {}, {}};
    auto &after = edit.after;
    Objects gone;
    Objects changed;
    Steps steps(control, objects.size());
    for (const auto index : objects) {
        if (steps.cancelled())
            return cancelled();
        if (after.pendingOperation(index) == space::PendingOperation::Add) {
            after.erase(index);
            gone.push_back(index);
            continue;
        }
        auto object = after.object(index);
        object.pending = {};
        object.pending.operation = space::PendingOperation::Delete;
        if (after.replace(index, std::move(object)))
            changed.push_back(index);
    }
    if (gone.empty() && changed.empty())
        return edit;
    edit.text = text(Words::tr("Delete an object"), Words::tr("Delete %1 objects"), gone.size() + changed.size());
    if (gone.empty())
        edit.change = {SpaceChange::Kind::Changed, std::move(changed)};
    else if (changed.empty())
        edit.change = {SpaceChange::Kind::Removed, std::move(gone)};
    return edit;
}

Result<SpaceEdit> dropped(const space::Space &before, const Objects &objects, TaskControl &control)
{
    SpaceEdit edit{before, {SpaceChange::Kind::Changed, {}}, {}};
    auto &after = edit.after;
    const bool all = std::all_of(objects.begin(), objects.end(), [&after](auto index) { return after.dropped(index); });
    Steps steps(control, objects.size());
    for (const auto index : objects) {
        if (steps.cancelled())
            return cancelled();
        if (after.dropped(index) != all)
            continue;
        auto object = after.object(index);
        object.dropped = !all;
        if (after.replace(index, std::move(object)))
            edit.change.objects.push_back(index);
    }
    const auto count = edit.change.objects.size();
    if (count > 0)
        edit.text = all ? text(Words::tr("Take an object into the run"), Words::tr("Take %1 objects into the run"), count)
                        : text(Words::tr("Leave an object out of the run"), Words::tr("Leave %1 objects out of the run"), count);
    return edit;
}

Result<SpaceEdit> moved(const space::Space &before, const Objects &objects, bool up, TaskControl &control)
{
    Objects order(before.size());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<bool> moves(before.size(), false);
    for (const auto object : objects)
        moves[object] = true;
    bool any = false;
    const auto swapAt = [&](std::size_t a, std::size_t b) {
        if (moves[order[a]] && !moves[order[b]]) {
            std::swap(order[a], order[b]);
            any = true;
        }
    };
    if (up) {
        for (std::size_t i = 1; i < order.size(); ++i)
            swapAt(i, i - 1);
    } else {
        for (std::size_t i = order.size(); i-- > 1;)
            swapAt(i - 1, i);
    }
    SpaceEdit edit{space::Space(before.style()), {}, {}};
    if (!any)
        return edit;
    auto &after = edit.after;
    std::vector<space::ObjectIndex> places(before.size(), 0);
    Steps steps(control, order.size());
    for (const auto index : order) {
        if (steps.cancelled())
            return cancelled();
        if (!before.exists(index)) {
            after.addHole();
            continue;
        }
        if (auto place = after.insert(before.object(index)))
            places[index] = *place;
    }
    for (auto entry : before.recorded()) {
        entry.object = places[entry.object];
        after.addRecorded(entry);
    }
    edit.text = up ? text(Words::tr("Move an object up"), Words::tr("Move %1 objects up"), objects.size())
                   : text(Words::tr("Move an object down"), Words::tr("Move %1 objects down"), objects.size());
    return edit;
}

Objects sameObjects(const space::Space &was, const Objects &objects, const space::Space &now)
{
    Objects same;
    same.reserve(objects.size());
    for (const auto index : objects) {
        if (!was.exists(index))
            continue;
        const auto &identifier = was.identifier(index);
        if (index < now.size() && now.exists(index) && now.identifier(index) == identifier)
            same.push_back(index);
        else if (const auto found = now.findIdentifier(identifier))
            same.push_back(*found);
    }
    return same;
}

Result<SpaceEdit> renamedNew(const space::Space &before, space::ObjectIndex index, const std::string &dn)
{
    SpaceEdit edit{before, {SpaceChange::Kind::Changed, before.referrers(std::string(before.dn(index)))}, {}};
    if (auto done = edit.after.rename(index, dn, false); !done)
        return fail(std::move(done.error()));
    auto &changed = edit.change.objects;
    if (std::find(changed.begin(), changed.end(), index) == changed.end())
        changed.push_back(index);
    edit.text = Words::tr("Change the DN");
    return edit;
}

Result<void> replaceObject(Document &document, const QString &title, space::ObjectIndex index, space::SpaceObject object)
{
    auto after = document.space();
    if (auto done = after.replace(index, std::move(object)); !done)
        return done;
    document.edit(title, std::move(after), {SpaceChange::Kind::Changed, {index}});
    return {};
}

} // namespace anchorage::desktop
