using Quern.Hosting.CommandLine;
using Quern.Hosting.Reporting;
using Quern.Planning;
using Quern.Registry;
using Spectre.Console;

namespace Quern.Hosting.Commands;

/// <summary>Carries out <c>lineage</c>.</summary>
sealed class LineageHandler(QuernApplication application)
{
    public int List(IReadOnlyList<string> select, IReadOnlyList<string> exclude, OutputFormat output)
    {
        var registry = application.Relations;
        var selection = Selection.Parse(select, exclude, registry);
        var relations = registry.Relations.Where(r => selection.Contains(r.Id)).ToArray();
        if (output == OutputFormat.Json)
            foreach (var relation in relations)
                JsonLines.Write(application.Environment.Output, LineageLine.Of(relation, registry), JsonLines.Default.LineageLine);
        else
            Consoles.Create(application.Environment).Write(TableOf(relations, registry));
        return ExitCodes.Success;
    }

    static Table TableOf(IEnumerable<RelationDefinition> relations, RelationRegistry registry)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var header in (string[])["RELATION", "COLUMN", "IS", "OF", "PII"])
            table.AddColumn(new TableColumn(header) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        void Add(params string[] cells) => table.AddRow(cells.Select(c => new Text(c)));
        foreach (var relation in relations)
        {
            foreach (var column in relation.Columns)
                Add(
                    relation.DisplayName, column.Name,
                    column.Lineage.Count == 0 ? "" : column.Lineage.All(e => e.IsDirect) ? "direct" : "derived",
                    string.Join(", ", column.Lineage.Select(e => LineageLine.Name(registry, e.RelationId, e.Column))),
                    column.Pii is not { } kinds ? "" : kinds.Count == 0 ? "yes" : string.Join(", ", kinds));
            foreach (var use in relation.RowLineage.GroupBy(e => e.Use))
                Add(relation.DisplayName, "(rows)", Words.Of(use.Key), string.Join(", ", use.Select(e => LineageLine.Name(registry, e.RelationId, e.Column))), "");
        }
        return table;
    }
}
