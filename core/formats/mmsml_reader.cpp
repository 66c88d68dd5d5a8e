#include "core/formats/batch_builder.h"
#include "core/formats/mmsml.h"
#include "core/formats/xml_reader.h"

namespace anchorage::formats {

namespace {

class MmsmlHandler : public XmlHandler {
public:
    explicit MmsmlHandler(const LoadRequest &request) : m_builder(request) { }

    Result<void> startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        if (m_depth++ == 0) {
            if (name != "mmsml")
                return fail(ErrorCode::Input, "this is no drop file: its root is <" + std::string(name) + ">, expected <mmsml>");
            if (const auto step = attributes.value("step-type"); !step.empty() && step != "export")
                return fail(ErrorCode::Input,
                            "this is a drop file of an " + std::string(step) + " step; only export steps can be handed over");
        } else if (m_inDelta) {
            if (!m_collector.start(name, attributes, line()))
                m_builder.note({"unknown-element",
                                Severity::Warning,
                                {},
                                {},
                                "the element <" + std::string(name) + "> is unknown and was left out",
                                {}});
        } else if (name == "delta") {
            m_inDelta = true;
            m_collector.begin(attributes, line());
        } else if (name != "directory-entries") {
            m_builder.note({"unknown-element",
                            Severity::Warning,
                            {},
                            {},
                            "the element <" + std::string(name) + "> is unknown and was left out",
                            {}});
        }
        return {};
    }

    Result<void> endElement(std::string_view name, std::string_view text) override
    {
        --m_depth;
        if (!m_inDelta)
            return {};
        if (name != "delta") {
            m_collector.end(name, text);
            return {};
        }
        m_inDelta = false;
        return m_builder.add(m_collector.take());
    }

    BatchBuilder &builder() { return m_builder; }

private:
    BatchBuilder m_builder;
    DeltaCollector m_collector;
    std::size_t m_depth = 0;
    bool m_inDelta = false;
};

} // namespace

Result<Loaded> readMmsml(const LoadRequest &request)
{
    MmsmlHandler handler(request);
    if (auto done = parseXmlFile(request.path, handler); !done)
        return fail(done.error());
    Loaded loaded;
    loaded.format = "mmsml";
    loaded.space = handler.builder().takeSpace();
    loaded.findings = handler.builder().takeFindings();
    return loaded;
}

} // namespace anchorage::formats
