using Quern.Relational.Printing;

namespace Quern.Relational.Passes;

/// <summary>
/// Gives a long value that a query asks for several times a name, where a <c>let</c> or a local variable had one in C#.
/// <code>
/// Project(Filter(t, parse(t.x) != null), id: t.id, n: parse(t.x))
///   ⇒ Project(Filter(Project(t, id: t.id, n: parse(t.x)), n != null), id, n)
/// </code>
/// Only what can fail on no row: conditions that left rows out before it may come after it now.
/// </summary>
internal sealed class NameRepeatedValues : QueryRewriter
{
    const string Computed = "computed";

    readonly NameSet aliases;
    readonly Dictionary<ProjectRel, ProjectRel> named = [];

    NameRepeatedValues(Rel query) => aliases = new NameSet(query.SelfAndDescendants().SelectMany(r => r.BoundAliases()));

    public static Rel Apply(Rel query) => new NameRepeatedValues(query).Rewrite(query);

    public override Rel Rewrite(Rel rel) => RewriteChildren(rel) is var rewritten && rewritten is ProjectRel project ? Name(project) : rewritten;

    ProjectRel Name(ProjectRel project)
    {
        var (rows, conditions) = project.Input is FilterRel filter ? (filter.Input, filter.Predicate.Conjuncts().ToList()) : (project.Input, []);
        // What a recursion gave before, and an outer query's rows, no step can read.
        if (rows is not (ScanRel or NamedRel or JoinRel) || rows.SelfAndDescendants().Any(r => r is PreviousRel) || project.IsCorrelated())
            return project;
        var own = new HashSet<string>(rows.BoundAliases());
        var values = Repeated([.. project.Columns.Select(c => c.Expr), .. conditions], own);
        if (values.Count == 0)
            return project;
        // All uses of a step have one body.
        if (named.TryGetValue(project, out var same))
            return same;
        var early = conditions.Where(c => MovableConditions.IsMovable(c) && !c.SelfAndDescendants().Any(values.Contains)).ToList();
        var computation = new Computation(early.Count == 0 ? rows : new FilterRel(rows, QueryShape.AllOf(early)), own, aliases.Unique(Computed));
        foreach (var value in values)
            computation.Add(value, project.Columns.FirstOrDefault(c => c.Expr == value)?.Name ?? "value");
        return named[project] = computation.Under(project, [.. conditions.Where(c => !early.Contains(c))]);
    }

    // The longest ones: what is only ever a part of them needs no name of its own.
    static List<Expr> Repeated(List<Expr> asked, HashSet<string> own)
    {
        var times = new Dictionary<Expr, int>();
        foreach (var expr in asked)
            Count(expr);
        return [.. times.Where(t => t.Value > 1).Select(t => t.Key)];

        void Count(Expr expr)
        {
            if (LongValues.IsLong(expr) && expr.Type.Kind != SqlTypeKind.Boolean && IsOwn(expr, own))
            {
                times[expr] = times.TryGetValue(expr, out var known) ? known + 1 : 1;
                return;
            }
            foreach (var child in expr.Children())
                Count(child);
        }
    }

    static bool IsOwn(Expr expr, HashSet<string> own) => MovableConditions.IsMovable(expr) && expr.AllColumns().All(c => own.Contains(c.Source));

    /// <summary>The rows with the named values beside all columns that are asked of them.</summary>
    sealed class Computation(Rel rows, HashSet<string> own, string alias) : QueryRewriter
    {
        readonly NameSet names = new([]);
        readonly List<NamedExpr> passed = [];
        readonly List<NamedExpr> computed = [];
        readonly Dictionary<Expr, string> known = [];

        public void Add(Expr value, string wish)
        {
            known.Add(value, names.Unique(wish));
            computed.Add(new NamedExpr(known[value], value));
        }

        /// <summary>A projection of the rows, with the values by their names.</summary>
        public ProjectRel Under(ProjectRel project, IReadOnlyList<Expr> conditions)
        {
            var columns = project.Columns.Select(c => c with { Expr = Rewrite(c.Expr) }).ToEquatableArray();
            var predicates = conditions.Select(Rewrite).ToList();
            Rel input = new ProjectRel(rows, [.. passed, .. computed], alias);
            return project with { Input = predicates.Count == 0 ? input : new FilterRel(input, QueryShape.AllOf(predicates)), Columns = columns };
        }

        public override Expr Rewrite(Expr expr)
        {
            if (known.TryGetValue(expr, out var name))
                return new ColumnExpr(alias, name, expr.Type, expr.IsNullable);
            if (expr is not ColumnExpr column || !own.Contains(column.Source))
                return RewriteChildren(expr);
            // A join may have taken the column for one that is never null.
            var key = column with { IsNullable = true };
            if (!known.TryGetValue(key, out var pass))
            {
                known[key] = pass = names.Unique(column.Name);
                passed.Add(new NamedExpr(pass, column));
            }
            return new ColumnExpr(alias, pass, column.Type, column.IsNullable);
        }
    }
}
