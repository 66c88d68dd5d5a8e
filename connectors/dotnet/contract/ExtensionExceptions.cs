// What a connector throws; the type name decides how a run ends (ecma2.md 5.2).
using System;
using System.Runtime.Serialization;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>Base of what extensions throw.</summary>
    [Serializable]
    public class ExtensionException : ApplicationException
    {
        public ExtensionException() { }
        public ExtensionException(string description) : base(description) { }
        public ExtensionException(string description, Exception innerException) : base(description, innerException) { }

        protected ExtensionException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    /// <summary>Run status: stopped-user-termination-from-extension.</summary>
    [Serializable]
    public sealed class TerminateRunException : ExtensionException
    {
        public TerminateRunException() { }
        public TerminateRunException(string description) : base(description) { }
        public TerminateRunException(string description, Exception innerException)
            : base(description, innerException) { }

        private TerminateRunException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class DeclineMappingException : ExtensionException
    {
        public DeclineMappingException() { }
        public DeclineMappingException(string description) : base(description) { }
        public DeclineMappingException(string description, Exception innerException)
            : base(description, innerException) { }

        private DeclineMappingException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    /// <summary>Run status: stopped-unexpected-data.</summary>
    [Serializable]
    public sealed class UnexpectedDataException : ExtensionException
    {
        public UnexpectedDataException() { }
        public UnexpectedDataException(string description) : base(description) { }
        public UnexpectedDataException(string description, Exception innerException)
            : base(description, innerException) { }

        private UnexpectedDataException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    /// <summary>Run status: stopped-entry-point-not-implemented.</summary>
    [Serializable]
    public sealed class EntryPointNotImplementedException : ExtensionException
    {
        public EntryPointNotImplementedException() { }
        public EntryPointNotImplementedException(string description) : base(description) { }
        public EntryPointNotImplementedException(string description, Exception innerException)
            : base(description, innerException) { }

        private EntryPointNotImplementedException(SerializationInfo info, StreamingContext context)
            : base(info, context) { }
    }

    [Serializable]
    public sealed class OldPasswordIncorrectException : ExtensionException
    {
        public OldPasswordIncorrectException() { }
        public OldPasswordIncorrectException(string description) : base(description) { }
        public OldPasswordIncorrectException(string description, Exception innerException)
            : base(description, innerException) { }

        private OldPasswordIncorrectException(SerializationInfo info, StreamingContext context)
            : base(info, context) { }
    }

    [Serializable]
    public sealed class ObjectNotFoundException : ExtensionException
    {
        public ObjectNotFoundException() { }
        public ObjectNotFoundException(string description) : base(description) { }
        public ObjectNotFoundException(string description, Exception innerException)
            : base(description, innerException) { }

        private ObjectNotFoundException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class ObjectTypeNotSupportedException : ExtensionException
    {
        public ObjectTypeNotSupportedException() { }
        public ObjectTypeNotSupportedException(string description) : base(description) { }
        public ObjectTypeNotSupportedException(string description, Exception innerException)
            : base(description, innerException) { }

        private ObjectTypeNotSupportedException(SerializationInfo info, StreamingContext context)
            : base(info, context) { }
    }

    [Serializable]
    public sealed class AccessDeniedException : ExtensionException
    {
        public AccessDeniedException() { }
        public AccessDeniedException(string description) : base(description) { }
        public AccessDeniedException(string description, Exception innerException)
            : base(description, innerException) { }

        private AccessDeniedException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class PasswordIllFormedException : ExtensionException
    {
        public PasswordIllFormedException() { }
        public PasswordIllFormedException(string description) : base(description) { }
        public PasswordIllFormedException(string description, Exception innerException)
            : base(description, innerException) { }

        private PasswordIllFormedException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class PasswordPolicyViolationException : ExtensionException
    {
        public PasswordPolicyViolationException() { }
        public PasswordPolicyViolationException(string description) : base(description) { }
        public PasswordPolicyViolationException(string description, Exception innerException)
            : base(description, innerException) { }

        private PasswordPolicyViolationException(SerializationInfo info, StreamingContext context)
            : base(info, context) { }
    }

    /// <summary>Run status: stopped-bad-server-credentials.</summary>
    [Serializable]
    public sealed class BadServerCredentialsException : ExtensionException
    {
        public BadServerCredentialsException() { }
        public BadServerCredentialsException(string description) : base(description) { }
        public BadServerCredentialsException(string description, Exception innerException)
            : base(description, innerException) { }

        private BadServerCredentialsException(SerializationInfo info, StreamingContext context)
            : base(info, context) { }
    }

    /// <summary>Run status: stopped-server-down.</summary>
    [Serializable]
    public sealed class ServerDownException : ExtensionException
    {
        public ServerDownException() { }
        public ServerDownException(string description) : base(description) { }
        public ServerDownException(string description, Exception innerException) : base(description, innerException) { }

        private ServerDownException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    /// <summary>Run status: stopped-connectivity.</summary>
    [Serializable]
    public sealed class FailedConnectionException : ExtensionException
    {
        public FailedConnectionException() { }
        public FailedConnectionException(string description) : base(description) { }
        public FailedConnectionException(string description, Exception innerException)
            : base(description, innerException) { }

        private FailedConnectionException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    /// <summary>Run status: stopped-connectivity.</summary>
    [Serializable]
    public sealed class DroppedConnectionException : ExtensionException
    {
        public DroppedConnectionException() { }
        public DroppedConnectionException(string description) : base(description) { }
        public DroppedConnectionException(string description, Exception innerException)
            : base(description, innerException) { }

        private DroppedConnectionException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class WarningNoWatermarkException : ExtensionException
    {
        public WarningNoWatermarkException() { }
        public WarningNoWatermarkException(string description) : base(description) { }
        public WarningNoWatermarkException(string description, Exception innerException)
            : base(description, innerException) { }

        private WarningNoWatermarkException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class FailedSearchException : ExtensionException
    {
        public FailedSearchException() { }
        public FailedSearchException(string description) : base(description) { }
        public FailedSearchException(string description, Exception innerException)
            : base(description, innerException) { }

        private FailedSearchException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class PasswordExtensionException : ExtensionException
    {
        public PasswordExtensionException() { }
        public PasswordExtensionException(string description) : base(description) { }
        public PasswordExtensionException(string description, Exception innerException)
            : base(description, innerException) { }

        private PasswordExtensionException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    /// <summary>In Close: stopped-error-in-end-connection.</summary>
    [Serializable]
    public sealed class EndConnectionException : ExtensionException
    {
        public EndConnectionException() { }
        public EndConnectionException(string description) : base(description) { }
        public EndConnectionException(string description, Exception innerException)
            : base(description, innerException) { }

        private EndConnectionException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class ClosePasswordConnectionException : ExtensionException
    {
        public ClosePasswordConnectionException() { }
        public ClosePasswordConnectionException(string description) : base(description) { }
        public ClosePasswordConnectionException(string description, Exception innerException)
            : base(description, innerException) { }

        private ClosePasswordConnectionException(SerializationInfo info, StreamingContext context)
            : base(info, context) { }
    }

    [Serializable]
    public sealed class EntryExportException : ExtensionException
    {
        public EntryExportException() { }
        public EntryExportException(string description) : base(description) { }
        public EntryExportException(string description, Exception innerException)
            : base(description, innerException) { }

        private EntryExportException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    /// <summary>Run status: stopped-entry-export-error.</summary>
    [Serializable]
    public sealed class FatalEntryExportException : ExtensionException
    {
        public FatalEntryExportException() { }
        public FatalEntryExportException(string description) : base(description) { }
        public FatalEntryExportException(string description, Exception innerException)
            : base(description, innerException) { }

        private FatalEntryExportException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    /// <summary>Run status: stopped-extensible-extension-error.</summary>
    [Serializable]
    public sealed class ExtensibleExtensionException : ExtensionException
    {
        public ExtensibleExtensionException() { }
        public ExtensibleExtensionException(string description) : base(description) { }
        public ExtensibleExtensionException(string description, Exception innerException)
            : base(description, innerException) { }

        private ExtensibleExtensionException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class FunctionEvaluationException : ExtensionException
    {
        public FunctionEvaluationException() { }
        public FunctionEvaluationException(string description) : base(description) { }
        public FunctionEvaluationException(string description, Exception innerException)
            : base(description, innerException) { }

        private FunctionEvaluationException(SerializationInfo info, StreamingContext context) : base(info, context) { }
    }

    [Serializable]
    public sealed class ProvisioningBySyncRuleException : ExtensionException
    {
        public ProvisioningBySyncRuleException() { }
        public ProvisioningBySyncRuleException(string description) : base(description) { }
        public ProvisioningBySyncRuleException(string description, Exception innerException)
            : base(description, innerException) { }

        private ProvisioningBySyncRuleException(SerializationInfo info, StreamingContext context)
            : base(info, context) { }
    }
}
