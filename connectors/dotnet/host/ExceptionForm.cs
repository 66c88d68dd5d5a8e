using System;
using System.Collections.Generic;
using System.Reflection;
using System.Text;
using Anchorage.DotNet.Json;

namespace Anchorage.DotNet
{
    /// <summary>{"type","message","stack","inner":[…]}; the type name decides the run status.</summary>
    internal static class ExceptionForm
    {
        private const int DeepestInner = 16;

        internal static void Write(JsonWriter writer, Exception exception) { Write(writer, exception, 0); }

        private static void Write(JsonWriter writer, Exception exception, int depth)
        {
            var stated = exception as StatedException;
            writer.BeginObject();
            writer.Member("type", stated != null ? stated.TypeName : exception.GetType().FullName);
            writer.Member("message", MessageOf(exception));
            writer.MemberUnlessEmpty("stack", StackOf(exception));
            List<Exception> inner = InnerOf(exception);
            if (inner.Count > 0 && depth < DeepestInner) {
                writer.Key("inner").BeginArray();
                foreach (Exception each in inner)
                    Write(writer, each, depth + 1);
                writer.EndArray();
            }
            writer.EndObject();
        }

        /// <summary>Message is virtual: a connector's own may throw.</summary>
        internal static string MessageOf(Exception exception)
        {
            try {
                return exception.Message ?? "";
            } catch (Exception thrown) {
                return "(the exception's Message threw " + thrown.GetType().FullName + ")";
            }
        }

        private static string StackOf(Exception exception)
        {
            try {
                // Frames of this host say nothing about the connector.
                var kept = new StringBuilder();
                foreach (string line in (exception.StackTrace ?? "").Split('\n'))
                    if (line.IndexOf("Anchorage.DotNet.", StringComparison.Ordinal) < 0
                        && line.IndexOf("(wrapper ", StringComparison.Ordinal) < 0)
                        kept.Append(kept.Length > 0 ? "\n" : "").Append(line.TrimEnd('\r'));
                return kept.ToString();
            } catch (Exception) {
                return "";
            }
        }

        private static List<Exception> InnerOf(Exception exception)
        {
            var inner = new List<Exception>();
            var aggregate = exception as AggregateException;
            var load = exception as ReflectionTypeLoadException;
            if (aggregate != null)
                inner.AddRange(aggregate.InnerExceptions);
            else if (load != null && load.LoaderExceptions != null)
                inner.AddRange(load.LoaderExceptions);
            else if (exception.InnerException != null)
                inner.Add(exception.InnerException);
            inner.RemoveAll(each => each == null);
            return inner;
        }
    }

    /// <summary>What the host itself has to say, under a type name that decides the run status.</summary>
    internal sealed class StatedException : Exception
    {
        internal StatedException(string typeName, string message) : base(message) { TypeName = typeName; }
        internal StatedException(string typeName, string message, Exception inner) : base(message, inner)
        {
            TypeName = typeName;
        }

        internal string TypeName { get; private set; }
    }
}
