namespace Quern.Execution;

/// <summary>What a run does with the selected relations.</summary>
public enum RunCommand
{
    /// <summary>Extracts sources and builds models; each result is tested before it is published.</summary>
    Build,

    /// <summary>Builds models, without extracting and without data tests.</summary>
    Run,

    /// <summary>Runs the data tests on what is there.</summary>
    Test,

    /// <summary>Extracts sources, without data tests.</summary>
    Extract,
}
