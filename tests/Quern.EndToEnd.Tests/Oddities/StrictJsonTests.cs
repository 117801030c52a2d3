using Quern.EndToEnd.Tests.Pipelines;
using Quern.Execution;
using Quern.Registry;

namespace Quern.EndToEnd.Tests.Oddities;

public sealed class StrictJsonTests
{
    static readonly RelationRegistry Relations = new([RelationRegistry.DefinitionOf<RawDocument>(), RelationRegistry.DefinitionOf<StrictDocument>()]);

    [Theory]
    [InlineData(Route.DuckDbToDuckDb)]
    [InlineData(Route.PostgresToPostgres)]
    public async Task Text_that_is_no_json_fails_the_model_and_leaves_its_rows(Route route)
    {
        using var databases = await PipelineDatabases.CreateAsync(Relations, route);
        await databases.ShopAsync(
            """
            CREATE TABLE documents (id bigint NOT NULL, body text NOT NULL, updated_at timestamp NOT NULL);
            INSERT INTO documents VALUES (1, '{"a": [1, 2.50, "x\"y\\z"], "b": null}', TIMESTAMP '2026-01-01 10:00:00'), (2, '"🦊"', TIMESTAMP '2026-01-01 11:00:00');
            """);
        (await databases.RunAsync()).Succeeded();
        var before = await databases.RowsAsync<StrictDocument>();
        SameRows.Assert(StrictDocument.Define(Query.Of(await databases.RowsAsync<RawDocument>())).ToList(), before, "documents");

        await databases.ShopAsync("INSERT INTO documents VALUES (3, 'channel=web', TIMESTAMP '2026-01-02 10:00:00')");
        var run = (await databases.RunAsync()).Failed();

        var step = run.Step("staging.documents");
        Assert.Equal(RunStatus.Failed, step.Status);
        Assert.Contains("json", step.Message, StringComparison.OrdinalIgnoreCase);
        SameRows.Assert(before, await databases.RowsAsync<StrictDocument>(), "documents after the failure");

        await databases.ShopAsync("UPDATE documents SET body = '{}', updated_at = TIMESTAMP '2026-01-02 11:00:00' WHERE id = 3");
        (await databases.RunAsync()).Succeeded();
        Assert.Equal(3, (await databases.RowsAsync<StrictDocument>()).Count);
    }
}
