using System;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Security;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Samples.Hr
{
    /// <summary>Keeps the length of a password only.</summary>
    public sealed class HrPassword : IMAExtensible2Password
    {
        private const int ShortestPassword = 8;

        private HrStore m_store;

        public ConnectionSecurityLevel GetConnectionSecurityLevel() { return ConnectionSecurityLevel.Secure; }

        public void OpenPasswordConnection(KeyedCollection<string, ConfigParameter> configParameters,
                                           Partition partition)
        {
            m_store = new HrStore(configParameters["File"].Value);
        }

        public void SetPassword(CSEntry csentry, SecureString newPassword, PasswordOptions options)
        {
            HrObject known = csentry["id"].IsPresent ? m_store.Find(csentry["id"].IntegerValue)
                                                     : m_store.Find(csentry.DN.ToString());
            if (known == null)
                throw new ObjectNotFoundException(csentry.DN.ToString());
            if (newPassword.Length < ShortestPassword)
                throw new PasswordPolicyViolationException("a password has at least " + ShortestPassword
                                                           + " characters");
            known.Values["passwordLength"] =
                new System.Collections.Generic.List<string> { newPassword.Length.ToString(CultureInfo.InvariantCulture) };
            m_store.Save();
            Console.WriteLine("password of {0} in {1} set ({2})", csentry.RDN, csentry.DN.Parent(), options);
        }

        public void ChangePassword(CSEntry csentry, SecureString oldPassword, SecureString newPassword)
        {
            HrObject known = m_store.Find(csentry.DN.ToString());
            if (known == null || !known.Values.ContainsKey("passwordLength")
                || known.Values["passwordLength"][0] != oldPassword.Length.ToString(CultureInfo.InvariantCulture))
                throw new OldPasswordIncorrectException("the old password is not right");
            SetPassword(csentry, newPassword, PasswordOptions.None);
        }

        public void ClosePasswordConnection() { m_store = null; }
    }
}
