// Exceptions that name a management agent and a DN in it.
using System;
using System.Runtime.Serialization;
using Anchorage.DotNet.Held;

namespace Microsoft.MetadirectoryServices
{
    internal static class Named
    {
        internal static string Message(string maName, string dn)
        {
            return "Management agent \"" + maName + "\", DN \"" + dn + "\".";
        }

        internal static ReferenceValue Reference(string dn) { return dn == null ? null : new HeldReference(dn); }
    }

    [Serializable]
    public sealed class NoSuchObjectException : MetadirectoryServicesException
    {
        private readonly string m_maName;
        private readonly string m_dn;

        public NoSuchObjectException() { }
        public NoSuchObjectException(string description) : base(description) { }
        public NoSuchObjectException(string description, Exception innerException)
            : base(description, innerException) { }
        public NoSuchObjectException(string MAName, string DN) : base(Named.Message(MAName, DN))
        {
            m_maName = MAName;
            m_dn = DN;
        }

        private NoSuchObjectException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_maName = info.GetString("MAName");
            m_dn = info.GetString("DN");
        }

        public string MAName { get { return m_maName; } }
        public ReferenceValue DN { get { return Named.Reference(m_dn); } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("MAName", m_maName);
            info.AddValue("DN", m_dn);
        }
    }

    [Serializable]
    public sealed class InvalidDNException : MetadirectoryServicesException
    {
        private readonly string m_maName;
        private readonly string m_dn;

        public InvalidDNException() { }
        public InvalidDNException(string description) : base(description) { }
        public InvalidDNException(string description, Exception innerException) : base(description, innerException) { }
        public InvalidDNException(string MAName, string DN) : base(Named.Message(MAName, DN))
        {
            m_maName = MAName;
            m_dn = DN;
        }

        private InvalidDNException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_maName = info.GetString("MAName");
            m_dn = info.GetString("DN");
        }

        public string MAName { get { return m_maName; } }
        public ReferenceValue DN { get { return Named.Reference(m_dn); } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("MAName", m_maName);
            info.AddValue("DN", m_dn);
        }
    }

    [Serializable]
    public sealed class ObjectAlreadyExistsException : MetadirectoryServicesException
    {
        private readonly string m_maName;
        private readonly string m_dn;

        public ObjectAlreadyExistsException() { }
        public ObjectAlreadyExistsException(string description) : base(description) { }
        public ObjectAlreadyExistsException(string description, Exception innerException)
            : base(description, innerException) { }
        public ObjectAlreadyExistsException(string MAName, string DN) : base(Named.Message(MAName, DN))
        {
            m_maName = MAName;
            m_dn = DN;
        }

        private ObjectAlreadyExistsException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_maName = info.GetString("MAName");
            m_dn = info.GetString("DN");
        }

        public string MAName { get { return m_maName; } }
        public ReferenceValue DN { get { return Named.Reference(m_dn); } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("MAName", m_maName);
            info.AddValue("DN", m_dn);
        }
    }

    [Serializable]
    public sealed class MissingParentObjectException : MetadirectoryServicesException
    {
        private readonly string m_maName;
        private readonly string m_dn;

        public MissingParentObjectException() { }
        public MissingParentObjectException(string description) : base(description) { }
        public MissingParentObjectException(string description, Exception innerException)
            : base(description, innerException) { }
        public MissingParentObjectException(string MAName, string DN) : base(Named.Message(MAName, DN))
        {
            m_maName = MAName;
            m_dn = DN;
        }

        private MissingParentObjectException(SerializationInfo info, StreamingContext context) : base(info, context)
        {
            m_maName = info.GetString("MAName");
            m_dn = info.GetString("DN");
        }

        public string MAName { get { return m_maName; } }
        public ReferenceValue DN { get { return Named.Reference(m_dn); } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("MAName", m_maName);
            info.AddValue("DN", m_dn);
        }
    }

    [Serializable]
    public sealed class NoCompatiblePartitionFoundException : MetadirectoryServicesException
    {
        private readonly string m_maName;
        private readonly string m_dn;
        private readonly string[] m_objectClasses;
        private readonly string m_objectType;

        public NoCompatiblePartitionFoundException() { }
        public NoCompatiblePartitionFoundException(string description) : base(description) { }
        public NoCompatiblePartitionFoundException(string description, Exception innerException)
            : base(description, innerException) { }
        public NoCompatiblePartitionFoundException(string MAName, string DN, string[] ObjectClasses, string ObjectType)
            : base(Named.Message(MAName, DN))
        {
            m_maName = MAName;
            m_dn = DN;
            m_objectClasses = ObjectClasses;
            m_objectType = ObjectType;
        }

        private NoCompatiblePartitionFoundException(SerializationInfo info, StreamingContext context)
            : base(info, context)
        {
            m_maName = info.GetString("MAName");
            m_dn = info.GetString("DN");
            m_objectClasses = (string[])info.GetValue("ObjectClasses", typeof(string[]));
            m_objectType = info.GetString("ObjectType");
        }

        public string MAName { get { return m_maName; } }
        public ReferenceValue DN { get { return Named.Reference(m_dn); } }
        public string[] ObjectClasses { get { return m_objectClasses; } }
        public string ObjectType { get { return m_objectType; } }

        public override void GetObjectData(SerializationInfo info, StreamingContext context)
        {
            base.GetObjectData(info, context);
            info.AddValue("MAName", m_maName);
            info.AddValue("DN", m_dn);
            info.AddValue("ObjectClasses", m_objectClasses);
            info.AddValue("ObjectType", m_objectType);
        }
    }
}
