using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Microsoft.MetadirectoryServices
{
    [Serializable]
    public class ExportRunStep
    {
        protected ExportRunStep() : this(OperationType.Full) { }
        protected ExportRunStep(OperationType exportType) { ExportType = exportType; }

        public OperationType ExportType { get; set; }
    }

    /// <summary>StepPartition is never null: a connector without partitions gets one named "default".</summary>
    [Serializable]
    public sealed class OpenExportConnectionRunStep : ExportRunStep
    {
        public OpenExportConnectionRunStep() : this(null, 0, OperationType.Full, null, null) { }

        public OpenExportConnectionRunStep(Partition stepPartition, int batchSize, OperationType exportType,
                                           IList<HierarchyNode> inclusionHierarchyNodes,
                                           IList<HierarchyNode> exclusionHierarchyNodes)
            : base(exportType)
        {
            StepPartition = stepPartition ?? Partition.Create(Guid.Empty, "default");
            BatchSize = batchSize;
            InclusionHierarchyNodes = inclusionHierarchyNodes ?? new Collection<HierarchyNode>();
            ExclusionHierarchyNodes = exclusionHierarchyNodes ?? new Collection<HierarchyNode>();
        }

        public Partition StepPartition { get; private set; }
        public int BatchSize { get; private set; }
        public IList<HierarchyNode> InclusionHierarchyNodes { get; private set; }
        public IList<HierarchyNode> ExclusionHierarchyNodes { get; private set; }
    }

    [Serializable]
    public sealed class CloseExportConnectionRunStep
    {
        public CloseExportConnectionRunStep() { }
        public CloseExportConnectionRunStep(CloseReason reason) { Reason = reason; }

        public CloseReason Reason { get; set; }
    }

    [Serializable]
    public sealed class ReadExportFileRunStep : ExportRunStep
    {
        public ReadExportFileRunStep() { }
        public ReadExportFileRunStep(Partition stepPartition, OperationType exportType) : base(exportType)
        {
            StepPartition = stepPartition;
        }

        public string FilePath { get; set; }
        public Partition StepPartition { get; private set; }
    }

    /// <summary>An entry without a result counts as success; a second result of one entry cannot be added.</summary>
    [Serializable]
    public sealed class PutExportEntriesResults
    {
        private readonly CSEntryChangeResultCollection m_results = new CSEntryChangeResultCollection();

        public PutExportEntriesResults() { }

        public PutExportEntriesResults(IList<CSEntryChangeResult> csentryChangeResults)
        {
            Check.NotNull(csentryChangeResults, "csentryChangeResults");
            foreach (CSEntryChangeResult result in csentryChangeResults)
                m_results.Add(result);
        }

        public KeyedCollection<Guid, CSEntryChangeResult> CSEntryChangeResults { get { return m_results; } }
    }
}
