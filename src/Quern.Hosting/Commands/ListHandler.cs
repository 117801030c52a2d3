using System.Globalization;
using Quern.Hosting.CommandLine;
using Quern.Hosting.Reporting;
using Quern.Planning;
using Quern.Registry;
using Spectre.Console;

namespace Quern.Hosting.Commands;

/// <summary>Carries out <c>ls</c>.</summary>
sealed class ListHandler(QuernApplication application)
{
    public int List(IReadOnlyList<string> select, IReadOnlyList<string> exclude, OutputFormat output)
    {
        var registry = application.Relations;
        var selection = Selection.Parse(select, exclude, registry);
        var relations = registry.Relations.Where(r => selection.Contains(r.Id)).ToArray();
        if (output == OutputFormat.Json)
            foreach (var relation in relations)
                JsonLines.Write(application.Environment.Output, RelationLine.Of(relation, registry), JsonLines.Default.RelationLine);
        else
            Consoles.Create(application.Environment).Write(TableOf(relations, registry));
        return ExitCodes.Success;
    }

    static Table TableOf(IEnumerable<RelationDefinition> relations, RelationRegistry registry)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var header in (string[])["KIND", "NAME", "READS", "TAGS", "TESTS"])
            table.AddColumn(new TableColumn(header) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        foreach (var relation in relations)
            table.AddRow(
                new Text(Words.Of(relation.Kind)),
                new Text(relation.DisplayName),
                new Text(relation.Extract is { } extract
                    ? $"{extract.Source}: {extract.Table}"
                    : string.Join(", ", relation.Inputs.Select(i => registry[i].DisplayName))),
                new Text(string.Join(", ", relation.Tags)),
                new Text(relation.Tests.Count.ToString(CultureInfo.InvariantCulture)));
        return table;
    }
}
