using System;

namespace Anchorage.DotNet
{
    /// <summary>
    /// The net under the pre-flight check: what a missing member of the contract looks like when it surfaces
    /// inside a connector. It is the bench's fault and must be said to be.
    /// </summary>
    internal static class ContractGap
    {
        private const string Namespace = "Microsoft.MetadirectoryServices.";

        /// <summary>What to tell, or null when the exception is something else.</summary>
        internal static string In(Exception exception)
        {
            for (Exception each = exception; each != null; each = each.InnerException) {
                bool missing = each is MissingMemberException || each is TypeLoadException;
                if (missing && ExceptionForm.MessageOf(each).IndexOf(Namespace, StringComparison.Ordinal) >= 0)
                    return "the connector uses a member that the bench's contract assembly lacks: "
                        + ExceptionForm.MessageOf(each)
                        + ". This is a gap of the bench, not a fault of the connector; please report it";
            }
            return null;
        }
    }
}
