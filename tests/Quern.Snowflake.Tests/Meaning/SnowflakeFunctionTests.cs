using Quern.Generators.Tests.Functions;

namespace Quern.Snowflake.Tests.Meaning;

/// <summary>The function table's Snowflake SQL over edge values, run on DuckDB through a translator, against what C# computes.</summary>
public sealed class SnowflakeFunctionTests(SnowflakeSampleTable table) : FunctionEngineTests(table), IClassFixture<SnowflakeSampleTable>;
