#include "core/formats/cs_object.h"

#include "core/formats/batch_builder.h"
#include "core/space/delta.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

using space::PendingOperation;

std::size_t at(CsLayer layer)
{
    return static_cast<std::size_t>(layer);
}

/// What was there before `changes` made `after` of it, as far as the changes tell: values that a Replace
/// or Delete removed are not known, and no shape needs them.
space::Image before(space::Image after, const std::vector<AttributeChange> &changes)
{
    for (const auto &change : changes) {
        const auto found = std::find_if(after.attributes.begin(), after.attributes.end(),
                                        [&](const auto &attribute) { return attribute.name == change.name; });
        std::vector<AttributeValue> values;
        if (change.modification == AttributeModificationType::Update) {
            if (found != after.attributes.end())
                values = found->values;
            for (const auto &value : change.values) {
                std::erase(values, value.value);
                if (value.modification == ValueModificationType::Delete)
                    values.push_back(value.value);
            }
        }
        if (found != after.attributes.end() && values.empty())
            after.attributes.erase(found);
        else if (found != after.attributes.end())
            found->values = std::move(values);
        else if (!values.empty())
            after.attributes.push_back({change.name, change.type, change.multiValued, std::move(values)});
    }
    return after;
}

} // namespace

void CsObject::clear()
{
    for (auto *parts : {&deltas, &holograms})
        for (auto &part : *parts)
            part.clear();
    for (auto *text : {&dn, &id, &type})
        text->clear();
    failure.reset();
    line = 0;
}

Result<space::SpaceObject> CsObjectBuilder::build(const CsObject &raw, const space::Space &space)
{
    RawDelta place;
    place.dn = raw.dn;
    place.line = raw.line;
    if (raw.dn.empty())
        return m_entries.failed({ErrorCode::Input, "the object has no cs-dn", {}}, place);
    space::SpaceObject object;
    object.dn = raw.dn;
    if (!raw.id.empty()) {
        const auto id = Guid::parse(raw.id);
        if (!id)
            return m_entries.failed({ErrorCode::Input, "the id \"" + raw.id.substr(0, 60) + "\" is no GUID", {}}, place);
        object.identifier = *id;
    }
    auto type = typeOf(raw, space);
    if (!type)
        return m_entries.failed(type.error(), place);
    object.type = std::move(*type);
    object.exported = true;
    object.origin = m_request.path + ":" + std::to_string(raw.line);
    if (auto done = readAnchors(raw, object); !done)
        return m_entries.failed(done.error(), place);
    for (const auto layer : {CsLayer::Unconfirmed, CsLayer::Escrowed})
        if (const auto &delta = raw.deltas[at(layer)]; delta.isThere())
            if (auto done = readExported(delta, layer, object); !done)
                return fail(done.error());
    if (const auto &delta = raw.deltas[at(CsLayer::Unapplied)]; delta.isThere())
        if (auto done = readPending(delta, object); !done)
            return fail(done.error());
    if (auto done = readImage(raw, object); !done)
        return fail(done.error());
    object.lastFailure = raw.failure;
    return object;
}

Result<std::string> CsObjectBuilder::typeOf(const CsObject &raw, const space::Space &space)
{
    Result<std::string> type = raw.type;
    if (raw.type.empty()) {
        RawDelta nameless;
        nameless.dn = raw.dn;
        for (const auto *parts : {&raw.deltas, &raw.holograms})
            for (const auto &part : *parts)
                if (nameless.objectType.empty())
                    nameless.objectType = part.objectType.empty() ? part.lastClass : part.objectType;
        type = m_entries.typeOf(nameless, space);
    }
    if (type)
        if (auto known = m_entries.checkType(*type); !known)
            return fail(known.error());
    return type;
}

Result<void> CsObjectBuilder::readAnchors(const CsObject &raw, space::SpaceObject &object)
{
    for (const auto *parts : {&raw.deltas, &raw.holograms})
        for (const auto &part : *parts)
            if (part.anchor && object.anchors.empty()) {
                auto anchors = m_entries.anchorsOf(part, object.type);
                if (!anchors)
                    return fail(anchors.error());
                object.anchors = std::move(*anchors);
            }
    return {};
}

