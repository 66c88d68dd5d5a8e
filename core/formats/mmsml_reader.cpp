#include "core/formats/batch_builder.h"
#include "core/formats/mmsml.h"
#include "core/formats/xml_reader.h"

namespace anchorage::formats {

namespace {

class MmsmlHandler : public XmlHandler {
public:
    explicit MmsmlHandler(const LoadRequest &request) : m_builder(request) { }

    Result<XmlStep> startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        if (m_depth == 0) {
            if (name != "mmsml")
                return fail(ErrorCode::Input, "this is no drop file: its root is <" + std::string(name) + ">, expected <mmsml>");
            if (const auto step = attributes.value("step-type"); !step.empty() && step != "export")
                return fail(ErrorCode::Input,
                            "this is a drop file of an " + std::string(step) + " step; only export steps can be handed over");
            return enter();
        }
        if (m_inDelta && !foreign()) {
            const auto known = m_collector.start(name, attributes, line());
            if (known == DeltaCollector::Known::Read)
                return XmlStep::Enter;
            if (known == DeltaCollector::Known::Skipped)
                return XmlStep::Skip;
        } else if (m_depth == 1 && name == "directory-entries" && !foreign()) {
            return enter();
        } else if (m_depth == 2 && name == "delta" && !foreign()) {
            m_inDelta = true;
            m_collector.begin(m_delta, attributes, line());
            return enter();
        }
        m_builder.findings().note(unknownElement(name));
        return XmlStep::Skip;
    }

    Result<void> endElement(std::string_view, std::string &text) override
    {
        if (m_inDelta && !m_collector.atTop()) {
            m_collector.end(text);
            return {};
        }
        --m_depth;
        if (!m_inDelta)
            return {};
        m_inDelta = false;
        return m_builder.add(m_delta);
    }

    BatchBuilder &builder() { return m_builder; }

private:
    XmlStep enter()
    {
        ++m_depth;
        return XmlStep::Enter;
    }

    BatchBuilder m_builder;
    RawDelta m_delta;
    DeltaCollector m_collector;
    std::size_t m_depth = 0; // of mmsml, directory-entries and delta
    bool m_inDelta = false;
};

} // namespace

Result<Loaded> readMmsml(const LoadRequest &request)
{
    MmsmlHandler handler(request);
    const auto done = parseXml(request, handler);
    if (!done)
        return fail(done.error());
    handler.builder().findings().note(*done);
    Loaded loaded;
    loaded.format = "mmsml";
    loaded.space = handler.builder().takeSpace();
    loaded.findings = handler.builder().findings().take();
    return loaded;
}

} // namespace anchorage::formats
