using System;
using System.Collections.Generic;
using System.Reflection;
using Anchorage.DotNet.Json;
using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    internal sealed class ExportCalls
    {
        private readonly Calls m_calls;
        private readonly WireOutput m_output;
        private readonly EntryWriter m_writer;
        private readonly JsonWriter m_json = new JsonWriter(); // pages do not overlap
        private bool m_opened;
        private ConfigParameterKeyedCollection m_parameters; ///< of this run

        internal ExportCalls(Calls calls, WireOutput output)
        {
            m_calls = calls;
            m_output = output;
            m_writer = new EntryWriter(output);
        }

        internal void Open(long id, Schema schema, OpenExportConnectionRunStep step)
        {
            if (m_calls.Lacks<IMAExtensible2CallExport>(id, "openExportConnection"))
                return;
            if (m_opened)
                m_calls.Connector.Forget<IMAExtensible2CallExport>();
            m_opened = true;
            m_calls.Surroundings.RunBegins();
            m_parameters = m_calls.Parameters();
            m_calls.Answer(id, json => m_calls.Connector.Instance<IMAExtensible2CallExport>().OpenExportConnection(m_parameters,
                                                                                                                  schema, step));
        }

        internal void Put(long id, List<CSEntryChange> entries)
        {
            if (m_calls.Lacks<IMAExtensible2CallExport>(id, "putExportEntries"))
                return;
            try {
                PutExportEntriesResults results =
                    m_calls.Connector.Instance<IMAExtensible2CallExport>().PutExportEntries(entries);
                WireOutput.BeginResult(m_json, id);
                m_writer.Write(m_json.Key("results"), results);
                m_calls.Surroundings.Flush();
                m_output.Finish(m_json);
            } catch (Exception thrown) {
                m_calls.Threw(id, thrown);
            }
        }

        internal void Close(long id, CloseReason reason)
        {
            if (m_calls.Lacks<IMAExtensible2CallExport>(id, "closeExportConnection"))
                return;
            m_calls.Answer(id, json => {
                m_calls.Connector.Instance<IMAExtensible2CallExport>().CloseExportConnection(
                    new CloseExportConnectionRunStep(reason));
                m_calls.Surroundings.RunEnds();
                SayWhatWasNotRead();
            });
        }

        /// <summary>A connector that declares a parameter and ignores it is seen nowhere else.</summary>
        private void SayWhatWasNotRead()
        {
            PropertyInfo read = typeof(ConfigParameter).GetProperty("WasRead", BindingFlags.Instance | BindingFlags.NonPublic);
            if (read == null || m_parameters == null) // Microsoft's contract does not keep it
                return;
            var ignored = new List<string>();
            foreach (ConfigParameter parameter in m_parameters)
                if (!(bool)read.GetValue(parameter, null))
                    ignored.Add(parameter.Name);
            if (ignored.Count > 0)
                m_output.Log("info", "parameters that were not read in this run: " + string.Join(", ", ignored.ToArray()));
        }
    }
}
