// The space as JSON: the journal holds one, the canonical file is one. Made to be read and compared by
// eye; everything an object has comes back the same, also without a schema.
//
// An object; members that say nothing are left out:
//   {"dn": "cn=g1,ou=x", "type": "group", "id": "360b36f7-1227-6f44-9b8d-df65a756a9da",
//    "temporaryDn": true, "anchors": {"id": 7}, "image": {…}, "pending": {…}, "unconfirmed": [change…],
//    "failure": {"code": "ExportErrorInvalidDN", "name": "…", "detail": "…", "retryCount": 3},
//    "exported": true, "dropped": true, "origin": "groups.ldif:12"}
//   "pending": {"operation": "add|update|delete|delete-add", "newDn": "…", "attributes": {…}, "changes": [change…]}
// "attributes" is short for attribute Adds and goes with add and delete-add; "changes" follow it. A
// change has the form of json::write(AttributeChange).
//
// "image", "attributes" and "anchors" map names to values. A JSON string, integer or boolean is a value of
// that type; an array says that the attribute is multi-valued (also with one value), a lone value that it
// is not. Any other type is the name of the member around the values, so a value with braces always
// says its type and one without never needs it:
//   "title": "Boss"   "uid": 7   "mail": ["a@x", "b@x"]   "member": {"Reference": ["cn=a", "cn=b"]}
//   "photo": {"Binary": "AAEC"}   "huge": {"Integer": "9007199254740993"}
// Odd cases keep their form: {"String": ["a", "b"], "multiValued": false} has two values all the same;
// {"Undefined": [{"String": "x"}, {"Integer": 3}]} has values that are not of the attribute's type. An
// anchor component without a value is null (anchor-4). With a schema, values without braces are of its
// type ("manager": "cn=a" is then a reference) and its multi-valuedness counts.
//
// Secrets: the values of a change marked secret, of export_password and of attributes that the schema
// encrypts are secret references. Anything else there is refused without repeating it; so is such an
// attribute in an image, as it is never read back.
#pragma once

#include "core/base/result.h"
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"
#include "core/json/model_json.h"
#include "core/space/space.h"

#include <vector>

namespace anchorage::json {

void write(Writer &out, const space::SpaceObject &object);
/// {"object": 3, "entry": {…}}
void write(Writer &out, const space::RecordedEntry &entry);

/// Error Input: an unknown member, a wrong type, a plain secret; the message has the member's path, the
/// entry is the DN where that could be read.
template <> Result<space::SpaceObject> read<space::SpaceObject>(const Node &node);
template <> Result<space::RecordedEntry> read<space::RecordedEntry>(const Node &node);

} // namespace anchorage::json

namespace anchorage::space {

/// As json::read and json::write, for a file that has a schema; null: none. Written with it, a value of another
/// type than the schema's says its own.
Result<SpaceObject> readObject(const json::Node &node, const Schema *schema);
void writeObject(json::Writer &out, const SpaceObject &object, const Schema *schema);

/// Where each index of a space stands when holes are left out: what recorded entries refer to in a file.
std::vector<ObjectIndex> positionsWithoutHoles(const Space &space);

/// A whole space as one value, without holes: {"style": "Ldap", "objects": […], "recorded": […]}.
void writeSpace(json::Writer &out, const Space &space, const Schema *schema = nullptr);
Result<Space> readSpace(const json::Node &node, const Schema *schema = nullptr);

/// Builds a space from its parts one by one: a file of any size is read without holding it whole.
class SpaceReader {
public:
    /// The schema must outlive the reader; null: none.
    explicit SpaceReader(MADistinguishedNameStyle style, const Schema *schema = nullptr) : m_space(style), m_schema(schema) { }

    /// One object, or null for a hole, which keeps the indexes behind it. `where` is put to errors; an object
    /// that does not say its origin gets `where.file` and line. Errors of json::read and Space::insert.
    Result<void> object(const json::Node &node, const ErrorContext &where = {});
    /// After the objects. Error Input also when the object it belongs to is not there.
    Result<void> recorded(const json::Node &node, const ErrorContext &where = {});
    Space take() { return std::move(m_space); }

private:
    Space m_space;
    const Schema *m_schema;
};

} // namespace anchorage::space
