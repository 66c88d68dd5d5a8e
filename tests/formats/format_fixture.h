// What the tests of file formats share: files in a temporary folder, the schema of the fixtures.
#pragma once

#include "core/base/file.h"
#include "core/formats/format.h"
#include "core/formats/utf16.h"
#include "core/model/page_text.h"

#include <QTemporaryDir>

#include <cstdlib>

namespace anchorage {

class FormatFixture {
public:
    std::string write(const std::string &name, std::string_view text)
    {
        const auto path = m_folder.path().toStdString() + "/" + name;
        if (!replaceFile(path, text))
            std::abort();
        return path;
    }
    std::string path(const std::string &name) const { return m_folder.path().toStdString() + "/" + name; }

    /// What engines write: UTF-16LE, byte order mark, CRLF.
    static std::string utf16(std::string_view text)
    {
        std::string crlf;
        for (const char c : text)
            crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
        return "\xFF\xFE" + formats::utf8ToUtf16Le(crlf);
    }

    /// Real files from real products, where they are.
    static std::string sample(const std::string &name)
    {
        const char *set = std::getenv("ANCHORAGE_SAMPLES");
        const std::string folder = set != nullptr ? set : std::string(ANCHORAGE_SOURCE_DIR) + "/../shared/samples";
        const auto path = folder + "/" + name;
        return std::filesystem::exists(path) ? path : std::string();
    }

    static Schema schema()
    {
        using T = AttributeType;
        SchemaType person{"person", false, {}, {}};
        const auto attribute = [&](const char *name, T type, bool multi = false) {
            SchemaAttribute a;
            a.name = name;
            a.type = type;
            a.multiValued = multi;
            person.attributes.push_back(a);
        };
        attribute("guid", T::Binary);
        person.attributes.back().anchor = true;
        attribute("title", T::String);
        attribute("enabled", T::Boolean);
        attribute("size", T::Integer);
        attribute("photo", T::Binary);
        attribute("proxy", T::String, true);
        attribute("manager", T::Reference);
        attribute("member", T::Reference, true);
        return Schema{{person}};
    }

private:
    QTemporaryDir m_folder;
};

} // namespace anchorage
