namespace Quern.Generators.Tests.Functions;

public sealed class DuckDbAggregateTests(DuckDbSampleTable table) : AggregateEngineTests(table), IClassFixture<DuckDbSampleTable>;

public sealed class PostgresAggregateTests(PostgresSampleTable table) : AggregateEngineTests(table), IClassFixture<PostgresSampleTable>;
