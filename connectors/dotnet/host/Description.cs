using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using Anchorage.DotNet.Json;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    /// <summary>What the pre-flight check found, in the form the bench has for findings.</summary>
    internal sealed class Finding
    {
        internal const string Error = "error", Warning = "warning", Note = "note";

        internal Finding(string id, string severity, string message)
        {
            Id = id;
            Severity = severity;
            Message = message;
        }

        internal string Id { get; private set; }
        internal string Severity { get; set; }
        internal string Message { get; private set; }
    }

    /// <summary>The member `connector` of `initialize`'s answer.</summary>
    internal static class Description
    {
        internal static void Write(JsonWriter json, string path, LoadedConnector connector, List<Finding> findings,
                                   WireOutput output)
        {
            AssemblyName name = connector != null ? connector.Assembly.GetName() : null;
            json.BeginObject();
            json.Member("name", name != null ? name.Name : Path.GetFileNameWithoutExtension(path));
            json.Member("version", name != null ? name.Version.ToString() : "");
            json.Member("kind", "dotnet");
            json.Key("interfaces").BeginArray();
            if (connector != null)
                WriteInterfaces(json, connector, output);
            json.EndArray();
            if (connector != null && connector.Has<IMAExtensible2CallExport>()) {
                json.Member("exportDefaultPageSize",
                            PageSize(() => connector.Instance<IMAExtensible2CallExport>().ExportDefaultPageSize, output));
                json.Member("exportMaxPageSize",
                            PageSize(() => connector.Instance<IMAExtensible2CallExport>().ExportMaxPageSize, output));
            }
            if (connector != null && connector.Has<IMAExtensible2CallImport>()) {
                json.Member("importDefaultPageSize",
                            PageSize(() => connector.Instance<IMAExtensible2CallImport>().ImportDefaultPageSize, output));
                json.Member("importMaxPageSize",
                            PageSize(() => connector.Instance<IMAExtensible2CallImport>().ImportMaxPageSize, output));
            }
            if (findings.Count > 0) {
                json.Key("findings").BeginArray();
                foreach (Finding finding in findings) {
                    json.BeginObject().Member("id", finding.Id).Member("severity", finding.Severity);
                    json.Member("message", finding.Message).EndObject();
                }
                json.EndArray();
            }
            json.EndObject();
        }

        private static void WriteInterfaces(JsonWriter json, LoadedConnector connector, WireOutput output)
        {
            if (connector.Has<IMAExtensible2GetCapabilities>() || connector.Has<IMAExtensible2GetCapabilitiesEx>())
                json.Value("capabilities");
            if (connector.Has<IMAExtensible2GetParameters>() || connector.Has<IMAExtensible2GetParametersEx>())
                json.Value("parameters");
            if (connector.Has<IMAExtensible2GetSchema>())
                json.Value("schema");
            if (connector.Has<IMAExtensible2GetPartitions>())
                json.Value("partitions");
            if (connector.Has<IMAExtensible2GetHierarchy>())
                json.Value("hierarchy");
            if (connector.Has<IMAExtensible2CallImport>())
                json.Value("callImport");
            if (connector.Has<IMAExtensible2CallExport>())
                json.Value("callExport");
            if (connector.Has<IMAExtensible2Password>())
                json.Value("password");
            foreach (Type each in LoadedConnector.Interfaces)
                if (connector.Has(each))
                    output.Log("debug", each.Name + ": " + connector.ClassOf(each).FullName);
            foreach (Type each in new[] { typeof(IMAExtensible2FileImport), typeof(IMAExtensible2FileExport) })
                if (connector.Has(each))
                    output.Log("warning", connector.ClassOf(each).FullName + " implements " + each.Name
                                              + ": the bench drives call-based connectors only");
        }

        /// <summary>0 when the connector does not say; a getter that throws is the connector's own trouble.</summary>
        private static long PageSize(Func<int> get, WireOutput output)
        {
            try {
                return get();
            } catch (StatedException) {
                throw; // there is no instance at all
            } catch (Exception thrown) {
                output.Log("warning", "a page size cannot be read: " + thrown.GetType().FullName + ": "
                                          + ExceptionForm.MessageOf(thrown));
                return 0;
            }
        }
    }
}
