using System;
using System.IO;
using Anchorage.DotNet.Json;

namespace Anchorage.DotNet
{
    /// <summary>Messages to the bench. Any thread may send; a message is never mixed with another.</summary>
    internal sealed class WireOutput
    {
        internal const int ExceptionCode = -32000;
        internal const int MethodNotFoundCode = -32601;

        private readonly Stream m_stream;
        private readonly JsonWriter m_notice = new JsonWriter();
        private readonly object m_lock = new object();
        private bool m_ended;

        internal WireOutput(WireHandles handles) { m_stream = StandardStreams.Open(handles.Output, true); }

        /// <summary>Levels: debug, info, warning, error, stdout, stderr.</summary>
        internal void Log(string level, string text)
        {
            lock (m_lock) {
                m_notice.Clear();
                m_notice.BeginObject().Member("jsonrpc", "2.0").Member("method", "log").Key("params");
                m_notice.BeginObject().Member("level", level).Member("text", text).EndObject().EndObject();
                m_notice.LineEnd();
                Send(m_notice);
            }
        }

        internal void Progress(string text)
        {
            lock (m_lock) {
                m_notice.Clear();
                m_notice.BeginObject().Member("jsonrpc", "2.0").Member("method", "progress").Key("params");
                m_notice.BeginObject().Member("text", text).EndObject().EndObject();
                m_notice.LineEnd();
                Send(m_notice);
            }
        }

        /// <summary>The last message: nothing is sent after it.</summary>
        internal void Goodbye()
        {
            lock (m_lock) {
                m_notice.Clear();
                m_notice.BeginObject().Member("jsonrpc", "2.0").Member("method", "goodbye").EndObject();
                m_notice.LineEnd();
                Send(m_notice);
                m_ended = true;
            }
        }

        /// <summary>A writer that stands where the members of `result` begin; Finish sends it.</summary>
        internal static JsonWriter BeginResult(JsonWriter writer, long id)
        {
            writer.Clear();
            return writer.BeginObject().Member("jsonrpc", "2.0").Member("id", id).Key("result").BeginObject();
        }

        internal void Finish(JsonWriter writer)
        {
            writer.EndObject().EndObject().LineEnd();
            lock (m_lock)
                Send(writer);
        }

        internal void Done(long id)
        {
            var writer = new JsonWriter();
            BeginResult(writer, id);
            Finish(writer);
        }

        internal void Threw(long id, Exception exception)
        {
            var writer = new JsonWriter();
            writer.BeginObject().Member("jsonrpc", "2.0").Member("id", id).Key("error").BeginObject();
            writer.Member("code", ExceptionCode).Member("message", exception.Message);
            writer.Key("data").BeginObject().Key("exception");
            ExceptionForm.Write(writer, exception);
            writer.EndObject();
            Finish(writer);
        }

        internal void NotImplemented(long id, string method)
        {
            var writer = new JsonWriter();
            writer.BeginObject().Member("jsonrpc", "2.0").Member("id", id).Key("error").BeginObject();
            writer.Member("code", MethodNotFoundCode).Member("message", "the connector does not implement " + method);
            Finish(writer);
        }

        private void Send(JsonWriter writer)
        {
            if (m_ended)
                return;
            m_stream.Write(writer.Bytes, 0, writer.Length);
            m_stream.Flush();
        }
    }
}
