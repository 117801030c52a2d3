namespace Quern.Generators.Tests.Functions;

public sealed class DuckDbFunctionTests(DuckDbSampleTable table) : FunctionEngineTests(table), IClassFixture<DuckDbSampleTable>;

public sealed class PostgresFunctionTests(PostgresSampleTable table) : FunctionEngineTests(table), IClassFixture<PostgresSampleTable>;
