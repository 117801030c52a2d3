using Quern.Generators.Model;
using static Quern.Generators.Emitting.CSharpText;

namespace Quern.Generators.Emitting;

/// <summary>Prints, per enum column, the methods that read and write the text that stands for a member.</summary>
internal static class EnumTextEmitter
{
    const string Errors = "global::Quern.Registry.RowErrors.";

    public static string ParseMethod(ColumnSpec column) => "Parse_" + column.Property;

    public static string FormatMethod(ColumnSpec column) => "Format_" + column.Property;

    public static void Write(CSharpWriter writer, RelationSpec relation)
    {
        foreach (var column in relation.Columns.Where(c => c.EnumMembers.Count > 0))
        {
            var arguments = $"{Literal(relation.Id)}, {Literal(column.Name)}";
            WriteSwitch(
                writer,
                $"static {column.CSharpType} {ParseMethod(column)}(string text) => text switch",
                Texts(column).Select(member => $"{Literal(member.Value)} => {Member(column, member)}"),
                $"_ => throw {Errors}UnknownText({arguments}, text, {Literals(Texts(column).Select(m => m.Value))})");
            WriteSwitch(
                writer,
                $"static string {FormatMethod(column)}({column.CSharpType} member) => member switch",
                column.EnumMembers.Where(member => !member.IsAlias).Select(member => $"{Member(column, member)} => {Literal(member.Value)}"),
                $"_ => throw {Errors}UnknownMember({arguments}, member.ToString())");
        }
    }

    // The first member that has a text: a switch takes each text once.
    static IEnumerable<EnumMemberSpec> Texts(ColumnSpec column) => column.EnumMembers.GroupBy(m => m.Value).Select(g => g.First());

    static string Member(ColumnSpec column, EnumMemberSpec member) => $"{column.CSharpType}.{Identifier(member.Member)}";

    static void WriteSwitch(CSharpWriter writer, string header, IEnumerable<string> arms, string otherwise)
    {
        writer.Line();
        writer.Open(header);
        foreach (var arm in arms)
            writer.Line(arm + ",");
        writer.Line(otherwise + ",");
        writer.Close("};");
    }
}
