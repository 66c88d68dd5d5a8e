using System;
using System.Globalization;

namespace Anchorage.DotNet.Json
{
    /// <summary>The bytes are no JSON, or not the JSON that was expected here.</summary>
    internal sealed class JsonException : Exception
    {
        internal JsonException(string message, long position)
            : base(message + " at byte " + position.ToString(CultureInfo.InvariantCulture))
        {
        }
    }
}
