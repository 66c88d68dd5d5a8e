// Attribute values to what Qt SQL binds, and back.
#pragma once

#include "core/base/result.h"
#include "core/model/attribute_value.h"

#include <QString>
#include <QVariant>

#include <optional>
#include <string_view>

namespace anchorage::sql {

QString toQt(std::string_view utf8);
std::string toUtf8(const QString &text);

/// What to bind. The value must be of this type; integers and strings convert where that is exact
/// (an anchor may come as "42"). References bind as their text. Error Input: what was found.
Result<QVariant> toVariant(const AttributeValue &value, AttributeType type);
/// A column's content as a value; nothing for NULL. Error Input: content that is none of this type.
Result<std::optional<AttributeValue>> fromVariant(const QVariant &content, AttributeType type);

} // namespace anchorage::sql
