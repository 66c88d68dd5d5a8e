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

QString text(const char *single, const char *many, std::size_t count)
{
    return count == 1 ? QCoreApplication::translate("Edits", single)
                      : QCoreApplication::translate("Edits", many).arg(static_cast<qulonglong>(count));
}

/// `dn` with `suffix` put to its first RDN, and a number where that is taken.
std::string freeDn(const space::Space &space, const std::string &dn, const std::string &suffix)
{
    const auto rdn = dnRdn(dn, space.style());
    const auto rest = dn.substr(std::min(dn.size(), rdn.size()));
    for (int number = 1;; ++number) {
        auto candidate = rdn + suffix + (number > 1 ? " " + std::to_string(number) : std::string()) + rest;
        if (!space.find(candidate))
            return candidate;
    }
}

bool eraseAll(space::Space &space, const Objects &objects)
{
    for (const auto object : objects)
        space.erase(object);
    return !objects.empty();
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
    const auto index = after.insert(std::move(object));
    Q_ASSERT(index); // the DN is free and the identifier the space's own
    document.edit(text("Add an object", "Add %1 objects", 1), std::move(after), {SpaceChange::Kind::Added, {*index}});
    return *index;
}

void duplicateObjects(Document &document, const Objects &objects)
{
    auto after = document.space();
    SpaceChange change{SpaceChange::Kind::Added, {}};
    for (const auto index : objects) {
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
        if (auto made = after.insert(std::move(copy)))
            change.objects.push_back(*made);
    }
    if (!change.objects.empty())
        document.edit(text("Duplicate an object", "Duplicate %1 objects", change.objects.size()), std::move(after), change);
}

void removeObjects(Document &document, const Objects &objects)
{
    auto after = document.space();
    if (eraseAll(after, objects))
        document.edit(text("Remove an object", "Remove %1 objects", objects.size()), std::move(after),
                      {SpaceChange::Kind::Removed, objects});
}

void deleteObjects(Document &document, const Objects &objects)
{
    auto after = document.space();
    Objects gone;
    Objects changed;
    for (const auto index : objects) {
        auto object = after.object(index);
        if (object.pending.operation == space::PendingOperation::Add) {
            gone.push_back(index);
            continue;
        }
        object.pending = {};
        object.pending.operation = space::PendingOperation::Delete;
        if (after.replace(index, std::move(object)))
            changed.push_back(index);
    }
    const bool both = !gone.empty() && !changed.empty();
    eraseAll(after, gone);
    if (gone.empty() && changed.empty())
        return;
    auto change = both ? SpaceChange{}
        : gone.empty() ? SpaceChange{SpaceChange::Kind::Changed, changed}
                       : SpaceChange{SpaceChange::Kind::Removed, gone};
    document.edit(text("Delete an object", "Delete %1 objects", objects.size()), std::move(after), std::move(change));
}

void dropObjects(Document &document, const Objects &objects)
{
    auto after = document.space();
    const bool all = std::all_of(objects.begin(), objects.end(), [&after](auto index) { return after.dropped(index); });
    Objects changed;
    for (const auto index : objects) {
        if (after.dropped(index) != all)
            continue;
        auto object = after.object(index);
        object.dropped = !all;
        if (after.replace(index, std::move(object)))
            changed.push_back(index);
    }
    if (changed.empty())
        return;
    const auto title = all ? text("Take an object into the run", "Take %1 objects into the run", changed.size())
                           : text("Leave an object out of the run", "Leave %1 objects out of the run", changed.size());
    document.edit(title, std::move(after), {SpaceChange::Kind::Changed, changed});
}

void moveObjects(Document &document, const Objects &objects, bool up)
{
    const auto &before = document.space();
    Objects order(before.size());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<bool> moves(before.size(), false);
    for (const auto object : objects)
        moves[object] = true;
    bool moved = false;
    const auto swapAt = [&](std::size_t a, std::size_t b) {
        if (moves[order[a]] && !moves[order[b]]) {
            std::swap(order[a], order[b]);
            moved = true;
        }
    };
    if (up) {
        for (std::size_t i = 1; i < order.size(); ++i)
            swapAt(i, i - 1);
    } else {
        for (std::size_t i = order.size(); i-- > 1;)
            swapAt(i - 1, i);
    }
    if (!moved)
        return;
    space::Space after(before.style());
    std::vector<space::ObjectIndex> places(before.size(), 0);
    for (const auto index : order) {
        if (!before.exists(index)) {
            after.addHole();
            continue;
        }
        if (auto place = after.insert(before.object(index)))
            places[index] = *place;
    }
    for (auto entry : before.recorded()) {
        entry.object = places[entry.object];
        after.addRecorded(std::move(entry));
    }
    document.edit(up ? text("Move an object up", "Move %1 objects up", objects.size())
                     : text("Move an object down", "Move %1 objects down", objects.size()),
                  std::move(after), {});
}

Result<void> renameNew(Document &document, space::ObjectIndex index, const std::string &dn)
{
    auto after = document.space();
    auto changed = after.referrers(std::string(after.dn(index)));
    if (auto done = after.rename(index, dn, false); !done)
        return done;
    if (std::find(changed.begin(), changed.end(), index) == changed.end())
        changed.push_back(index);
    document.edit(text("Change the DN", "Change %1 DNs", 1), std::move(after), {SpaceChange::Kind::Changed, changed});
    return {};
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
