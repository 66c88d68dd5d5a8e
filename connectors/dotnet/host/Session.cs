using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading;
using Anchorage.DotNet.Json;

namespace Anchorage.DotNet
{
    /// <summary>
    /// One thread reads, another calls: a call that hangs keeps neither `cancel` nor the end of stdin from
    /// being seen. Close and password calls may arrive while Put runs; then they get a thread of their own, as
    /// the bench means them to overlap.
    /// </summary>
    internal sealed class Session
    {
        private const int BrokenStreamCode = 65;

        private readonly WireInput m_input;
        private readonly JsonReader m_json = new JsonReader();
        private readonly Requests m_requests;
        private readonly Surroundings m_surroundings;
        private readonly BlockingCollection<Action> m_queue = new BlockingCollection<Action>();
        private int m_open; ///< calls that are queued or running

        internal Session(string assembly, WireHandles handles, WireOutput output)
        {
            m_input = new WireInput(handles);
            m_surroundings = new Surroundings(assembly, handles, output);
            m_requests = new Requests(m_json, new Calls(assembly, output, m_surroundings), output);
        }

        /// <summary>Never returns normally but at the end of a run: the process ends in here.</summary>
        internal int Run(byte[] first)
        {
            m_surroundings.Install();
            new Thread(CallThread) { IsBackground = true, Name = "calls" }.Start();
            try {
                Take(first, 0, first.Length, 0);
                m_input.SkipOffset(first.Length + 1);
                if (m_requests.MessageLimit.HasValue)
                    m_input.MessageLimit = m_requests.MessageLimit.Value;
                while (m_input.ReadLine())
                    Take(m_input.Buffer, m_input.LineBegin, m_input.LineEnd, m_input.LineOffset);
            } catch (BrokenStreamException broken) {
                StandardStreams.WriteError("anchorage-dotnet-host: " + broken.Message + "\n");
                StandardStreams.Exit(BrokenStreamCode);
            }
            // The bench is gone, so nobody is left to do anything for; also while a call hangs.
            Surroundings.RemoveEventLog();
            StandardStreams.Exit(0);
            return 0;
        }

        private void Take(byte[] line, int begin, int end, long offset)
        {
            try {
                m_json.Start(line, begin, end);
                Dispatch(m_requests.Read());
            } catch (JsonException broken) {
                throw new BrokenStreamException("the bench sent something that is no message, at byte "
                                                + offset.ToString(CultureInfo.InvariantCulture) + " of the stream: "
                                                + broken.Message + "; it begins with "
                                                    + Excerpt.Of(line, begin, end, 60));
            }
        }

        private void Dispatch(Request request)
        {
            if (request.Run == null)
                return;
            int before = Interlocked.Increment(ref m_open) - 1;
            Action run = () => {
                try {
                    request.Run();
                } finally {
                    Interlocked.Decrement(ref m_open);
                }
            };
            if (before > 0 && request.MayOverlap)
                new Thread(() => run()) { IsBackground = true, Name = "overlapping call" }.Start();
            else
                m_queue.Add(run);
        }

        private void CallThread()
        {
            foreach (Action run in m_queue.GetConsumingEnumerable())
                run();
        }
    }
}
