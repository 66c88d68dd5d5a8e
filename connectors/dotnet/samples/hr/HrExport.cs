using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Microsoft.MetadirectoryServices;

namespace Anchorage.Samples.Hr
{
    /// <summary>The export, with the interface implemented explicitly, as many connectors do.</summary>
    public sealed class HrExport : IMAExtensible2CallExport
    {
        private HrStore m_store;
        private bool m_provisionParents;

        int IMAExtensible2CallExport.ExportDefaultPageSize { get { return 50; } }
        int IMAExtensible2CallExport.ExportMaxPageSize { get { return 500; } }

        void IMAExtensible2CallExport.OpenExportConnection(KeyedCollection<string, ConfigParameter> configParameters,
                                                           Schema types, OpenExportConnectionRunStep exportRunStep)
        {
            if (configParameters["Password"].SecureValue.Length == 0)
                throw new BadServerCredentialsException("no password for user " + configParameters["User"].Value);
            m_store = new HrStore(configParameters["File"].Value);
            m_provisionParents = configParameters["Provision parents"].Value == "1";
            Console.WriteLine("{0} opens {1} for {2}", HrConfiguration.Setting("greeting"),
                              Path.GetFileName(configParameters["File"].Value), exportRunStep.StepPartition.Name);
            Trace.TraceInformation("batch size {0}", exportRunStep.BatchSize);
            Log("open " + exportRunStep.ExportType);
        }

        PutExportEntriesResults IMAExtensible2CallExport.PutExportEntries(IList<CSEntryChange> csentries)
        {
            var results = new PutExportEntriesResults();
            foreach (CSEntryChange entry in csentries) {
                Log(entry.ObjectModificationType + " " + entry.DN);
                results.CSEntryChangeResults.Add(Export(entry));
            }
            m_store.Save();
            return results;
        }

        void IMAExtensible2CallExport.CloseExportConnection(CloseExportConnectionRunStep exportRunStep)
        {
            Log("close " + exportRunStep.Reason);
            m_store = null;
        }

        internal static string ParentOf(string dn)
        {
            int comma = dn.IndexOf(',');
            return comma < 0 ? "" : dn.Substring(comma + 1);
        }

        private CSEntryChangeResult Export(CSEntryChange entry)
        {
            switch (entry.ObjectModificationType) {
            case ObjectModificationType.Add: return Add(entry);
            case ObjectModificationType.Delete: return Delete(entry);
            case ObjectModificationType.Update: return Update(entry);
            default:
                return Error(entry, MAExportError.ExportErrorCustomContinueRun, "unexpected-shape",
                             entry.ObjectModificationType + " is not expected of an AttributeUpdate connector");
            }
        }

        private CSEntryChangeResult Add(CSEntryChange entry)
        {
            if (m_store.Find(entry.DN) != null)
                return Error(entry, MAExportError.ExportErrorConnectedDirectoryExistingObject);
            string parent = ParentOf(entry.DN);
            if (parent.Length > 0 && parent != HrConfiguration.Suffix && m_store.Find(parent) == null)
                return Error(entry, m_provisionParents ? MAExportError.ExportActionProvisioningParent
                                                       : MAExportError.ExportErrorNonExistingParent);
            HrObject added = m_store.Add(entry.DN, entry.ObjectType);
            Apply(entry, added);
            var anchors = new List<AttributeChange> { AttributeChange.CreateAttributeAdd("id", added.Id) };
            return CSEntryChangeResult.Create(entry.Identifier, anchors, MAExportError.Success);
        }

        private CSEntryChangeResult Update(CSEntryChange entry)
        {
            HrObject known = Known(entry);
            if (known == null)
                return Error(entry, MAExportError.ExportActionConvertUpdateToAdd);
            Apply(entry, known);
            return CSEntryChangeResult.Create(entry.Identifier, null, MAExportError.Success);
        }

        private CSEntryChangeResult Delete(CSEntryChange entry)
        {
            HrObject known = Known(entry);
            if (known == null)
                return Error(entry, MAExportError.ExportErrorConnectedDirectoryMissingObject);
            m_store.Objects.Remove(known);
            return CSEntryChangeResult.Create(entry.Identifier, null, MAExportError.Success);
        }

        private HrObject Known(CSEntryChange entry)
        {
            return entry.AnchorAttributes.Contains("id") ? m_store.Find((long)entry.AnchorAttributes["id"].Value)
                                                         : m_store.Find(entry.DN);
        }

        private static void Apply(CSEntryChange entry, HrObject target)
        {
            foreach (AttributeChange change in entry.AttributeChanges) {
                if (change.Name == "DN") {
                    foreach (ValueChange value in change.ValueChanges)
                        if (value.ModificationType == ValueModificationType.Add)
                            target.Dn = (string)value.Value;
                    continue;
                }
                List<string> values;
                bool kept = change.ModificationType == AttributeModificationType.Update
                    && target.Values.TryGetValue(change.Name, out values);
                values = kept ? target.Values[change.Name] : new List<string>();
                foreach (ValueChange value in change.ValueChanges)
                    if (value.ModificationType == ValueModificationType.Delete)
                        values.Remove(Text(value.Value));
                    else
                        values.Add(Text(value.Value));
                if (values.Count > 0)
                    target.Values[change.Name] = values;
                else
                    target.Values.Remove(change.Name);
            }
        }

        private static string Text(object value)
        {
            var bytes = value as byte[];
            return bytes != null ? Convert.ToBase64String(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
        }

        private static CSEntryChangeResult Error(CSEntryChange entry, MAExportError error)
        {
            return CSEntryChangeResult.Create(entry.Identifier, null, error);
        }
        private static CSEntryChangeResult Error(CSEntryChange entry, MAExportError error, string name, string detail)
        {
            return CSEntryChangeResult.Create(entry.Identifier, null, error, name, detail);
        }

        // Its own log, where the service keeps those of a management agent.
        private static void Log(string line)
        {
            File.AppendAllText(Path.Combine(MAUtils.MAFolder, "hr.log"), line + "\n");
        }
    }
}
