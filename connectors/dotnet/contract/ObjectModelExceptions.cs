// What the object model throws, and connectors throw in its name. The text of the one-string
// constructor is at once the message and the name it is about.
using System;
using System.Runtime.Serialization;

namespace Microsoft.MetadirectoryServices
{
    /// <summary>Base of what the object model throws.</summary>
    [Serializable]
    public class MetadirectoryServicesException : ApplicationException
    {
        public MetadirectoryServicesException() { }
        public MetadirectoryServicesException(string description) : base(description) { }
        public MetadirectoryServicesException(string description, Exception innerException)
            : base(description, innerException) { }

        protected MetadirectoryServicesException(SerializationInfo info, StreamingContext context)
            : base(info, context) { }
    }

    [Serializable]
    public sealed class NoSuchAttributeException : MetadirectoryServicesException
    {
        private readonly string m_attributeName;

        public NoSuchAttributeException() { }
        public NoSuchAttributeException(string attributeName) : base(attributeName) { m_attributeName = attributeName; }
        public NoSuchAttributeException(string description, Exception innerException)
            : base(description, innerException) { }

        private NoSuchAttributeException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_attributeName = info.GetString("attributeName");
        }

        public string AttributeName { get { return m_attributeName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("attributeName", m_attributeName);
        }
    }

    [Serializable]
    public sealed class NoSuchAttributeInObjectTypeException : MetadirectoryServicesException
    {
        private readonly string m_attributeName;

        public NoSuchAttributeInObjectTypeException() { }
        public NoSuchAttributeInObjectTypeException(string attributeName)
            : base(attributeName)
        {
            m_attributeName = attributeName;
        }
        public NoSuchAttributeInObjectTypeException(string description, Exception innerException)
            : base(description, innerException) { }

        private NoSuchAttributeInObjectTypeException(SerializationInfo info, StreamingContext context)
            : base(info, context)
        {
            m_attributeName = info.GetString("attributeName");
        }

        public string AttributeName { get { return m_attributeName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("attributeName", m_attributeName);
        }
    }

    [Serializable]
    public sealed class AttributeDoesNotExistOnObjectException : MetadirectoryServicesException
    {
        private readonly string m_attributeName;

        public AttributeDoesNotExistOnObjectException() { }
        public AttributeDoesNotExistOnObjectException(string attributeName)
            : base(attributeName)
        {
            m_attributeName = attributeName;
        }
        public AttributeDoesNotExistOnObjectException(string description, Exception innerException)
            : base(description, innerException) { }

        private AttributeDoesNotExistOnObjectException(SerializationInfo info, StreamingContext context)
            : base(info, context)
        {
            m_attributeName = info.GetString("attributeName");
        }

        public string AttributeName { get { return m_attributeName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("attributeName", m_attributeName);
        }
    }

    [Serializable]
    public sealed class AttributeNotInInclusionListException : MetadirectoryServicesException
    {
        private readonly string m_attributeName;

        public AttributeNotInInclusionListException() { }
        public AttributeNotInInclusionListException(string attributeName)
            : base(attributeName)
        {
            m_attributeName = attributeName;
        }
        public AttributeNotInInclusionListException(string description, Exception innerException)
            : base(description, innerException) { }

        private AttributeNotInInclusionListException(SerializationInfo info, StreamingContext context)
            : base(info, context)
        {
            m_attributeName = info.GetString("attributeName");
        }

        public string AttributeName { get { return m_attributeName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("attributeName", m_attributeName);
        }
    }

    [Serializable]
    public sealed class AttributeNotPresentException : MetadirectoryServicesException
    {
        private readonly string m_attributeName;

        public AttributeNotPresentException() { }
        public AttributeNotPresentException(string attributeName)
            : base(attributeName)
        {
            m_attributeName = attributeName;
        }
        public AttributeNotPresentException(string description, Exception innerException)
            : base(description, innerException) { }

        private AttributeNotPresentException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_attributeName = info.GetString("attributeName");
        }

        public string AttributeName { get { return m_attributeName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("attributeName", m_attributeName);
        }
    }

    [Serializable]
    public sealed class AttributeNotDefinedAsSourceException : MetadirectoryServicesException
    {
        private readonly string m_attributeName;

        public AttributeNotDefinedAsSourceException() { }
        public AttributeNotDefinedAsSourceException(string attributeName)
            : base(attributeName)
        {
            m_attributeName = attributeName;
        }
        public AttributeNotDefinedAsSourceException(string description, Exception innerException)
            : base(description, innerException) { }

        private AttributeNotDefinedAsSourceException(SerializationInfo info, StreamingContext context)
            : base(info, context)
        {
            m_attributeName = info.GetString("attributeName");
        }

        public string AttributeName { get { return m_attributeName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("attributeName", m_attributeName);
        }
    }

    [Serializable]
    public sealed class TooManyValuesException : MetadirectoryServicesException
    {
        private readonly string m_attributeName;

        public TooManyValuesException() { }
        public TooManyValuesException(string attributeName) : base(attributeName) { m_attributeName = attributeName; }
        public TooManyValuesException(string description, Exception innerException)
            : base(description, innerException) { }

        private TooManyValuesException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_attributeName = info.GetString("attributeName");
        }

        public string AttributeName { get { return m_attributeName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("attributeName", m_attributeName);
        }
    }

    [Serializable]
    public sealed class NoSuchClassException : MetadirectoryServicesException
    {
        private readonly string m_className;

        public NoSuchClassException() { }
        public NoSuchClassException(string className) : base(className) { m_className = className; }
        public NoSuchClassException(string description, Exception innerException)
            : base(description, innerException) { }

        private NoSuchClassException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_className = info.GetString("className");
        }

        public string ClassName { get { return m_className; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("className", m_className);
        }
    }

    [Serializable]
    public sealed class NoSuchObjectTypeException : MetadirectoryServicesException
    {
        private readonly string m_objectType;

        public NoSuchObjectTypeException() { }
        public NoSuchObjectTypeException(string objectType) : base(objectType) { m_objectType = objectType; }
        public NoSuchObjectTypeException(string description, Exception innerException)
            : base(description, innerException) { }

        private NoSuchObjectTypeException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_objectType = info.GetString("objectType");
        }

        public string ObjectType { get { return m_objectType; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("objectType", m_objectType);
        }
    }

    [Serializable]
    public sealed class NoSuchParameterException : MetadirectoryServicesException
    {
        private readonly string m_parameterName;

        public NoSuchParameterException() { }
        public NoSuchParameterException(string parameterName) : base(parameterName) { m_parameterName = parameterName; }
        public NoSuchParameterException(string description, Exception innerException)
            : base(description, innerException) { }

        private NoSuchParameterException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_parameterName = info.GetString("parameterName");
        }

        public string ParameterName { get { return m_parameterName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("parameterName", m_parameterName);
        }
    }

    [Serializable]
    public sealed class NoSuchManagementAgentException : MetadirectoryServicesException
    {
        private readonly string m_maName;

        public NoSuchManagementAgentException() { }
        public NoSuchManagementAgentException(string maName) : base(maName) { m_maName = maName; }
        public NoSuchManagementAgentException(string description, Exception innerException)
            : base(description, innerException) { }

        private NoSuchManagementAgentException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_maName = info.GetString("maName");
        }

        public string MAName { get { return m_maName; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("maName", m_maName);
        }
    }
}
