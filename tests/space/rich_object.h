// An object with everything an object can have, in every type and with odd values.
#pragma once

#include "core/space/space_object.h"

#include <limits>
#include <string>

namespace anchorage::space {

inline SpaceObject richObject()
{
    SpaceObject object;
    object.type = "user";
    object.dn = "cn=Rich,ou=x";
    object.temporaryDn = true;
    object.anchors = {{"id", std::int64_t{-7}}, {"guid", Binary{std::string("\0\xff", 2)}}, {"unknown", std::nullopt}};
    object.image.emplace();
    object.image->attributes = {
        {"title", AttributeType::String, false, {std::string("Größe \"x\"")}},
        {"empty", AttributeType::String, false, {std::string()}},
        {"mail", AttributeType::String, true, {std::string("a@x")}},
        {"numbers",
         AttributeType::Integer,
         true,
         {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), std::int64_t{0}}},
        {"uid", AttributeType::Integer, false, {std::int64_t{42}}},
        {"member", AttributeType::Reference, true, {Reference{"cn=a"}, Reference{"cn=b"}}},
        {"photo", AttributeType::Binary, false, {Binary{std::string(3000, '\x80')}}},
        {"active", AttributeType::Boolean, false, {true}},
        {"mixed", AttributeType::Undefined, true, {std::string("x"), false, std::int64_t{3}}},
        {"two values all the same", AttributeType::String, false, {std::string("x"), std::string("y")}},
    };
    auto secret = AttributeChange::add("export_password", {std::string("env:PW")}, AttributeType::String, false);
    secret.encrypted = true;
    auto members = AttributeChange::update("member", {Reference{"cn=c"}}, {Reference{"cn=a"}}, AttributeType::Reference, true);
    object.pending = {PendingOperation::Update, "cn=Richer,ou=x", {secret, members}};
    object.unconfirmed = {AttributeChange::remove("phone", AttributeType::String, false),
                          AttributeChange::replace("title", {std::string("B")}, AttributeType::String, false)};
    object.lastFailure = ExportFailure{MAExportError::ExportErrorInvalidDN, "invalid-dn", "no such parent", 3};
    object.exported = true;
    object.dropped = true;
    object.origin = "/tmp/users.ldif:1042";
    return object;
}

} // namespace anchorage::space
