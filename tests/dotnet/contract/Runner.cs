using System;
using System.Collections.Generic;
using System.Reflection;

namespace Anchorage.Tests
{
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class FactsAttribute : Attribute { }

    internal sealed class FailedException : Exception
    {
        internal FailedException(string message) : base(message) { }
    }

    internal sealed class SkippedException : Exception
    {
        internal SkippedException(string why) : base(why) { }
    }

    /// <summary>What a fact may claim.</summary>
    internal static class That
    {
        internal static void Holds(bool fact, string what)
        {
            if (!fact)
                throw new FailedException(what);
        }

        internal static void Equal<T>(T expected, T found)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, found))
                throw new FailedException("expected " + expected + ", found " + found);
        }

        internal static T Throws<T>(Action action) where T : Exception
        {
            try {
                action();
            } catch (T thrown) {
                return thrown;
            } catch (Exception other) {
                throw new FailedException("expected " + typeof(T).Name + ", found " + other.GetType().Name + ": " + other.Message);
            }
            throw new FailedException("expected " + typeof(T).Name + ", nothing was thrown");
        }
    }

    /// <summary>Every public static method without parameters of a [Facts] class is a test, named by what it says.</summary>
    internal static class Runner
    {
        private static int Main(string[] arguments)
        {
            if (arguments.Length == 2 && arguments[0] == "--dump") {
                foreach (string line in Surface.Of(Assembly.LoadFrom(arguments[1])))
                    Console.WriteLine(line);
                return 0;
            }
            int failed = 0, passed = 0, skipped = 0;
            foreach (Type type in Assembly.GetExecutingAssembly().GetTypes()) {
                if (!type.IsDefined(typeof(FactsAttribute), false))
                    continue;
                foreach (MethodInfo fact in type.GetMethods(BindingFlags.Public | BindingFlags.Static)) {
                    string name = type.Name + "." + fact.Name;
                    try {
                        fact.Invoke(null, null);
                        ++passed;
                    } catch (TargetInvocationException thrown) {
                        if (thrown.InnerException is SkippedException) {
                            ++skipped;
                            Console.WriteLine("SKIP " + name + ": " + thrown.InnerException.Message);
                            continue;
                        }
                        ++failed;
                        Console.WriteLine("FAIL " + name + ": " + (thrown.InnerException is FailedException
                                                                      ? thrown.InnerException.Message
                                                                      : thrown.InnerException.ToString()));
                    }
                }
            }
            Console.WriteLine(passed + " passed, " + failed + " failed, " + skipped + " skipped");
            return failed == 0 ? 0 : 1;
        }
    }
}
