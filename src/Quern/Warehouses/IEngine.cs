using Quern.Extraction;

namespace Quern.Warehouses;

/// <summary>What an adapter package gives an application: targets and sources of one type.</summary>
public interface IEngine
{
    /// <summary>The configured <c>Type</c> that this engine answers to: <c>duckdb</c>, <c>postgres</c>.</summary>
    string Type { get; }

    /// <summary>Makes a warehouse; opens nothing.</summary>
    /// <exception cref="WarehouseException">A setting is missing or wrong; the message names it as the configuration spells it.</exception>
    IWarehouse CreateWarehouse(ConnectionSettings settings);

    /// <summary>Makes a source to extract from; opens nothing.</summary>
    /// <exception cref="WarehouseException">A setting is missing or wrong.</exception>
    IExtractionSource CreateSource(ConnectionSettings settings);
}

/// <summary>The configured values of one target or source.</summary>
/// <param name="Name">Its name: <c>dev</c>.</param>
/// <param name="ConfigurationPath">Where it stands, for messages: <c>Quern:Targets:dev</c>.</param>
/// <param name="Values">Its values; keys compare without case.</param>
public sealed record ConnectionSettings(string Name, string ConfigurationPath, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A value that must be there.</summary>
    /// <exception cref="WarehouseException">It is missing or empty.</exception>
    public string Required(string key) =>
        Optional(key) ?? throw new WarehouseException(
            WarehouseFailure.Misconfigured,
            $"'{ConfigurationPath}:{key}' is not configured. Set it in appsettings.json, in user secrets, or as the environment variable {ConfigurationPath.Replace(":", "__", StringComparison.Ordinal)}__{key}.");

    /// <summary>A value that may be missing; null then, and when it is empty.</summary>
    public string? Optional(string key) => Values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    // A record would print the values, and a connection string is one of them.
    /// <summary>The name alone: values may be secret.</summary>
    public override string ToString() => Name;
}
