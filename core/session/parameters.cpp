#include "core/session/parameters.h"

#include "core/model/distinguished_name.h"

#include <algorithm>

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

/// The same but for case, or at most two letters wrong, missing or too many.
bool isSlipOf(const std::string &given, const std::string &name)
{
    if (equalsIgnoreCase(given, name))
        return true;
    constexpr std::size_t most = 2;
    if (given.size() <= most || std::max(given.size(), name.size()) - std::min(given.size(), name.size()) > most)
        return false;
    std::vector<std::size_t> row(name.size() + 1); // Levenshtein, one row at a time
    for (std::size_t j = 0; j <= name.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= given.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= name.size(); ++j) {
            const auto replaced = diagonal + (given[i - 1] == name[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back() <= most;
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

Finding undeclaredParameter(const std::string &name, const std::vector<std::string> &known)
{
    std::string near;
    std::string names;
    for (const auto &each : known) {
        names += (names.empty() ? "" : ", ") + each;
        if (near.empty() && isSlipOf(name, each))
            near = each;
    }
    auto message = "no page of the connector declares the parameter \"" + name + "\"; it gets it all the same";
    if (!near.empty())
        message += ". Is \"" + near + "\" meant?";
    else if (!names.empty())
        message += ". It declares " + names;
    return {"parameter-undeclared", Severity::Warning, {}, {}, std::move(message), "dotnet.md"};
}

} // namespace anchorage::session
