using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Binding;

/// <summary>Checks what only the relations together can show: cycles, and names that are taken twice.</summary>
internal static class GraphBinder
{
    /// <param name="relations">The project's own.</param>
    /// <param name="referenced">Those of the assemblies that it references, which are in one warehouse with its own.</param>
    public static Graph Bind(IEnumerable<GraphNode> relations, IEnumerable<StoredRelation> referenced)
    {
        var nodes = relations.OrderBy(n => n.Id, StringComparer.Ordinal).ToList();
        var diagnostics = new List<DiagnosticSpec>();
        FormerNames(nodes, DuplicateNames(nodes, referenced, diagnostics), diagnostics);
        Cycles(nodes, diagnostics);
        StillCursors(nodes, diagnostics);
        return new Graph(
            nodes.Select(n => n.Id).ToEquatableArray(),
            nodes.Select(n => new StoredRelation(n.Id, n.Schema, n.Name)).ToEquatableArray(),
            diagnostics.ToEquatableArray());
    }

    static Dictionary<string, GraphNode> DuplicateNames(List<GraphNode> nodes, IEnumerable<StoredRelation> referenced, List<DiagnosticSpec> diagnostics)
    {
        var byName = new Dictionary<string, GraphNode>(StringComparer.OrdinalIgnoreCase);
        // First, so that an own relation is what is reported; two of others have no place here.
        nodes = [.. referenced.Select(r => new GraphNode(r.Id, r.Id, r.Schema, r.Name, [], [], [], LocationSpec.None)), .. nodes];
        foreach (var node in nodes)
        {
            var name = Name(node.Schema, node.Name);
            if (byName.TryGetValue(name, out var other))
                diagnostics.Add(new DiagnosticSpec("QRN3002", node.Location, [other.Id, node.Id, $"{node.Schema}.{node.Name}"]));
            else
                byName.Add(name, node);
        }
        return byName;
    }

    // The first run would take the other's table for the one that was renamed.
    static void FormerNames(List<GraphNode> nodes, Dictionary<string, GraphNode> byName, List<DiagnosticSpec> diagnostics)
    {
        var heirs = new Dictionary<string, GraphNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in nodes)
            foreach (var former in node.FormerNames)
            {
                var name = Name(former.Schema, former.Name);
                if (byName.TryGetValue(name, out var owner))
                    Report(node, former, $"'{owner.Id}' is stored under that name now", "give the new relation another name until each warehouse is renamed, or remove [RenamedFrom]");
                else if (heirs.TryGetValue(name, out var heir))
                    Report(node, former, $"so is '{heir.Id}'", "a table has one successor, so remove one of them");
                else
                    heirs.Add(name, node);
            }

        void Report(GraphNode node, FormerNameSpec former, string what, string advice) => diagnostics.Add(new DiagnosticSpec(
            "QRN3005", former.Location, [node.Id, $"{former.Schema}.{former.Name}", what, advice]));
    }

    // A dot may stand in either part, so the two are kept apart.
    static string Name(string schema, string name) => schema + "\0" + name;

    // A model that is read by a column of its own must move that column whenever a change of any of its inputs changes a row.
    static void StillCursors(List<GraphNode> nodes, List<DiagnosticSpec> diagnostics)
    {
        var byId = nodes.ToLookup(n => n.Id, StringComparer.Ordinal);
        foreach (var node in nodes)
            foreach (var cursor in node.Cursors)
                if (byId[cursor.InputId].FirstOrDefault() is { } input && input.Cursors.FirstOrDefault(c => !c.Carriers.Contains(cursor.Column)) is { } still)
                    diagnostics.Add(new DiagnosticSpec("QRN2110", cursor.Location, [
                        node.TypeName, input.TypeName, cursor.Column, $"{byId[still.InputId].FirstOrDefault()?.TypeName ?? still.InputId}.{still.Column}"]));
    }

    // Depth first; each cycle is reported once, at its first relation by id. Where cycles are made of one another's relations, as
    // when each of ten models reads all others, one that has no relation of its own says nothing new.
    static void Cycles(List<GraphNode> nodes, List<DiagnosticSpec> diagnostics)
    {
        var byId = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        foreach (var node in nodes)
            byId[node.Id] = node;
        var done = new HashSet<string>(StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<GraphNode>();
        foreach (var node in nodes)
            Visit(node);

        void Visit(GraphNode node)
        {
            var start = path.IndexOf(node);
            if (start >= 0)
            {
                if (path.Skip(start).All(n => told.Contains(n.Id)))
                    return;
                told.UnionWith(path.Skip(start).Select(n => n.Id));
                var cycle = path.Skip(start).Append(node).Select(n => n.TypeName);
                diagnostics.Add(new DiagnosticSpec("QRN3001", node.Location, [node.TypeName, string.Join(" → ", cycle)]));
                return;
            }
            if (done.Contains(node.Id))
                return;
            path.Add(node);
            foreach (var input in node.Inputs)
                if (byId.TryGetValue(input, out var next))
                    Visit(next);
            path.RemoveAt(path.Count - 1);
            done.Add(node.Id);
        }
    }
}
