using System;
using System.Security;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>A parameter's value: encrypted ones stand in SecureValue, all others in Value.</summary>
    [Serializable]
    public sealed class ConfigParameter
    {
        [NonSerialized] private readonly SecureString m_secureValue;
        [NonSerialized] private bool m_read;
        private string m_value;

        public ConfigParameter() { }

        public ConfigParameter(string name, string value) : this(name, value, false) { }

        public ConfigParameter(string name, string value, bool encrypted)
        {
            Check.NotNull(name, "name");
            Name = name;
            IsEncrypted = encrypted;
            if (!encrypted) {
                Value = value;
                return;
            }
            m_secureValue = new SecureString();
            foreach (char c in value ?? "")
                m_secureValue.AppendChar(c);
            m_secureValue.MakeReadOnly();
        }

        public ConfigParameter(string name, SecureString secureValue)
        {
            Check.NotNull(name, "name");
            Name = name;
            m_secureValue = secureValue;
            IsEncrypted = true;
        }

        public string Name { get; private set; }
        public bool IsEncrypted { get; private set; }

        /// <summary>For the bench's host, which names parameters that a connector declares and never reads.</summary>
        internal bool WasRead { get { return m_read; } }

        public string Value
        {
            get
            {
                m_read = true;
                return m_value;
            }
            private set { m_value = value; }
        }

        public SecureString SecureValue
        {
            get
            {
                m_read = true;
                return m_secureValue;
            }
        }
    }

    [Serializable]
    public sealed class ConfigParameterDefinition
    {
        public ConfigParameterDefinition() { }

        private ConfigParameterDefinition(ConfigParameterType type, string name)
        {
            Check.NotNull(name, "name");
            Type = type;
            Name = name;
        }

        public string Name { get; private set; }
        public ConfigParameterType Type { get; private set; }
        public string Text { get; private set; }
        /// <summary>A regular expression, or the values of a drop-down list separated by commas.</summary>
        public string Validation { get; private set; }
        public string DefaultValue { get; private set; }
        public bool CheckBoxDefault { get; private set; }
        public bool DropDownExtensible { get; private set; }

        public static ConfigParameterDefinition CreateStringParameter(string name, string validation)
        {
            return CreateStringParameter(name, validation, null);
        }
        public static ConfigParameterDefinition CreateStringParameter(string name, string validation,
                                                                      string defaultValue)
        {
            return new ConfigParameterDefinition(ConfigParameterType.String, name) {
                Validation = validation,
                DefaultValue = defaultValue
            };
        }
        public static ConfigParameterDefinition CreateEncryptedStringParameter(string name, string validation)
        {
            return CreateEncryptedStringParameter(name, validation, null);
        }
        public static ConfigParameterDefinition CreateEncryptedStringParameter(string name, string validation,
                                                                               string defaultValue)
        {
            return new ConfigParameterDefinition(ConfigParameterType.EncryptedString, name) {
                Validation = validation,
                DefaultValue = defaultValue
            };
        }
        public static ConfigParameterDefinition CreateLabelParameter(string text)
        {
            return new ConfigParameterDefinition(ConfigParameterType.Label, "") { Text = text };
        }
        public static ConfigParameterDefinition CreateTextParameter(string name)
        {
            return CreateTextParameter(name, null);
        }
        public static ConfigParameterDefinition CreateTextParameter(string name, string defaultValue)
        {
            return new ConfigParameterDefinition(ConfigParameterType.Text, name) { DefaultValue = defaultValue };
        }
        public static ConfigParameterDefinition CreateDropDownParameter(string name, string values, bool extensible)
        {
            return CreateDropDownParameter(name, values, extensible, null);
        }
        public static ConfigParameterDefinition CreateDropDownParameter(string name, string values, bool extensible,
                                                                        string defaultValue)
        {
            return new ConfigParameterDefinition(ConfigParameterType.DropDown, name) {
                Validation = values,
                DropDownExtensible = extensible,
                DefaultValue = defaultValue
            };
        }
        public static ConfigParameterDefinition CreateDropDownParameter(string name, string[] values, bool extensible)
        {
            return CreateDropDownParameter(name, values, extensible, null);
        }
        public static ConfigParameterDefinition CreateDropDownParameter(string name, string[] values, bool extensible,
                                                                        string defaultValue)
        {
            Check.NotNull(values, "values");
            return CreateDropDownParameter(name, string.Join(",", values), extensible, defaultValue);
        }
        public static ConfigParameterDefinition CreateCheckBoxParameter(string name)
        {
            return CreateCheckBoxParameter(name, false);
        }
        public static ConfigParameterDefinition CreateCheckBoxParameter(string name, bool defaultValue)
        {
            return new ConfigParameterDefinition(ConfigParameterType.CheckBox, name) { CheckBoxDefault = defaultValue };
        }
        public static ConfigParameterDefinition CreateDividerParameter()
        {
            return new ConfigParameterDefinition(ConfigParameterType.Divider, "");
        }
        public static ConfigParameterDefinition CreateFileParameter(string name)
        {
            return CreateFileParameter(name, null);
        }
        public static ConfigParameterDefinition CreateFileParameter(string name, string defaultValue)
        {
            return new ConfigParameterDefinition(ConfigParameterType.File, name) { DefaultValue = defaultValue };
        }
    }

    [Serializable]
    public sealed class ParameterValidationResult
    {
        public ParameterValidationResult() { }

        public ParameterValidationResult(ParameterValidationResultCode code, string errorMessage, string errorParameter)
        {
            Code = code;
            ErrorMessage = errorMessage;
            ErrorParameter = errorParameter;
        }

        public ParameterValidationResultCode Code { get; set; }
        public string ErrorMessage { get; set; }
        public string ErrorParameter { get; set; }
    }
}
