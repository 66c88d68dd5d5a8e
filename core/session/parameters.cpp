#include "core/session/parameters.h"

namespace anchorage::session {

namespace {

bool isOnlyReference(const std::string &text)
{
    return text.starts_with("${env:") && text.find('}') == text.size() - 1;
}

Result<ConfigParameter> encrypted(const project::Parameter &given, Secrets &secrets)
{
    const auto *text = std::get_if<std::string>(&given.value);
    auto reference = std::get_if<SecretReference>(&given.value) != nullptr
        ? Result<SecretReference>(std::get<SecretReference>(given.value))
        : text != nullptr && isOnlyReference(*text) ? SecretReference::parse("env:" + text->substr(6, text->size() - 7))
        : text != nullptr                           ? SecretReference::parse(*text)
                                                    : SecretReference::parse("");
    if (text != nullptr && text->empty())
        return ConfigParameter{given.name, Secret()};
    if (!reference)
        return fail(ErrorCode::Input,
                    "this parameter is encrypted: it takes a reference (env:NAME, prompt, keychain:NAME), not the secret itself");
    if (reference->source == SecretReference::Source::Prompt && reference->name.empty())
        reference->name = given.name;
    auto secret = secrets.resolve(*reference);
    if (!secret)
        return fail(std::move(secret.error()));
    return ConfigParameter{given.name, std::move(*secret)};
}

Result<ConfigParameter> plain(const project::Parameter &given, bool defined, Secrets &secrets)
{
    return std::visit(overloaded{
                          [&](const std::string &text) -> Result<ConfigParameter> {
                              auto expanded = secrets.expand(text);
                              if (!expanded)
                                  return fail(std::move(expanded.error()));
                              return ConfigParameter{given.name, std::move(*expanded)};
                          },
                          [&](const project::FilePath &file) -> Result<ConfigParameter> {
                              return ConfigParameter{given.name, file.path};
                          },
                          [&](const SecretReference &reference) -> Result<ConfigParameter> {
                              auto secret = secrets.resolve(reference);
                              if (!secret)
                                  return fail(std::move(secret.error()));
                              // A connector that declares the parameter as plain text reads it as such; the scrubber
                              // knows the secret all the same.
                              if (defined)
                                  return ConfigParameter{given.name, secret->reveal()};
                              return ConfigParameter{given.name, std::move(*secret)};
                          },
                      },
                      given.value);
}

} // namespace

bool hasValue(ConfigParameterType type)
{
    return type != ConfigParameterType::Label && type != ConfigParameterType::Divider;
}

ConfigParameter defaultOf(const ConfigParameterDefinition &definition)
{
    if (definition.type == ConfigParameterType::CheckBox)
        return {definition.name, std::string(definition.checkBoxDefault ? "1" : "0")};
    if (definition.type == ConfigParameterType::EncryptedString)
        return {definition.name, Secret()};
    return {definition.name, definition.defaultValue};
}

Result<ConfigParameter> resolveParameter(const project::Parameter &given, const ConfigParameterDefinition *definition,
                                         Secrets &secrets)
{
    auto resolved = definition != nullptr && definition->type == ConfigParameterType::EncryptedString
        ? encrypted(given, secrets)
        : plain(given, definition != nullptr, secrets);
    if (!resolved)
        resolved.error().message = "parameter " + given.name + ": " + resolved.error().message;
    return resolved;
}

Error unknownParameter(const std::string &name, const std::vector<std::string> &known)
{
    std::string names;
    for (const auto &each : known)
        names += (names.empty() ? "" : ", ") + each;
    return {ErrorCode::Usage, "the connector has no parameter \"" + name + "\"" + (names.empty() ? "" : "; it has " + names), {}};
}

} // namespace anchorage::session
