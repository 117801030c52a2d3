namespace Quern.Planning;

/// <summary>A run can't be planned: the relations depend on each other in a circle, or lack SQL for the target's engine.</summary>
public sealed class PlanException : Exception
{
    /// <summary>Makes the exception.</summary>
    public PlanException() : this("The run can't be planned.") { }

    /// <summary>Makes the exception.</summary>
    public PlanException(string message) : base(message) { }

    /// <summary>Makes the exception.</summary>
    public PlanException(string message, Exception innerException) : base(message, innerException) { }
}
