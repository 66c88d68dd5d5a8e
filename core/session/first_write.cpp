#include "core/session/first_write.h"

#include "core/base/file.h"
#include "core/json/json_reader.h"
#include "core/json/json_writer.h"

#include <QCryptographicHash>
#include <QStandardPaths>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace anchorage::session {

namespace {

std::string hashOf(const RunSetup &setup)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto &part : {setup.projectFile, setup.target}) {
        hash.addData(QByteArray::fromStdString(part));
        hash.addData(QByteArray(1, '\0'));
    }
    return hash.result().toHex().toStdString();
}

Result<std::vector<std::string>> readHashes(const std::string &file)
{
    const auto text = readFile(file);
    if (!text)
        return fail(text.error());
    json::Document document;
    const auto root = document.parse(*text);
    if (!root)
        return fail(root.error());
    const auto list = root->at("confirmed");
    if (!list)
        return fail(list.error());
    std::vector<std::string> hashes;
    const auto done = list->forEachElement([&](std::size_t, json::Node element) -> Result<void> {
        const auto hash = element.toString();
        if (!hash)
            return fail(hash.error());
        hashes.emplace_back(*hash);
        return {};
    });
    if (!done)
        return fail(done.error());
    return hashes;
}

} // namespace

std::string FirstWrites::defaultFile()
{
    if (const char *folder = std::getenv("ANCHORAGE_CONFIG_DIR"); folder != nullptr && *folder != '\0')
        return std::string(folder) + "/confirmed-writes.json";
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return folder.toStdString() + "/anchorage/confirmed-writes.json";
}

FirstWrites::FirstWrites(std::string file) : m_file(std::move(file)) { }

bool FirstWrites::confirmed(const RunSetup &setup) const
{
    const auto hashes = readHashes(m_file);
    return hashes && std::find(hashes->begin(), hashes->end(), hashOf(setup)) != hashes->end();
}

Result<void> FirstWrites::confirm(const RunSetup &setup)
{
    auto hashes = readHashes(m_file).value_or(std::vector<std::string>());
    auto hash = hashOf(setup);
    if (std::find(hashes.begin(), hashes.end(), hash) != hashes.end())
        return {};
    hashes.push_back(std::move(hash));
    std::string text;
    json::Writer out(text, json::Writer::Style::Pretty);
    out.beginObject().key("confirmed").beginArray();
    for (const auto &each : hashes)
        out.value(each);
    out.endArray().endObject();
    std::error_code error;
    std::filesystem::create_directories(utf8Path(m_file).parent_path(), error);
    return replaceFile(m_file, text + '\n');
}

} // namespace anchorage::session
