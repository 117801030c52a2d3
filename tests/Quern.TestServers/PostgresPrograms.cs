using System.Diagnostics;

namespace Quern.TestServers;

/// <summary>PostgreSQL's programs on this machine, run as a user that they accept: they refuse to run as root.</summary>
sealed class PostgresPrograms(string folder, string? user)
{
    /// <summary>The user the programs run as; null for the one of this process.</summary>
    public string? User => user;

    /// <summary>Finds the programs; null when there are none, or when this process is root and has no way to another user.</summary>
    public static PostgresPrograms? Find()
    {
        if (OperatingSystem.IsWindows())
            return null;
        var folder = Folders().FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
        if (folder is null)
            return null;
        if (!Environment.IsPrivilegedProcess)
            return new PostgresPrograms(folder, user: null);
        return File.Exists("/usr/bin/setpriv") || File.Exists("/bin/setpriv") ? new PostgresPrograms(folder, UnprivilegedUser()) : null;
    }

    /// <summary>Runs a program of PostgreSQL to its end; fails with what it said when it fails.</summary>
    public Task RunAsync(string program, params string[] arguments) => RunToEndAsync(StartInfo(Path.Combine(folder, program), arguments));

    /// <summary>The full path of a program.</summary>
    public string PathOf(string program) => Path.Combine(folder, program);

    /// <summary>How to start a program as the right user.</summary>
    public ProcessStartInfo StartInfo(string program, params string[] arguments)
    {
        string[] command = user is null
            ? [program, .. arguments]
            : ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", program, .. arguments];
        return new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The folder of the tests may be closed to the other user.
            WorkingDirectory = "/",
        };
    }

    public static async Task RunToEndAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} failed: {await error}{await output}");
    }

    static IEnumerable<string> Folders() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. Versions("/usr/lib/postgresql", "*"),
        .. Versions("/opt/homebrew/opt", "postgresql*"),
        .. Versions("/usr/local/opt", "postgresql*"),
        "/usr/pgsql/bin",
    ];

    static IEnumerable<string> Versions(string folder, string pattern) =>
        Directory.Exists(folder)
            ? Directory.GetDirectories(folder, pattern).OrderDescending(StringComparer.Ordinal).Select(f => Path.Combine(f, "bin"))
            : [];

    static string UnprivilegedUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
}
