#include "core/formats/cs_object.h"
#include "core/formats/csexport.h"
#include "core/formats/xml_reader.h"
#include "core/model/value_text.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

struct LayerName {
    std::string_view name;
    CsLayer layer;
    bool hologram;
};
// Both vocabularies: what the tools write, and the one of the documentation's overview (MSDN ms695329).
constexpr std::array layerNames{
    LayerName{"unapplied-export", CsLayer::Unapplied, false},
    LayerName{"escrowed-export", CsLayer::Escrowed, false},
    LayerName{"unconfirmed-export", CsLayer::Unconfirmed, false},
    LayerName{"synchronized-hologram", CsLayer::Synchronized, true},
    LayerName{"hologram", CsLayer::Synchronized, true},
    LayerName{"unapplied-export-hologram", CsLayer::Unapplied, true},
    LayerName{"export-hologram", CsLayer::Unapplied, true},
    LayerName{"escrowed-export-hologram", CsLayer::Escrowed, true},
    LayerName{"unconfirmed-export-hologram", CsLayer::Unconfirmed, true},
    LayerName{"pending-import-hologram", CsLayer::PendingImport, true},
    LayerName{"import-hologram", CsLayer::PendingImport, true},
};

// Known, and of no use for an export: links into the metaverse, import states, times.
constexpr std::array passedOver{
    "connector",
    "connector-state",
    "seen-by-import",
    "rebuild-in-progress",
    "obsoletion",
    "ref-retry",
    "rename-retry",
    "pending-ref-delete",
    "ma-id",
    "ma-name",
    "partition-id",
    "partition-name",
    "import-delta-operation",
    "export-delta-operation",
    "last-import-delta-time",
    "last-export-delta-time",
    "import-errordetail",
    "mv-link",
    "cs-mv-links",
    "account-name",
    "disconnection-id",
    "disconnection-time",
    "disconnection-type",
    "disconnection-modification",
    "ma-guid",
    "sequencers",
    "password-change-history",
    "partition-display-name",
    "user-principal-name",
    "lineage-id",
};

class CsexportHandler : public XmlHandler {
public:
    explicit CsexportHandler(const LoadRequest &request)
        : m_request(request), m_builder(request, m_findings),
          m_space(request.base != nullptr ? *request.base : space::Space(request.style))
    {
    }

    Result<XmlStep> startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        switch (m_place) {
        case Place::File:
            if (name != "cs-objects")
                return fail(ErrorCode::Input,
                            "this is no csexport file: its root is <" + std::string(name) + ">, expected <cs-objects>");
            return enter(Place::Objects);
        case Place::Objects:
            if (name != "cs-object")
                return unknown(name);
            m_object.clear();
            m_object.line = line();
            m_object.dn = attributes.value("cs-dn");
            m_object.id = attributes.value("id");
            m_object.type = attributes.value("object-type");
            return enter(Place::Object);
        case Place::Object:
            return startPart(name);
        case Place::Layer:
            if (name != (m_layer->hologram ? "entry" : "delta"))
                return unknown(name);
            m_collector.begin(
                (m_layer->hologram ? m_object.holograms : m_object.deltas)[static_cast<std::size_t>(m_layer->layer)], attributes,
                line());
            return enter(Place::Delta);
        case Place::Delta: {
            const auto known = m_collector.start(name, attributes, line());
            return known == DeltaCollector::Known::Read   ? XmlStep::Enter
                : known == DeltaCollector::Known::Skipped ? XmlStep::Skip
                                                          : unknown(name);
        }
        case Place::Failure:
            ++m_failureDepth;
            return XmlStep::Enter;
        }
        return XmlStep::Skip;
    }

    Result<void> endElement(std::string_view name, std::string &text) override
    {
        switch (m_place) {
        case Place::Delta:
            if (!m_collector.atTop()) {
                m_collector.end(text);
                return {};
            }
            m_place = Place::Layer;
            return {};
        case Place::Layer:
            m_place = Place::Object;
            return {};
        case Place::Failure:
            if (m_failureDepth-- > 0)
                return failurePart(name, text);
            m_place = Place::Object;
            return {};
        case Place::Object:
            m_place = Place::Objects;
            return insert();
        default:
            m_place = Place::File;
            return {};
        }
    }

    FindingCollector &findings() { return m_findings; }
    space::Space takeSpace() { return std::move(m_space); }

