using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Quern.TestServers;

/// <summary>A cluster of this process in a temporary folder.</summary>
/// <remarks>
/// A small shell waits for this process's end on a pipe, which the system closes even when the process is killed; then it
/// stops the server and deletes the folder.
/// </remarks>
sealed class LocalPostgres : IPostgresHost
{
    const string CleanUp = """trap '' INT TERM HUP; read _; "$1" stop -D "$2/data" -m immediate; rm -rf "$2" """;

    readonly PostgresPrograms programs;
    readonly string folder;
    readonly string password = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
    Process? cleaner;
    int port;

    LocalPostgres(PostgresPrograms programs)
    {
        this.programs = programs;
        folder = Directory.CreateTempSubdirectory("quern-postgres-").FullName;
    }

    public string DataDirectory => Path.Combine(folder, "data");

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "quern",
        Password = password,
        Database = "postgres",
    }.ConnectionString;

    /// <summary>Starts one; null when PostgreSQL is not installed.</summary>
    public static async Task<LocalPostgres?> TryStartAsync()
    {
        if (PostgresPrograms.Find() is not { } programs)
            return null;
        var server = new LocalPostgres(programs);
        await server.InitializeAsync();
        return server;
    }

    public Task StartAsync() => programs.RunAsync("pg_ctl", "start", "-w", "-D", DataDirectory, "-l", Path.Combine(folder, "log"), "-o", $"-p {port}");

    public Task StopAsync(bool crash) => programs.RunAsync("pg_ctl", "stop", "-w", "-D", DataDirectory, "-m", crash ? "immediate" : "fast");

    public async ValueTask DisposeAsync()
    {
        if (cleaner is null)
            return;
        cleaner.StandardInput.Close();
        await cleaner.WaitForExitAsync();
        cleaner.Dispose();
        cleaner = null;
    }

    async Task InitializeAsync()
    {
        var passwordFile = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(passwordFile, password);
        if (programs.User is { } user)
            await PostgresPrograms.RunToEndAsync(new ProcessStartInfo("chown", ["-R", user, folder]));
        cleaner = Process.Start(programs.StartInfo("/bin/sh", "-c", CleanUp, "cleaner", programs.PathOf("pg_ctl"), folder))!;
        await programs.RunAsync("initdb", "--no-sync", "--username=quern", $"--pwfile={passwordFile}", "--auth=scram-sha-256",
            "--encoding=UTF8", OperatingSystem.IsLinux() ? "--locale=C.UTF-8" : "--locale=C", "-D", DataDirectory);
        // Commits stay synchronous: a server that is killed must keep what it confirmed.
        await File.AppendAllTextAsync(Path.Combine(DataDirectory, "postgresql.conf"),
            $"\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{folder}'\nfsync = off\nfull_page_writes = off\nmax_connections = 200\n");
        for (var attempt = 1; ; attempt++)
        {
            port = FreePort();
            try
            {
                await StartAsync();
                return;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                // Somebody else took the port in between.
            }
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
