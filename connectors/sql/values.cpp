#include "connectors/sql/values.h"

#include "core/model/value_text.h"

#include <QByteArray>
#include <QStringConverter>

namespace anchorage::sql {

QString toQt(std::string_view utf8)
{
    // An empty text is no NULL, so it must not be a null QString.
    return utf8.empty() ? QStringLiteral("") : QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string toUtf8(const QString &text)
{
    return text.toStdString();
}

namespace {

Result<QVariant> textVariant(const std::string &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    if (decoder.hasError())
        return fail(ErrorCode::Input, "a text that is no UTF-8");
    return text.empty() ? QVariant(toQt(text)) : QVariant(decoded);
}

tl::unexpected<Error> mismatch(const AttributeValue &value, AttributeType type)
{
    return fail(ErrorCode::Input,
                "found a value of type " + std::string(name(typeOf(value))) + ", the column is mapped as "
                    + std::string(name(type)));
}

} // namespace

Result<QVariant> toVariant(const AttributeValue &value, AttributeType type)
{
    return std::visit(
        overloaded{[&](const std::string &text) -> Result<QVariant> {
                       if (type == AttributeType::String)
                           return textVariant(text);
                       if (type != AttributeType::Integer)
                           return mismatch(value, type);
                       const auto number = parseValue(text, AttributeType::Integer);
                       if (!number)
                           return fail(number.error());
                       return QVariant(static_cast<qlonglong>(std::get<std::int64_t>(*number)));
                   },
                   [&](std::int64_t number) -> Result<QVariant> {
                       if (type == AttributeType::String)
                           return QVariant(QString::number(number));
                       return type == AttributeType::Integer ? Result<QVariant>(QVariant(static_cast<qlonglong>(number)))
                                                             : mismatch(value, type);
                   },
                   [&](const Reference &reference) -> Result<QVariant> {
                       return type == AttributeType::Reference ? textVariant(reference.dn) : mismatch(value, type);
                   },
                   [&](const Binary &binary) -> Result<QVariant> {
                       if (type != AttributeType::Binary)
                           return mismatch(value, type);
                       return QVariant(QByteArray(binary.bytes.data(), static_cast<qsizetype>(binary.bytes.size())));
                   },
                   [&](bool truth) -> Result<QVariant> {
                       return type == AttributeType::Boolean ? Result<QVariant>(QVariant(truth)) : mismatch(value, type);
                   }},
        value);
}

Result<std::optional<AttributeValue>> fromVariant(const QVariant &content, AttributeType type)
{
    using Found = std::optional<AttributeValue>;
    if (content.isNull())
        return Found();
    switch (type) {
    case AttributeType::Integer: {
        const auto number = parseValue(toUtf8(content.toString()), AttributeType::Integer);
        if (!number)
            return fail(number.error());
        return Found(*number);
    }
    case AttributeType::Boolean: {
        const auto truth = parseValue(toUtf8(content.toString()), AttributeType::Boolean);
        if (!truth)
            return fail(truth.error());
        return Found(*truth);
    }
    case AttributeType::Binary: {
        const auto bytes = content.toByteArray();
        return Found(Binary{bytes.toStdString()});
    }
    case AttributeType::Reference:
        return Found(Reference{toUtf8(content.toString())});
    default:
        return Found(toUtf8(content.toString()));
    }
}

} // namespace anchorage::sql