private:
    enum class Place : std::uint8_t { File, Objects, Object, Layer, Delta, Failure };

    XmlStep enter(Place place)
    {
        m_place = place;
        return XmlStep::Enter;
    }

    XmlStep unknown(std::string_view name)
    {
        m_findings.note(unknownElement(name));
        return XmlStep::Skip;
    }

    Result<XmlStep> startPart(std::string_view name)
    {
        for (const auto &layer : layerNames)
            if (layer.name == name) {
                m_layer = &layer;
                return enter(Place::Layer);
            }
        if (name == "export-errordetail") {
            m_object.failure.emplace().code = MAExportError::ExportErrorCustomContinueRun;
            m_failureDepth = 0;
            return enter(Place::Failure);
        }
        if (name == "pending-import")
            m_findings.note({"pending-import",
                             Severity::Note,
                             m_object.dn,
                             {},
                             "objects have pending imports: an export has no use for them",
                             {}});
        else if (std::find(passedOver.begin(), passedOver.end(), name) == passedOver.end())
            return unknown(name);
        return XmlStep::Skip;
    }

    Result<void> failurePart(std::string_view name, std::string &text)
    {
        auto &failure = *m_object.failure;
        if (name == "error-type") {
            if (const auto code = exportErrorFromText(text))
                failure.code = *code;
            else
                failure.name = std::move(text);
        } else if (name == "error-literal") {
            failure.name = std::move(text);
        } else if (name == "server-error-detail") {
            failure.detail = std::move(text);
        } else if (name == "retry-count") {
            const auto count = parseValue(text, AttributeType::Integer);
            const auto *number = count ? std::get_if<std::int64_t>(&*count) : nullptr;
            if (number == nullptr || *number < 0 || *number > 0xFFFFFFFFLL)
                return fail(ErrorCode::Input, "the retry-count \"" + text.substr(0, 60) + "\" is no number of 0 or more",
                            {.file = m_request.path, .line = line(), .entry = m_object.dn});
            failure.retryCount = static_cast<std::uint32_t>(*number);
        }
        return {};
    }

    Result<void> insert()
    {
        auto object = m_builder.build(m_object, m_space);
        if (!object)
            return fail(object.error());
        // The same object over one that is there already: the file is the newer word.
        const auto known = m_space.find(object->dn);
        if (known && m_request.base != nullptr && m_request.base->find(object->dn)) {
            object->identifier = m_space.identifier(*known);
            if (auto done = m_space.replace(*known, std::move(*object)); !done)
                return placed(done.error());
            return {};
        }
        if (auto done = m_space.insert(*object); !done)
            return placed(done.error());
        return {};
    }

    tl::unexpected<Error> placed(Error error) const
    {
        error.where = {.file = m_request.path, .line = m_object.line, .entry = m_object.dn};
        return fail(std::move(error));
    }

    const LoadRequest &m_request;
    FindingCollector m_findings;
    CsObjectBuilder m_builder;
    space::Space m_space;
    CsObject m_object;
    DeltaCollector m_collector;
    const LayerName *m_layer = nullptr;
    Place m_place = Place::File;
    std::size_t m_failureDepth = 0;
};

} // namespace

Result<Loaded> readCsexport(const LoadRequest &request)
{
    CsexportHandler handler(request);
    const auto done = parseXml(request, handler);
    if (!done)
        return fail(done.error());
    handler.findings().note(*done);
    Loaded loaded;
    loaded.format = "csexport";
    loaded.space = handler.takeSpace();
    loaded.findings = handler.findings().take();
    return loaded;
}

} // namespace anchorage::formats
