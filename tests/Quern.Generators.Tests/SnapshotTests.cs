using Xunit.Sdk;

namespace Quern.Generators.Tests;

public class SnapshotTests
{
    [Fact]
    public void Text_that_equals_its_snapshot_passes() => Snapshot.Matches("one\ntwo\n", "txt");

    [Fact]
    public void Text_that_differs_fails_and_shows_where()
    {
        // Accepting would make this test write over its own expectation.
        if (Environment.GetEnvironmentVariable("QUERN_ACCEPT_SNAPSHOTS") == "1")
            return;
        var failure = Assert.Throws<FailException>(() => Snapshot.Matches(
            "one\nthree\n", "txt", test: nameof(Text_that_equals_its_snapshot_passes)));
        Assert.Contains("From line 2:\n- two\n- \n+ three", failure.Message, StringComparison.Ordinal);
    }
}
