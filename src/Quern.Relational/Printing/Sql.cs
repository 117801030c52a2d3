using System.Runtime.CompilerServices;
using System.Text;

namespace Quern.Relational.Printing;

/// <summary>A piece of SQL on its way to <see cref="SqlText"/>. Layout may indent it; literals and quoted names keep every character.</summary>
internal sealed class Sql
{
    enum PieceKind
    {
        Text,

        /// <summary>A literal or a quoted name: a newline in it belongs to the value, so indenting leaves it alone.</summary>
        Verbatim,
        Relation,
        Parameter,
    }

    readonly record struct Piece(PieceKind Kind, string Value);

    readonly Piece[] pieces;

    Sql(params Piece[] pieces) => this.pieces = pieces;

    public static Sql Empty { get; } = new();

    /// <summary>How many characters it has, about: holes count as their ids.</summary>
    public int Length => pieces.Sum(p => p.Value.Length);

    public bool IsMultiline => pieces.Any(p => p.Kind == PieceKind.Text && p.Value.Contains('\n'));

    /// <summary>Fixed text.</summary>
    public static Sql Text(string text) => new(new Piece(PieceKind.Text, text));

    /// <summary>A literal or a quoted name.</summary>
    public static Sql Verbatim(string text) => new(new Piece(PieceKind.Verbatim, text));

    /// <summary>A hole for a relation's name.</summary>
    public static Sql Relation(string id) => new(new Piece(PieceKind.Relation, id));

    /// <summary>A hole for a parameter's marker.</summary>
    public static Sql Parameter(string name) => new(new Piece(PieceKind.Parameter, name));

    /// <summary>Text with pieces of SQL in its holes.</summary>
    public static Sql Of(Interpolated text) => text.ToSql();

    public static Sql Join(string separator, IEnumerable<Sql> parts)
    {
        var joined = new List<Piece>();
        foreach (var part in parts)
        {
            if (joined.Count > 0)
                joined.Add(new Piece(PieceKind.Text, separator));
            joined.AddRange(part.pieces);
        }
        return new Sql([.. joined]);
    }

    public static Sql operator +(Sql left, Sql right) => new([.. left.pieces, .. right.pieces]);

    public static Sql operator +(Sql left, string right) => left + Text(right);

    /// <summary>The same with four more spaces at each line's start but the first.</summary>
    public Sql Indented() =>
        new([.. pieces.Select(p => p.Kind == PieceKind.Text ? p with { Value = p.Value.Replace("\n", "\n    ") } : p)]);

    /// <summary>The SQL with neighbouring text joined.</summary>
    public SqlText ToSqlText()
    {
        var segments = new List<SqlSegment>();
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece.Kind is PieceKind.Text or PieceKind.Verbatim)
            {
                _ = text.Append(piece.Value);
                continue;
            }
            Flush();
            segments.Add(new SqlSegment(piece.Kind == PieceKind.Relation ? SqlSegmentKind.Relation : SqlSegmentKind.Parameter, piece.Value));
        }
        Flush();
        return new SqlText(segments.ToEquatableArray());

        void Flush()
        {
            if (text.Length > 0)
                segments.Add(new SqlSegment(SqlSegmentKind.Text, text.ToString()));
            _ = text.Clear();
        }
    }

    public override string ToString() => ToSqlText().ToString();

    /// <summary>Collects an interpolated string's parts for <see cref="Of"/>.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Interpolated
    {
        readonly List<Piece> pieces;

        public Interpolated(int literalLength, int formattedCount)
        {
            _ = literalLength;
            pieces = new List<Piece>((2 * formattedCount) + 1);
        }

        public void AppendLiteral(string text) => pieces.Add(new Piece(PieceKind.Text, text));

        public void AppendFormatted(Sql sql) => pieces.AddRange(sql.pieces);

        /// <summary>Text that the compiler itself makes: a type's name, a keyword. Never a value or a name of the user's.</summary>
        public void AppendFormatted(string keyword) => pieces.Add(new Piece(PieceKind.Text, keyword));

        public Sql ToSql() => new([.. pieces]);
    }
}
