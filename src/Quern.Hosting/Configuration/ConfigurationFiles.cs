using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;

namespace Quern.Hosting.Configuration;

/// <summary>Reads the application's configuration: files, then user secrets, then environment variables.</summary>
static class ConfigurationFiles
{
    /// <exception cref="ConfigurationException">A file is no JSON.</exception>
    public static IConfigurationRoot Load(ApplicationEnvironment environment)
    {
        var builder = new ConfigurationBuilder();
        string[] directories = [environment.ApplicationDirectory, environment.CurrentDirectory];
        foreach (var directory in directories.Select(Path.TrimEndingDirectorySeparator).Distinct())
        {
            AddFile(builder, directory, "appsettings.json");
            if (environment.Name is { Length: > 0 } name)
                AddFile(builder, directory, $"appsettings.{name}.json");
        }
        if (environment.Entry is { } entry)
            builder.AddUserSecrets(entry, optional: true);
        builder.AddEnvironmentVariables();
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException e)
        {
            // The outer message has the file's path, the inner one the line, never more of the file than a character.
            throw new ConfigurationException($"{e.Message} {(e.InnerException ?? e).GetBaseException().Message}", e);
        }
    }

    static void AddFile(ConfigurationBuilder builder, string directory, string file)
    {
        if (Directory.Exists(directory))
            builder.AddJsonFile(new PhysicalFileProvider(directory), file, optional: true, reloadOnChange: false);
    }
}
