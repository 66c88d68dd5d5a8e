using System.Collections.Generic;
using System.Collections.ObjectModel;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Bench
{
    /// <summary>Looks at every value and answers Success: what is left is the way to it and back.</summary>
    public sealed class NullConnector : IMAExtensible2CallExport
    {
        public static long Seen;

        public int ExportDefaultPageSize { get { return 100; } }
        public int ExportMaxPageSize { get { return 9999; } }

        public void OpenExportConnection(KeyedCollection<string, ConfigParameter> configParameters, Schema types,
                                         OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            var results = new PutExportEntriesResults();
            foreach (CSEntryChange entry in csentries) {
                foreach (AttributeChange change in entry.AttributeChanges)
                    foreach (ValueChange value in change.ValueChanges)
                        Seen += ((string)value.Value).Length;
                results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(entry.Identifier, null, MAExportError.Success));
            }
            return results;
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep) { }
    }
}
