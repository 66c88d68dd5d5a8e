#include "core/formats/xml_tree.h"

#include <algorithm>

namespace anchorage::formats {

namespace {

class TreeBuilder : public XmlHandler {
public:
    Result<XmlStep> startElement(std::string_view name, const XmlAttributes &attributes) override
    {
        XmlElement element;
        element.name = name;
        element.line = line();
        for (std::size_t i = 0; i < attributes.size(); ++i)
            element.attributes.emplace_back(attributes.name(i), attributes.value(i));
        m_open.push_back(std::move(element));
        return XmlStep::Enter;
    }

    Result<void> endElement(std::string_view, std::string &text) override
    {
        auto element = std::move(m_open.back());
        m_open.pop_back();
        element.text = trimmed(text);
        if (m_open.empty())
            root = std::move(element);
        else
            m_open.back().children.push_back(std::move(element));
        return {};
    }

    XmlElement root;

private:
    std::vector<XmlElement> m_open;
};

} // namespace

std::string_view XmlElement::attribute(std::string_view wanted) const
{
    for (const auto &[attribute, value] : attributes)
        if (attribute == wanted)
            return value;
    return {};
}

const XmlElement *XmlElement::child(std::string_view wanted) const
{
    const auto found = std::find_if(children.begin(), children.end(), [&](const auto &c) { return c.name == wanted; });
    return found == children.end() ? nullptr : &*found;
}

const XmlElement *XmlElement::find(std::initializer_list<std::string_view> path) const
{
    const auto *element = this;
    for (const auto step : path) {
        element = element->child(step);
        if (element == nullptr)
            break;
    }
    return element;
}

const XmlElement *XmlElement::descendant(std::string_view wanted) const
{
    for (const auto &element : children) {
        if (element.name == wanted)
            return &element;
        if (const auto *found = element.descendant(wanted))
            return found;
    }
    return nullptr;
}

std::string_view XmlElement::childText(std::string_view wanted) const
{
    const auto *element = child(wanted);
    return element == nullptr ? std::string_view() : std::string_view(element->text);
}

Result<XmlElement> readXmlTree(const LoadRequest &request, Findings &findings)
{
    TreeBuilder builder;
    auto done = parseXml(request, builder);
    if (!done)
        return fail(done.error());
    findings.insert(findings.end(), done->begin(), done->end());
    return std::move(builder.root);
}

} // namespace anchorage::formats
