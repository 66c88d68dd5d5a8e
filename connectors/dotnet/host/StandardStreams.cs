using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Anchorage.DotNet
{
    /// <summary>Where the wire is after it was moved aside, and what foreign code writes to instead.</summary>
    internal struct WireHandles
    {
        internal long Input;
        internal long Output;
        internal long ForeignOutput; ///< read end of the pipe that stands in stdout's place

        internal long[] ToData() { return new[] { Input, Output, ForeignOutput }; }
        internal static WireHandles FromData(long[] data)
        {
            return new WireHandles { Input = data[0], Output = data[1], ForeignOutput = data[2] };
        }
    }

    /// <summary>
    /// stdout belongs to the wire: before foreign code is loaded, the wire gets descriptors of its own that no
    /// grandchild inherits, stdin becomes empty, and stdout becomes a pipe whose text ends in the log. This
    /// holds also for native code and for programs that a connector starts.
    /// </summary>
    internal static class StandardStreams
    {
        internal static readonly bool IsUnix = Path.DirectorySeparatorChar == '/';

        internal static WireHandles MoveAside()
        {
            return IsUnix ? Unix.MoveAside() : Windows.MoveAside();
        }

        internal static Stream Open(long handle, bool write)
        {
            if (IsUnix)
                return new DescriptorStream((int)handle);
            return new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(new IntPtr(handle), false),
                                  write ? FileAccess.Write : FileAccess.Read, 1, false);
        }

        /// <summary>Ends the process now: nothing runs any more, no finalizer and no exit handler.</summary>
        internal static void Exit(int code)
        {
            if (IsUnix)
                Unix.exit(code);
            Windows.TerminateProcess(Windows.GetCurrentProcess(), (uint)code);
        }

        /// <summary>Past Console.Error, which belongs to the connector's log.</summary>
        internal static void WriteError(string text)
        {
            using (Stream error = IsUnix ? new DescriptorStream(2) : Console.OpenStandardError()) {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                error.Write(bytes, 0, bytes.Length);
            }
        }

        /// <summary>What a symbolic link says; null: it is none, or gone. Unix only.</summary>
        internal static string LinkTarget(string path)
        {
            var target = new byte[256];
            long length = Unix.readlink(path, target, new IntPtr(target.Length)).ToInt64();
            return length < 0 ? null : Encoding.UTF8.GetString(target, 0, (int)length);
        }

        internal static long ProcessId() { return IsUnix ? Unix.getpid() : (long)Windows.GetCurrentProcessId(); }

        private static class Unix
        {
            private const int CloseOnExec = 1, SetDescriptorFlags = 2, DuplicateCloseOnExec = 1030, ReadWrite = 2;

            internal static WireHandles MoveAside()
            {
                var handles = new WireHandles { Input = Aside(0), Output = Aside(1) };
                int nothing = open("/dev/null", ReadWrite);
                var ends = new int[2];
                if (nothing < 0 || pipe(ends) != 0)
                    throw new IOException("no pipe for the connector's own output");
                fcntl(ends[0], SetDescriptorFlags, CloseOnExec);
                dup2(nothing, 0);
                dup2(ends[1], 1);
                close(nothing);
                close(ends[1]);
                handles.ForeignOutput = ends[0];
                return handles;
            }

            private static int Aside(int descriptor)
            {
                // F_DUPFD_CLOEXEC has this number on Linux only; elsewhere two calls do the same.
                int copy = fcntl(descriptor, DuplicateCloseOnExec, 3);
                if (copy < 0) {
                    copy = dup(descriptor);
                    fcntl(copy, SetDescriptorFlags, CloseOnExec);
                }
                if (copy < 0)
                    throw new IOException("descriptor " + descriptor
                                          + " is not open: this program is started by the bench");
                return copy;
            }

            [DllImport("libc", EntryPoint = "_exit")] internal static extern void exit(int code);
            [DllImport("libc")] internal static extern int getpid();
            [DllImport("libc")] internal static extern IntPtr readlink(string path, byte[] target, IntPtr size);
            [DllImport("libc")] private static extern int dup(int descriptor);
            [DllImport("libc")] private static extern int dup2(int from, int to);
            [DllImport("libc")] private static extern int pipe(int[] ends);
            [DllImport("libc")] private static extern int close(int descriptor);
            [DllImport("libc")] private static extern int fcntl(int descriptor, int command, int argument);
            [DllImport("libc")] private static extern int open(string path, int flags);
        }

        // Written against the documentation of .NET Framework; there is no Windows here to run it on.
        private static class Windows
        {
            private const int StandardInput = -10, StandardOutput = -11;

            internal static WireHandles MoveAside()
            {
                var handles = new WireHandles {
                    Input = GetStdHandle(StandardInput).ToInt64(),
                    Output = GetStdHandle(StandardOutput).ToInt64()
                };
                // Not inherited by what the connector starts.
                SetHandleInformation(new IntPtr(handles.Input), 1, 0);
                SetHandleInformation(new IntPtr(handles.Output), 1, 0);
                IntPtr read, write;
                if (!CreatePipe(out read, out write, IntPtr.Zero, 0))
                    throw new IOException("no pipe for the connector's own output");
                SetStdHandle(StandardInput, IntPtr.Zero);
                SetStdHandle(StandardOutput, write);
                handles.ForeignOutput = read.ToInt64();
                return handles;
            }

            [DllImport("kernel32.dll")] internal static extern uint GetCurrentProcessId();
            [DllImport("kernel32.dll")] internal static extern IntPtr GetCurrentProcess();
            [DllImport("kernel32.dll")] internal static extern bool TerminateProcess(IntPtr process, uint code);
            [DllImport("kernel32.dll")] private static extern IntPtr GetStdHandle(int which);
            [DllImport("kernel32.dll")] private static extern bool SetStdHandle(int which, IntPtr handle);
            [DllImport("kernel32.dll")]
            private static extern bool SetHandleInformation(IntPtr handle, uint mask, uint flags);
            [DllImport("kernel32.dll")]
            private static extern bool CreatePipe(out IntPtr read, out IntPtr write, IntPtr security, uint size);
        }
    }

    /// <summary>A stream over a file descriptor that mono's own FileStream knows nothing of.</summary>
    internal sealed class DescriptorStream : Stream
    {
        private const int Interrupted = 4;
        private readonly int m_descriptor;

        internal DescriptorStream(int descriptor) { m_descriptor = descriptor; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            while (true) {
                long got;
                unsafe {
                    fixed (byte *begin = buffer)
                        got = read(m_descriptor, new IntPtr(begin + offset), new IntPtr(count)).ToInt64();
                }
                if (got >= 0)
                    return (int)got;
                if (Marshal.GetLastWin32Error() != Interrupted)
                    return 0; // a broken pipe is an ended one
            }
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            while (count > 0) {
                long put;
                unsafe {
                    fixed (byte *begin = buffer)
                        put = write(m_descriptor, new IntPtr(begin + offset), new IntPtr(count)).ToInt64();
                }
                if (put > 0) {
                    offset += (int)put;
                    count -= (int)put;
                } else if (Marshal.GetLastWin32Error() != Interrupted) {
                    Surroundings.RemoveEventLog(); // nobody reads any more: the bench is gone, and cannot do it
                    StandardStreams.Exit(0);
                    Thread.Sleep(Timeout.Infinite);
                }
            }
        }

        public override bool CanRead { get { return true; } }
        public override bool CanWrite { get { return true; } }
        public override bool CanSeek { get { return false; } }
        public override long Length { get { throw new NotSupportedException(); } }
        public override long Position
        {
            get { throw new NotSupportedException(); }
            set { throw new NotSupportedException(); }
        }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) { throw new NotSupportedException(); }
        public override void SetLength(long value) { throw new NotSupportedException(); }

        [DllImport("libc", SetLastError = true)]
        private static extern IntPtr read(int descriptor, IntPtr buffer, IntPtr count);
        [DllImport("libc", SetLastError = true)]
        private static extern IntPtr write(int descriptor, IntPtr buffer, IntPtr count);
    }
}
