using System.Collections.Generic;

namespace Anchorage.DotNet
{
    internal static class LinkCheck
    {
        internal static List<Finding> Of(string path, HostOptions options) { return new List<Finding>(); }
    }
}
