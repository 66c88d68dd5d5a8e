#include "connectors/sql/mapping.h"

#include "core/json/json_members.h"

namespace anchorage::sql {

namespace {

using json::atMember;
using json::Kind;
using json::Node;

Result<void> readName(const Node &node, std::string &target)
{
    const auto text = node.toString();
    if (!text)
        return fail(text.error());
    if (text->empty() || text->find('\0') != std::string_view::npos)
        return fail(ErrorCode::Input, "expected a name, found an empty one");
    target = *text;
    return {};
}

Result<void> readName(const Node &object, std::string_view member, std::string &target)
{
    const auto node = object.find(member);
    if (!node)
        return {};
    auto read = readName(*node, target);
    return read ? read : atMember(std::move(read.error()), member);
}

Result<void> readType(const Node &object, AttributeType &target)
{
    const auto node = object.find("type");
    if (!node)
        return {};
    const auto text = node->toString();
    const auto type = text ? fromName<AttributeType>(*text) : std::nullopt;
    if (!type || *type == AttributeType::Undefined)
        return fail(ErrorCode::Input,
                    "type: expected string, integer, boolean, binary or reference"
                        + (text ? ", found \"" + std::string(*text) + '"' : std::string()));
    target = *type;
    return {};
}

Result<void> readFlag(const Node &object, std::string_view member, bool &target)
{
    const auto node = object.find(member);
    if (!node)
        return {};
    const auto flag = node->toBool();
    if (!flag)
        return atMember(flag.error(), member);
    target = *flag;
    return {};
}

Result<void> readStores(const Node &object, Stores &target)
{
    const auto node = object.find("stores");
    if (!node)
        return {};
    const auto text = node->toString();
    if (text && (*text == "anchor" || *text == "dn")) {
        target = *text == "dn" ? Stores::Dn : Stores::Anchor;
        return {};
    }
    return fail(ErrorCode::Input, R"(stores: expected "anchor" or "dn")");
}

Result<void> readTo(const Node &object, std::vector<std::string> &target)
{
    const auto node = object.find("to");
    if (!node)
        return {};
    auto read = node->forEachElement([&](std::size_t, const Node &element) { return readName(element, target.emplace_back()); });
    return read ? read : atMember(std::move(read.error()), "to");
}

/// The first error of a row of readers.
template <typename... Readers> Result<void> inOrder(Readers &&...readers)
{
    Result<void> result;
    (void)((result = readers(), result.has_value()) && ...);
    return result;
}

Result<void> readAttribute(const Node &node, AttributeMapping &attribute)
{
    attribute.column = attribute.name;
    if (node.kind() == Kind::String)
        return readName(node, attribute.column);
    auto read = inOrder(
        [&] {
            return node.refuseUnknown({"column", "type", "table", "owner", "stores", "to", "required", "readOnly"});
        },
        [&] { return readType(node, attribute.type); }, [&] { return readName(node, "column", attribute.column); },
        [&] { return readName(node, "table", attribute.table); }, [&] { return readName(node, "owner", attribute.owner); },
        [&] { return readStores(node, attribute.stores); }, [&] { return readTo(node, attribute.to); },
        [&] { return readFlag(node, "required", attribute.required); },
        [&] { return readFlag(node, "readOnly", attribute.readOnly); });
    if (!read)
        return read;
    if (attribute.table.empty() != attribute.owner.empty())
        return fail(ErrorCode::Input,
                    R"(a multi-valued attribute needs both "table" and "owner" (the column with the owner's id))");
    if (!attribute.isReference() && (node.find("stores") || node.find("to")))
        return fail(ErrorCode::Input, R"("stores" and "to" are for references: give "type": "reference")");
    return {};
}

Result<void> readAnchor(const Node &node, AnchorMapping &anchor)
{
    if (node.kind() == Kind::String) {
        auto read = readName(node, anchor.column);
        anchor.attribute = anchor.column;
        return read;
    }
    bool given = false;
    auto read = inOrder(
        [&] {
            return node.refuseUnknown({"column", "attribute", "type", "given"});
        },
        [&] { return node.at("column").map([](const Node &) {}); }, [&] { return readName(node, "column", anchor.column); },
        [&] {
            anchor.attribute = anchor.column;
            return readName(node, "attribute", anchor.attribute);
        },
        [&] { return readType(node, anchor.type); }, [&] { return readFlag(node, "given", given); });
    if (!read)
        return read;
    anchor.made = !given;
    if (anchor.made && anchor.type != AttributeType::Integer)
        return fail(ErrorCode::Input, R"(the database makes integers only: take "type" away, or say "given": true)");
    if (anchor.type == AttributeType::Reference || anchor.type == AttributeType::Boolean)
        return fail(ErrorCode::Input, "an anchor is a string, an integer or binary");
    return {};
}

Result<void> readTypeMapping(const Node &node, TypeMapping &type)
{
    auto read = inOrder(
        [&] {
            return node.refuseUnknown({"table", "anchor", "dn", "attributes"});
        },
        [&] { return node.at("anchor").map([](const Node &) {}); },
        [&] {
            type.table = type.name;
            return readName(node, "table", type.table);
        },
        [&] { return readName(node, "dn", type.dn); },
        [&]() -> Result<void> {
            auto anchor = readAnchor(*node.find("anchor"), type.anchor);
            return anchor ? anchor : atMember(std::move(anchor.error()), "anchor");
        });
    const auto attributes = node.find("attributes");
    if (!read || !attributes)
        return read;
    return attributes->forEachMember([&](std::string_view name, const Node &member) -> Result<void> {
        type.attributes.emplace_back().name = name;
        auto attribute = readAttribute(member, type.attributes.back());
        return attribute ? attribute : atMember(std::move(attribute.error()), "attributes." + std::string(name));
    });
}

Result<void> readIds(const Node &node, IdTable &ids)
{
    ids.column = "id";
    return inOrder(
        [&] {
            return node.refuseUnknown({"table", "column", "type"});
        },
        [&] { return node.at("table").map([](const Node &) {}); }, [&] { return readName(node, "table", ids.table); },
        [&] { return readName(node, "column", ids.column); }, [&] { return readName(node, "type", ids.typeColumn); });
}

} // namespace

Result<Mapping> readMapping(std::string_view text)
{
    json::Document document;
    auto root = document.parse(text);
    if (!root)
        return fail(std::move(root.error()));
    Mapping mapping;
    auto read = inOrder(
        [&] {
            return root->refuseUnknown({"ids", "types"});
        },
        [&] { return root->at("types").map([](const Node &) {}); },
        [&]() -> Result<void> {
            const auto ids = root->find("ids");
            if (!ids)
                return {};
            auto done = readIds(*ids, mapping.ids.emplace());
            return done ? done : atMember(std::move(done.error()), "ids");
        },
        [&] {
            return root->find("types")->forEachMember([&](std::string_view name, const Node &node) -> Result<void> {
                mapping.types.emplace_back().name = name;
                auto done = readTypeMapping(node, mapping.types.back());
                return done ? done : atMember(std::move(done.error()), "types." + std::string(name));
            });
        });
    if (!read)
        return fail(std::move(read.error()));
    if (mapping.types.empty())
        return fail(ErrorCode::Input, "types: expected at least one object type");
    return mapping;
}

} // namespace anchorage::sql
