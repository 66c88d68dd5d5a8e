using Microsoft.MetadirectoryServices;

namespace Anchorage.DotNet
{
    internal sealed class ImportCalls
    {
        private readonly Calls m_calls;
        private readonly EntryWriter m_writer;
        private bool m_opened;

        internal ImportCalls(Calls calls, WireOutput output)
        {
            m_calls = calls;
            m_writer = new EntryWriter(output);
        }

        internal void Open(long id, Schema schema, OpenImportConnectionRunStep step)
        {
            if (m_calls.Lacks<IMAExtensible2CallImport>(id, "openImportConnection"))
                return;
            if (m_opened)
                m_calls.Connector.Forget<IMAExtensible2CallImport>();
            m_opened = true;
            m_writer.Schema = schema;
            m_calls.Surroundings.RunBegins();
            m_calls.Answer(id, json => {
                OpenImportConnectionResults results = m_calls.Connector.Instance<IMAExtensible2CallImport>().OpenImportConnection(
                    m_calls.Parameters(), schema, step);
                json.Member("customData", results == null ? "" : results.CustomData ?? "");
            });
        }

        internal void Get(long id, string customData)
        {
            if (m_calls.Lacks<IMAExtensible2CallImport>(id, "getImportEntries"))
                return;
            m_calls.Answer(id, json => {
                GetImportEntriesResults results = m_calls.Connector.Instance<IMAExtensible2CallImport>().GetImportEntries(
                    new GetImportEntriesRunStep(customData));
                json.Key("entries").BeginArray();
                if (results != null && results.CSEntries != null)
                    foreach (CSEntryChange entry in results.CSEntries)
                        m_writer.Write(json, entry);
                json.EndArray();
                json.Member("moreToImport", results != null && results.MoreToImport);
                json.Member("customData", results == null ? "" : results.CustomData ?? "");
            });
        }

        internal void Close(long id, CloseReason reason, string customData)
        {
            if (m_calls.Lacks<IMAExtensible2CallImport>(id, "closeImportConnection"))
                return;
            m_calls.Answer(id, json => {
                CloseImportConnectionResults results =
                    m_calls.Connector.Instance<IMAExtensible2CallImport>().CloseImportConnection(
                        new CloseImportConnectionRunStep(reason, customData));
                m_calls.Surroundings.RunEnds();
                json.Member("customData", results == null ? "" : results.CustomData ?? "");
            });
        }
    }
}
