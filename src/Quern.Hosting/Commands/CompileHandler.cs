using System.Globalization;
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
            writer.WriteLine($"-- {relation.DisplayName} ({Words.Of(relation.Kind)}) on {dialect}{(relation.DeclaredAt is { } place ? ", written at " + place : "")}");
            if (relation.Steps.Count > 0)
                writer.WriteLine($"-- steps: {string.Join(", ", relation.Steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} (line {s.Line})")))}");
            writer.WriteLine(compiled.ToString());
        }
        return ExitCodes.Success;
    }

    // SQL can be printed for an engine that the application has no connector of, as long as it was compiled for it.
    string DialectOf(string? engine)
    {
        string[] compiled = [.. application.Relations.Relations.SelectMany(r => r.Sql.Keys).Distinct().Order(StringComparer.Ordinal)];
        if (engine is null)
            return new ConnectionCatalog(ConfigurationFiles.Load(application.Environment), application.Engines, application.Environment).Target(null).Engine.Type;
        return compiled.FirstOrDefault(d => string.Equals(d, engine, StringComparison.OrdinalIgnoreCase))
            ?? throw new ConfigurationException(
                $"--engine is '{engine}', and the models are compiled for {string.Join(", ", compiled)}. "
                + $"If it is an engine of Quern's, add it in the project file and build again: <QuernDialects>{string.Join(';', compiled)};{engine.ToLowerInvariant()}</QuernDialects>.");
    }
}
