namespace Quern.Relational.Tests.Engines;

/// <summary>Every operator and function on the real engines, against what C# itself computes.</summary>
public abstract class EngineTests(IEngine engine)
{
    public static TheoryData<string> Names => [.. All.Keys];

    static Dictionary<string, EngineCase> All { get; } =
        OperatorCases.All.Concat(TextCases.All).Concat(NumberCases.All).Concat(TemporalCases.All).ToDictionary(c => c.Name);

    [Theory]
    [MemberData(nameof(Names))]
    public Task Expression_on_rows_gives_what_csharp_gives(string name) => All[name].RunAsync(engine);
}

public sealed class DuckDbEngineTests(DuckDbEngine engine) : EngineTests(engine), IClassFixture<DuckDbEngine>;

public sealed class PostgresEngineTests(PostgresEngine engine) : EngineTests(engine), IClassFixture<PostgresEngine>;
