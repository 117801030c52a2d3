namespace Quern.Hosting.SampleApplication;

/// <summary>The record of all sample relations: nothing here reads or writes rows one by one.</summary>
public sealed record Row(long Id, long? Amount);
