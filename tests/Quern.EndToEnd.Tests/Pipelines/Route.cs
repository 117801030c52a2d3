namespace Quern.EndToEnd.Tests.Pipelines;

/// <summary>Where a pipeline's rows come from and where they go.</summary>
public enum Route
{
    DuckDbToDuckDb,
    PostgresToDuckDb,
    DuckDbToPostgres,
    PostgresToPostgres,
}
