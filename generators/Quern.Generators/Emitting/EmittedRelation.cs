namespace Quern.Generators.Emitting;

/// <summary>A relation's generated file, whose two constants are strings unless a project has too many of them.</summary>
/// <param name="Id">The relation.</param>
/// <param name="Source">The file with strings.</param>
/// <param name="Constants">How many characters the strings have.</param>
/// <param name="FirstEnd">Where the first string ends in the file.</param>
/// <param name="SecondEnd">Where the second one ends.</param>
internal sealed record EmittedRelation(string Id, string Source, int Constants, int FirstEnd, int SecondEnd)
{
    // An assembly holds 16 MB of constant strings, of two bytes a character. The user's own need room besides.
    const int MostConstants = 7_000_000;

    /// <summary>
    /// Whether a project's constants are to be bytes. They have room for any number, but the compiler makes a bound node of
    /// each byte, which takes a tenth as long again as compiling the models themselves.
    /// </summary>
    /// <param name="constants">The characters of each relation.</param>
    public static bool AreBytes(IEnumerable<int> constants) => constants.Sum(length => (long)length) > MostConstants;

    /// <summary>The file.</summary>
    /// <param name="areBytes">What <see cref="AreBytes"/> says of the project.</param>
    public string Text(bool areBytes) => areBytes ? Source.Insert(SecondEnd, "u8").Insert(FirstEnd, "u8") : Source;
}
