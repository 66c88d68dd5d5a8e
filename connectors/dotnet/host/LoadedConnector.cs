using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    /// <summary>
    /// The connector's classes. Each interface is resolved on its own, and each gets an instance of its own,
    /// as in the engine: a field that one interface sets is not there for another.
    /// </summary>
    internal sealed class LoadedConnector
    {
        private static readonly Type[] s_interfaces = {
            typeof(IMAExtensible2GetCapabilities), typeof(IMAExtensible2GetCapabilitiesEx),
            typeof(IMAExtensible2GetParameters), typeof(IMAExtensible2GetParametersEx),
            typeof(IMAExtensible2GetSchema), typeof(IMAExtensible2GetPartitions),
            typeof(IMAExtensible2GetHierarchy), typeof(IMAExtensible2CallImport),
            typeof(IMAExtensible2CallExport), typeof(IMAExtensible2Password),
            typeof(IMAExtensible2FileImport), typeof(IMAExtensible2FileExport)
        };

        private readonly Dictionary<Type, Type> m_classes = new Dictionary<Type, Type>();
        private readonly Dictionary<Type, object> m_instances = new Dictionary<Type, object>();
        private readonly object m_lock = new object();

        private LoadedConnector(Assembly assembly) { Assembly = assembly; }

        internal Assembly Assembly { get; private set; }

        internal static LoadedConnector Load(string path)
        {
            var connector = new LoadedConnector(LoadAssembly(path));
            foreach (Type type in ExportedTypes(connector.Assembly)) {
                // An abstract base or an open generic cannot be what the engine makes an instance of.
                if (!type.IsClass || type.IsAbstract || type.ContainsGenericParameters)
                    continue;
                foreach (Type wanted in s_interfaces)
                    if (wanted.IsAssignableFrom(type))
                        connector.Found(wanted, type);
            }
            if (connector.m_classes.Count == 0)
                throw new StatedException("ExtensionDllNoImplementationException",
                                          path + " has no public class that implements an ECMA2 interface");
            return connector;
        }

        internal bool Has<T>() { return m_classes.ContainsKey(typeof(T)); }
        internal bool Has(Type wanted) { return m_classes.ContainsKey(wanted); }
        internal Type ClassOf(Type wanted) { return m_classes[wanted]; }
        internal static IEnumerable<Type> Interfaces { get { return s_interfaces; } }

        /// <summary>The instance that serves this interface, made when it is asked for first.</summary>
        internal T Instance<T>() where T : class
        {
            lock (m_lock) {
                object instance;
                if (!m_instances.TryGetValue(typeof(T), out instance)) {
                    instance = Create(m_classes[typeof(T)]);
                    m_instances[typeof(T)] = instance;
                }
                return (T)instance;
            }
        }

        /// <summary>The next Instance is a new one: each run has its own, static state is what stays.</summary>
        internal void Forget<T>()
        {
            lock (m_lock)
                m_instances.Remove(typeof(T));
        }

        private void Found(Type wanted, Type type)
        {
            Type other;
            if (m_classes.TryGetValue(wanted, out other))
                throw new StatedException("ExtensionDllAmbiguousException",
                                          "two public classes implement " + wanted.Name + ": " + other.FullName
                                              + " and "
                                              + type.FullName + "; the engine takes neither. Make one of them internal");
            m_classes[wanted] = type;
        }

        private static object Create(Type type)
        {
            try {
                return Activator.CreateInstance(type);
            } catch (TargetInvocationException thrown) {
                throw new StatedException("ExtensionDllInstantiationException",
                                          "the constructor of " + type.FullName + " threw", thrown.InnerException);
            } catch (MissingMethodException) {
                throw new StatedException("ExtensionDllInstantiationException",
                                          type.FullName + " has no public constructor without parameters");
            } catch (TypeLoadException thrown) { // it fits what it was built against, and not what is here
                throw new StatedException("ExtensionDllLoadException",
                                          type.FullName + " cannot be loaded: "
                                              + (ContractGap.In(thrown) ?? thrown.Message), thrown);
            }
        }

        private static Assembly LoadAssembly(string path)
        {
            if (!File.Exists(path))
                throw new StatedException("ExtensionDllFileNotFoundException", "there is no such file: " + path);
            try {
                return Assembly.LoadFrom(path);
            } catch (BadImageFormatException thrown) {
                throw new StatedException("ExtensionDllInvalidAssemblyException",
                                          path + " is no assembly this runtime can load: " + thrown.Message, thrown);
            } catch (FileLoadException thrown) {
                throw new StatedException("ExtensionDllLoadException", path + " cannot be loaded: " + thrown.Message,
                                          thrown);
            } catch (UnauthorizedAccessException thrown) {
                throw new StatedException("ExtensionDllAccessException", path + " may not be read: " + thrown.Message,
                                          thrown);
            }
        }

        private static IEnumerable<Type> ExportedTypes(Assembly assembly)
        {
            try {
                return assembly.GetExportedTypes();
            } catch (Exception thrown) {
                // Which class it is, and what it lacks, only the inner ones know.
                var several = thrown as ReflectionTypeLoadException;
                Exception cause = several != null && several.LoaderExceptions.Length > 0 ? several.LoaderExceptions[0] : thrown;
                bool missing = cause is FileNotFoundException;
                if (!missing && !(cause is TypeLoadException) && several == null && !(cause is FileLoadException))
                    throw;
                throw new StatedException(missing ? "ExtensionDllMissingDependencyException" : "ExtensionDllLoadException",
                                          "a class of " + assembly.GetName().Name + " cannot be loaded: "
                                              + (ContractGap.In(cause) ?? cause.Message),
                                          cause);
            }
        }
    }
}
