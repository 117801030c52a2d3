using Quern.Generators.Tests.Functions;

namespace Quern.Snowflake.Tests.Meaning;

/// <summary>The Snowflake SQL of aggregates and window functions over edge groups, run on DuckDB through a translator, against what C# computes.</summary>
public sealed class SnowflakeAggregateTests(SnowflakeSampleTable table) : AggregateEngineTests(table), IClassFixture<SnowflakeSampleTable>;
