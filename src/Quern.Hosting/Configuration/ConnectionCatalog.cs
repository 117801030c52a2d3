using Microsoft.Extensions.Configuration;
using Quern.Extraction;
using Quern.Warehouses;

namespace Quern.Hosting.Configuration;

/// <summary>The configured targets and sources.</summary>
sealed class ConnectionCatalog(IConfiguration configuration, IReadOnlyList<IEngine> engines, ApplicationEnvironment environment)
{
    const string Targets = "Quern:Targets";
    const string Sources = "Quern:Sources";
    const string DefaultTarget = "Quern:Target";

    /// <summary>How many steps may run at once when the command line does not say; null when the configuration does not either.</summary>
    public int? Threads => configuration["Quern:Threads"] switch
    {
        null or "" => null,
        var text when int.TryParse(text, out var threads) && threads >= 1 => threads,
        var text => throw new ConfigurationException($"'Quern:Threads' is '{text}'. Give a whole number from 1."),
    };

    /// <summary>Finds a target.</summary>
    /// <param name="name">Its name; null for the default: <c>Quern:Target</c>, or the only one there is.</param>
    /// <exception cref="ConfigurationException">There is no such target, or its engine is unknown.</exception>
    public Connection Target(string? name)
    {
        var configured = Names(Targets);
        name ??= configuration[DefaultTarget] is { Length: > 0 } preferred ? preferred
            : configured is [var only] ? only
            : throw new ConfigurationException(configured.Count == 0
                ? $"No target is configured. {HowTo(Targets, "dev")}"
                : $"Several targets are configured and none is the default. Choose one with --target or '{DefaultTarget}': {string.Join(", ", configured)}.");
        return Find(Targets, "target", name);
    }

    /// <summary>Finds a source.</summary>
    /// <exception cref="ConfigurationException">There is no such source, or its engine is unknown.</exception>
    public Connection Source(string name) => Find(Sources, "source", name);

    /// <summary>The engine of a type.</summary>
    /// <param name="type">As the user wrote it.</param>
    /// <param name="where">What holds it, for the message: <c>'Quern:Targets:dev:Type'</c>.</param>
    /// <exception cref="ConfigurationException">There is no such engine.</exception>
    public IEngine Engine(string type, string where) =>
        engines.FirstOrDefault(e => string.Equals(e.Type, type, StringComparison.OrdinalIgnoreCase))
        ?? throw new ConfigurationException(
            $"{where} is '{type}', and this application has no such engine. It has: {string.Join(", ", engines.Select(e => e.Type))}.");

    Connection Find(string section, string what, string name)
    {
        var configured = Names(section);
        var known = configured.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ConfigurationException(configured.Count == 0
                ? $"The {what} '{name}' is not configured, nor is any other. {HowTo(section, name)}"
                : $"The {what} '{name}' is not configured. Configured are: {string.Join(", ", configured)}.");
        var path = $"{section}:{known}";
        var values = Values(configuration.GetSection(path));
        var settings = new ConnectionSettings(known, path, values);
        return new Connection(Engine(settings.Required("Type"), $"'{path}:Type'"), settings);
    }

    IReadOnlyList<string> Names(string section) =>
        [.. configuration.GetSection(section).GetChildren().Select(c => c.Key).Order(StringComparer.OrdinalIgnoreCase)];

    Dictionary<string, string> Values(IConfigurationSection section)
    {
        var values = section.AsEnumerable(makePathsRelative: true)
            .Where(p => p.Value is not null)
            .ToDictionary(p => p.Key, p => p.Value!, StringComparer.OrdinalIgnoreCase);
        if (values.TryGetValue("Path", out var path) && path.Length > 0 && !path.StartsWith(':'))
            values["Path"] = Path.GetFullPath(path, DataDirectory);
        return values;
    }

    // Where `dotnet run` is started from must not decide which database an application works on, unless it wants that.
    string DataDirectory =>
        configuration["Quern:DataDirectory"] is { Length: > 0 } directory
            ? Path.GetFullPath(directory, environment.ApplicationDirectory)
            : environment.CurrentDirectory;

    static string HowTo(string section, string name)
    {
        var variable = $"{section.Replace(":", "__", StringComparison.Ordinal)}__{name}__Type";
        return $"Set '{section}:{name}:Type' and what the engine needs in appsettings.json, in user secrets, or in the environment ({variable}=...).";
    }
}

/// <summary>A configured target or source, not opened.</summary>
sealed record Connection(IEngine Engine, ConnectionSettings Settings)
{
    public IWarehouse CreateWarehouse() => Engine.CreateWarehouse(Settings);

    public IExtractionSource CreateSource() => Engine.CreateSource(Settings);
}
