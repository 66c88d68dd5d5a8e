#include "app/cli/context.h"

#include <ostream>

namespace anchorage::cli {

int Context::fail(const Error &error) const
{
    err << "anchorage-cli: " << printable(error.text()) << std::endl;
    return exitCodeOf(error.code);
}

std::string utf8Text(const std::filesystem::path &path)
{
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

std::string currentFolder()
{
    return utf8Text(std::filesystem::current_path());
}

std::string printable(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20U && byte != 0x7FU)
            out += c;
        else if (c == '\n' || c == '\t')
            out += ' ';
        else
            out += std::string("\\x") + digits[byte >> 4U] + digits[byte & 0xFU];
    }
    return out;
}

} // namespace anchorage::cli
