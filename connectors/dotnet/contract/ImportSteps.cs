using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace Microsoft.MetadirectoryServices
{
    [Serializable]
    public class ImportRunStep
    {
        protected ImportRunStep() { }
        protected ImportRunStep(string customData) { CustomData = customData; }

        public string CustomData { get; set; }
    }

    [Serializable]
    public class ImportResults
    {
        protected ImportResults() { }
        protected ImportResults(string customData) { CustomData = customData; }

        public string CustomData { get; set; }
    }

    [Serializable]
    public sealed class OpenImportConnectionRunStep : ImportRunStep
    {
        public OpenImportConnectionRunStep() : this(null, 0, OperationType.Full, null, null, null) { }

        public OpenImportConnectionRunStep(Partition stepPartition, int pageSize, OperationType importType,
                                           IList<HierarchyNode> inclusionHierarchyNodes,
                                           IList<HierarchyNode> exclusionHierarchyNodes, string customData)
            : base(customData)
        {
            StepPartition = stepPartition ?? Partition.Create(Guid.Empty, "default");
            PageSize = pageSize;
            ImportType = importType;
            InclusionHierarchyNodes = inclusionHierarchyNodes ?? new Collection<HierarchyNode>();
            ExclusionHierarchyNodes = exclusionHierarchyNodes ?? new Collection<HierarchyNode>();
        }

        public int PageSize { get; set; }
        public OperationType ImportType { get; set; }
        public Partition StepPartition { get; private set; }
        public IList<HierarchyNode> InclusionHierarchyNodes { get; private set; }
        public IList<HierarchyNode> ExclusionHierarchyNodes { get; private set; }
    }

    [Serializable]
    public sealed class OpenImportConnectionResults : ImportResults
    {
        public OpenImportConnectionResults() { }
        public OpenImportConnectionResults(string customData) : base(customData) { }
    }

    [Serializable]
    public sealed class GetImportEntriesRunStep : ImportRunStep
    {
        public GetImportEntriesRunStep() : this(null, null) { }
        public GetImportEntriesRunStep(string customData) : this(customData, null) { }
        public GetImportEntriesRunStep(string customData, IList<CSEntryChange> fullObjectEntries) : base(customData)
        {
            FullObjectEntries = fullObjectEntries ?? new List<CSEntryChange>();
        }

        public IList<CSEntryChange> FullObjectEntries { get; private set; }
    }

    [Serializable]
    public sealed class GetImportEntriesResults : ImportResults
    {
        public GetImportEntriesResults() : this(null, false, null) { }

        public GetImportEntriesResults(string customData, bool moreToImport, IList<CSEntryChange> csentries)
            : base(customData)
        {
            MoreToImport = moreToImport;
            CSEntries = csentries ?? new List<CSEntryChange>();
        }

        public bool MoreToImport { get; set; }
        public IList<CSEntryChange> CSEntries { get; set; }
    }

    [Serializable]
    public sealed class CloseImportConnectionRunStep : ImportRunStep
    {
        public CloseImportConnectionRunStep() { }
        public CloseImportConnectionRunStep(CloseReason reason) { Reason = reason; }
        public CloseImportConnectionRunStep(CloseReason reason, string customData)
            : base(customData)
        {
            Reason = reason;
        }

        public CloseReason Reason { get; set; }
    }

    [Serializable]
    public sealed class CloseImportConnectionResults : ImportResults
    {
        public CloseImportConnectionResults() { }
        public CloseImportConnectionResults(string customData) : base(customData) { }
    }

    [Serializable]
    public sealed class WriteImportFileRunStep : ImportRunStep
    {
        public WriteImportFileRunStep() { }
        public WriteImportFileRunStep(Partition stepPartition, OperationType importType, string customData)
            : base(customData)
        {
            StepPartition = stepPartition;
            ImportType = importType;
        }

        public string FilePath { get; set; }
        public OperationType ImportType { get; set; }
        public Partition StepPartition { get; private set; }
    }

    [Serializable]
    public sealed class WriteImportFileResults : ImportResults
    {
        public WriteImportFileResults() { }
        public WriteImportFileResults(string customData) : base(customData) { }
    }
}
