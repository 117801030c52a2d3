using System.Globalization;
using CsCheck;
using Quern.DuckDb;
using Quern.Postgres;
using Quern.TestServers;
using Quern.Warehouses;

namespace Quern.Differential.Tests.Incremental;

/// <summary>
/// Random incremental models that run once over all rows and then over random changes have the rows that their methods give
/// over lists after each run, and that a full refresh gives in the end. <c>QUERN_INCREMENTAL</c> says how many models, and
/// <c>QUERN_SEED</c> which.
/// </summary>
public sealed class IncrementalTests(ITestOutputHelper log)
{
    const int BatchSize = 25;
    const int Rounds = 4;

    [Theory]
    [InlineData("duckdb")]
    [InlineData("postgres")]
    public async Task Random_model_has_the_rows_of_a_full_run_after_each_run_over_changes(string dialect)
    {
        var (models, first) = (DifferentialTests.Setting("QUERN_INCREMENTAL", 200), (uint)DifferentialTests.Setting("QUERN_SEED", 1));
        var (compared, undefined) = (0, 0);
        for (var batch = 0u; batch * BatchSize < models; batch++)
        {
            var seed = first + batch;
            var random = new PCG(seed, seed);
            var (isLate, losesOrders) = (batch % 2 == 0, batch % 3 != 0);
            var programs = Enumerable.Range(0, BatchSize).Select(_ => IncrementalPrograms.All(isLate ? "1h" : null, losesOrders).Generate(random, null, out Size _)).ToArray();
            using var compiled = Batch.Compile(programs, [dialect], out var errors)
                ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"QUERN_SEED={seed}: {errors.First().Value}\n{errors.First().Key.Model("M")}"));
            await using var warehouse = await OpenAsync(dialect);
            var run = new IncrementalRun(compiled, warehouse, new ChangingRows(random, isLate, losesOrders));
            for (var round = 0; round <= Rounds + 1; round++)
            {
                var difference = await run.NextAsync(round == 0 ? 20 : round > Rounds ? 0 : (int)random.Next(6u), isFull: round > Rounds);
                Assert.True(difference is null, string.Create(CultureInfo.InvariantCulture, $"QUERN_SEED={seed}, run {round} on {dialect}: {difference}"));
            }
            compared += run.Compared;
            undefined += run.Undefined;
        }
        log.WriteLine($"{models} models, {compared} comparisons, {undefined} models without a value in C#.");
        // What is not compared proves nothing.
        Assert.InRange(undefined, 0, models / 20);
        Assert.InRange(compared, models * Rounds, int.MaxValue);
    }

    static async Task<IWarehouse> OpenAsync(string dialect) =>
        dialect == "duckdb" ? new DuckDbWarehouse(":memory:") : new PostgresWarehouse(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
}