Result<void> CsObjectBuilder::readPending(const RawDelta &delta, space::SpaceObject &object)
{
    const auto *operation = deltaOperation(delta.operation);
    if (operation == nullptr)
        return m_entries.failed({ErrorCode::Input,
                                 "the operation \"" + delta.operation.substr(0, 60)
                                     + "\" is unknown; there are none, add, update, replace, delete, delete-add and obsolete",
                                 {}},
                                delta);
    object.pending.operation = operation->pending;
    if (operation->pending == PendingOperation::None || operation->pending == PendingOperation::Delete)
        return {};
    auto changes = m_entries.changesOf(delta, object.type, delta.operation != "update");
    if (!changes)
        return fail(changes.error());
    object.pending.changes = std::move(*changes);
    if (operation->pending != PendingOperation::Update) {
        object.exported = operation->pending == PendingOperation::DeleteAdd || !object.unconfirmed.empty();
        return {};
    }
    if (!delta.newDn.empty() && delta.newDn != object.dn)
        object.pending.newDn = delta.newDn;
    if (delta.operation == "replace")
        for (auto &change : object.pending.changes)
            change.modification = AttributeModificationType::Replace;
    return {};
}

Result<void> CsObjectBuilder::readExported(const RawDelta &delta, CsLayer layer, space::SpaceObject &object)
{
    const std::string what = layer == CsLayer::Escrowed ? "escrowed" : "unconfirmed";
    const auto *operation = deltaOperation(delta.operation);
    if (operation == nullptr || operation->pending == PendingOperation::None)
        return {};
    if (operation->pending == PendingOperation::Delete) {
        m_findings.note({what + "-deletion",
                         Severity::Warning,
                         object.dn,
                         {},
                         "a deletion was exported and is " + what + ": the object is read as still there",
                         "engine.md space-3"});
        return {};
    }
    auto changes = m_entries.changesOf(delta, object.type, delta.operation != "update");
    if (!changes)
        return fail(changes.error());
    object.unconfirmed = space::mergeChanges(object.unconfirmed, *changes, m_request.style);
    m_findings.note({what + "-export",
                     Severity::Note,
                     object.dn,
                     {},
                     "objects have exported values that are " + what + ": they are sent again with the next change",
                     "engine.md space-3"});
    return {};
}

Result<void> CsObjectBuilder::readImage(const CsObject &raw, space::SpaceObject &object)
{
    if (object.pending.operation == PendingOperation::Add && object.unconfirmed.empty())
        return {}; // nothing is there yet; what the object will be stands in its change
    const auto hologram = [&](CsLayer layer) { return raw.holograms[at(layer)].isThere() ? &raw.holograms[at(layer)] : nullptr; };
    for (const auto layer : {CsLayer::Escrowed, CsLayer::Unconfirmed, CsLayer::PendingImport, CsLayer::Synchronized}) {
        const auto *entry = hologram(layer);
        if (entry == nullptr)
            continue;
        auto image = m_entries.imageOf(*entry, object.type);
        if (!image)
            return fail(image.error());
        const bool exportedAbove =
            layer < CsLayer::Unconfirmed || (layer == CsLayer::Unconfirmed && raw.deltas[at(CsLayer::Escrowed)].isThere());
        object.image = exportedAbove && !object.unconfirmed.empty()
            ? space::applyChanges(*image, object.unconfirmed, m_request.style)
            : std::move(*image);
        return {};
    }
    const bool applied =
        object.pending.operation == PendingOperation::Update || object.pending.operation == PendingOperation::None;
    if (const auto *entry = applied ? hologram(CsLayer::Unapplied) : nullptr) {
        auto image = m_entries.imageOf(*entry, object.type);
        if (!image)
            return fail(image.error());
        object.image = before(std::move(*image), object.pending.changes);
        m_findings.note({"image-derived",
                         Severity::Note,
                         {},
                         {},
                         "images were taken from the export hologram, the pending change taken off again",
                         "engine.md space-1"});
    }
    return {};
}

} // namespace anchorage::formats
