#include "core/session/os_keychain.h"

#include "core/session/secrets.h"

#ifdef ANCHORAGE_KEYCHAIN
#include <QEventLoop>
#include <qt6keychain/keychain.h>
#endif

namespace anchorage::session {

#ifdef ANCHORAGE_KEYCHAIN

bool hasKeychain()
{
    return true;
}

Result<Secret> readKeychain(const std::string &name)
{
    QKeychain::ReadPasswordJob job(QStringLiteral("Anchorage"));
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    job.setKey(QString::fromStdString(name));
    QEventLoop loop;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    if (job.error() != QKeychain::NoError)
        return fail(ErrorCode::Usage,
                    "the keychain does not give the entry \"" + name + "\" of Anchorage: " + job.errorString().toStdString());
    return Secret(job.textData().toStdString());
}

#else

bool hasKeychain()
{
    return false;
}

Result<Secret> readKeychain(const std::string &name)
{
    return fail(ErrorCode::Usage,
                "keychain:" + name + " cannot be had: this build has no keychain (QtKeychain); use env:NAME or prompt");
}

#endif

} // namespace anchorage::session
