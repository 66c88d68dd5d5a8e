#include "core/formats/csexport.h"
#include "core/formats/delta_writer.h"
#include "core/formats/loss_counter.h"
#include "core/formats/output_file.h"
#include "core/model/export_error.h"
#include "core/space/delta.h"

namespace anchorage::formats {

namespace {

using space::PendingOperation;

class CsexportWriter {
public:
    explicit CsexportWriter(std::string &text) : m_out(text), m_deltas(m_out) { m_out.open("cs-objects"); }

    void write(const space::SpaceObject &object)
    {
        const auto id = upper("{" + object.identifier.text() + "}");
        m_out.open("cs-object", {{"cs-dn", object.dn}, {"id", id}, {"transient", "false"}, {"object-type", object.type}});
        if (object.pending.operation != PendingOperation::None)
            delta("unapplied-export", entryOfPending(object), object.pending.operation);
        if (!object.unconfirmed.empty()) {
            CsEntryChange exported;
            exported.dn = object.dn;
            exported.objectType = object.type;
            exported.anchors = object.anchors;
            exported.changes = object.unconfirmed;
            exported.modification = ObjectModificationType::Update;
            delta("unconfirmed-export", exported, PendingOperation::Update);
        }
        holograms(object);
        if (object.lastFailure)
            failure(*object.lastFailure);
        m_out.close();
        losses.addMarks(object);
    }

    void finish()
    {
        m_out.close();
        losses.add("characters that XML cannot hold in a DN or name, written as U+FFFD", m_out.replacedCharacters());
    }

    LossCounter losses;

private:
    static std::string upper(std::string text)
    {
        for (auto &c : text)
            c = 'a' <= c && c <= 'f' ? static_cast<char>(c - 32) : c;
        return text;
    }

    void delta(std::string_view element, const CsEntryChange &entry, PendingOperation pending)
    {
        m_out.open(element);
        m_deltas.delta(entry, pending);
        m_out.close();
    }

    void hologram(std::string_view element, const space::SpaceObject &object, const std::string &dn, const space::Image &image)
    {
        m_out.open(element);
        m_deltas.entry(object, dn, image);
        m_out.close();
    }

    void holograms(const space::SpaceObject &object)
    {
        const auto &pending = object.pending;
        if (object.image)
            hologram(object.unconfirmed.empty() ? "synchronized-hologram" : "unconfirmed-export-hologram", object, object.dn,
                     *object.image);
        if (pending.operation == PendingOperation::Add || pending.operation == PendingOperation::DeleteAdd)
            hologram("unapplied-export-hologram", object, object.dn, space::imageOfAdd(pending.changes));
        else if (object.image && pending.operation == PendingOperation::Update)
            hologram("unapplied-export-hologram", object, pending.newDn.value_or(object.dn),
                     space::applyChanges(*object.image, pending.changes));
        else if (!object.image && object.anchors.empty())
            return;
        else if (!object.image && pending.operation == PendingOperation::None && object.unconfirmed.empty())
            losses.add("anchors of objects without image and change", 1);
    }

    void failure(const space::ExportFailure &failure)
    {
        const bool custom = failure.code == MAExportError::ExportErrorCustomContinueRun
            || failure.code == MAExportError::ExportErrorCustomStopRun;
        m_out.open("export-errordetail");
        m_out.element("retry-count", {}, std::to_string(failure.retryCount));
        m_out.element("error-type", {},
                      custom && !failure.name.empty() ? std::string_view(failure.name) : engineString(failure.code));
        m_out.open("cd-error");
        m_out.element("error-literal", {}, failure.name);
        m_out.element("server-error-detail", {}, failure.detail);
        m_out.close();
        m_out.close();
    }

    XmlWriter m_out;
    DeltaWriter m_deltas;
};

} // namespace

Result<std::vector<Loss>> writeCsexport(const space::Space &space, const SaveRequest &request)
{
    OutputFile file(request.path, TextEncoding::Utf8);
    CsexportWriter writer(file.text());
    for (space::ObjectIndex index = 0; index < space.size(); ++index) {
        if (!space.exists(index))
            continue;
        writer.write(space.object(index));
        file.settle();
    }
    writer.finish();
    writer.losses.add("the order of recorded hand-overs", space.recorded().size());
    if (auto done = file.finish(); !done)
        return fail(done.error());
    return writer.losses.take();
}

} // namespace anchorage::formats
