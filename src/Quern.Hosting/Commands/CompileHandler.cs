using Quern.Execution;
using Quern.Hosting.CommandLine;
using Quern.Hosting.Configuration;
using Quern.Hosting.Reporting;
using Quern.Planning;

namespace Quern.Hosting.Commands;

/// <summary>Carries out <c>compile</c>.</summary>
sealed class CompileHandler(QuernApplication application)
{
    public int Compile(IReadOnlyList<string> names, string? engine, OutputFormat output)
    {
        var registry = application.Relations;
        var selection = Selection.Parse(names, registry);
        var dialect = DialectOf(engine);
        var writer = application.Environment.Output;
        foreach (var relation in registry.Relations.Where(r => selection.Contains(r.Id)))
        {
            var compiled = ModelSqlPrinter.Print(relation, registry, dialect);
            if (output == OutputFormat.Json)
            {
                JsonLines.Write(writer, CompiledLine.Of(relation, compiled), JsonLines.Default.CompiledLine);
                continue;
            }
            writer.WriteLine($"-- {relation.DisplayName} ({Words.Of(relation.Kind)}) on {dialect}");
            writer.WriteLine(compiled.ToString());
        }
        return ExitCodes.Success;
    }

    // SQL can be printed for an engine that the application has no connector of.
    string DialectOf(string? engine)
    {
        if (application.Relations.Relations.SelectMany(r => r.Sql.Keys).FirstOrDefault(d => string.Equals(d, engine, StringComparison.OrdinalIgnoreCase)) is { } compiled)
            return compiled;
        var connections = new ConnectionCatalog(
            ConfigurationFiles.Load(application.Environment), application.Engines, application.Environment);
        return engine is null ? connections.Target(null).Engine.Type : connections.Engine(engine, "--engine").Type;
    }
}
