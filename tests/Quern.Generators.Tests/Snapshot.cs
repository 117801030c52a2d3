using System.Reflection;
using System.Runtime.CompilerServices;

namespace Quern.Generators.Tests;

/// <summary>
/// Compares a text with the file <c>Snapshots/Class/Test.verified.ext</c>, as the Verify family names them. Verified files
/// change only when the environment variable QUERN_ACCEPT_SNAPSHOTS is 1.
/// </summary>
static class Snapshot
{
    static readonly string Root = Path.Combine(
        typeof(Snapshot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!,
        "Snapshots");

    public static void Matches(
        string actual, string extension, [CallerFilePath] string testFile = "", [CallerMemberName] string test = "")
    {
        // Both kinds of separator: the file may be compiled on another system than it runs on.
        var testClass = testFile.Split('/', '\\')[^1].Replace(".cs", "", StringComparison.Ordinal);
        var verified = Path.Combine(Root, testClass, $"{test}.verified.{extension}");
        var received = Path.Combine(Root, testClass, $"{test}.received.{extension}");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(verified)!);
        if (Environment.GetEnvironmentVariable("QUERN_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(expected is null
            ? $"There is no snapshot {verified} yet; {received} has what came. Accept it with QUERN_ACCEPT_SNAPSHOTS=1."
            : $"{received} differs from {verified}. Accept it with QUERN_ACCEPT_SNAPSHOTS=1.\n{FirstDifference(expected, actual)}");
    }

    static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        string Around(string[] lines, char mark) =>
            string.Join("\n", lines.Skip(line).Take(5).Select(text => $"{mark} {text}"));
        return $"From line {line + 1}:\n{Around(left, '-')}\n{Around(right, '+')}";
    }
}
