using System.Data.Common;
using Quern.DuckDb;
using Quern.Execution;
using Quern.Extraction;
using Quern.Registry;
using Quern.Tests.Pipelines;
using Quern.Warehouses;
using static Quern.Tests.Pipelines.TestRelation;

namespace Quern.Tests.Execution;

public sealed class ParallelTests : PipelineFixture
{
    static readonly RelationDefinition[] Three = [.. new[] { "a", "b", "c" }.Select(name => Source(
        $"raw.{name}", "id int64", new ExtractDefinition("shop", name, ["id"], null, TimeSpan.Zero, 10)))];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ShopAsync("CREATE TABLE a AS SELECT 1::BIGINT AS id", "CREATE TABLE b AS SELECT 1::BIGINT AS id", "CREATE TABLE c AS SELECT 1::BIGINT AS id");
    }

    [Fact]
    public async Task Independent_steps_run_at_once_up_to_the_number_of_threads()
    {
        var meeting = new Meeting(expected: 2);
        MakeSource = _ => new MeetingSource(new DuckDbSource(ShopPath), meeting);
        var result = await RunAsync(RunCommand.Build, Three[..2], threads: 2);

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal(2, meeting.MostAtOnce);
    }

    [Fact]
    public async Task One_thread_runs_one_step_at_a_time_in_order()
    {
        var meeting = new Meeting(expected: 1);
        MakeSource = _ => new MeetingSource(new DuckDbSource(ShopPath), meeting);
        await RunAsync(RunCommand.Build, Three, threads: 1);

        Assert.Equal(1, meeting.MostAtOnce);
        Assert.Equal(
            ["start a", "end a", "start b", "end b", "start c", "end c"],
            Events.Select(e => e switch { StepStarted s => "start " + s.Relation.Id, StepFinished f => "end " + f.Relation.Id, _ => null }).OfType<string>());
    }

    [Fact]
    public async Task Many_steps_on_several_threads_keep_their_dependencies_and_events_are_told_one_at_a_time()
    {
        // Six layers of five tables, each reading all of the layer before.
        var layers = Enumerable.Range(0, 6).Select(l => Enumerable.Range(0, 5).Select(t => $"t{l}_{t}").ToArray()).ToArray();
        var relations = layers.SelectMany((names, l) => names.Select(name => Table(
            $"lab.{name}", "n int64?",
            l == 0 ? "SELECT 1::BIGINT AS n" : $"SELECT (SUM(n))::BIGINT AS n FROM ({string.Join(" UNION ALL ", layers[l - 1].Select(i => $"SELECT n FROM {{{i}}}"))}) AS u",
            l == 0 ? [] : layers[l - 1]))).ToArray();
        var inObserver = 0;
        var overlaps = 0;
        Observe = _ =>
        {
            if (Interlocked.Increment(ref inObserver) > 1)
                Interlocked.Increment(ref overlaps);
            Interlocked.Decrement(ref inObserver);
        };
        var result = await RunAsync(RunCommand.Build, relations, threads: 8);

        Assert.Equal(RunStatus.Success, result.Status);
        Assert.Equal(30, result.StepsSucceeded);
        Assert.Equal(0, overlaps);
        Assert.Equal(["3125"], await RowsAsync("SELECT n FROM lab.t5_4"));
        Assert.Equal(30, Events.OfType<StepFinished>().Count());
    }

    /// <summary>Lets those who come wait until as many are there as are expected.</summary>
    sealed class Meeting(int expected)
    {
        readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly Lock gate = new();
        int present;

        public int MostAtOnce { get; private set; }

        public async Task<T> AttendAsync<T>(Func<Task<T>> work)
        {
            lock (gate)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++present);
                if (present == expected)
                    all.TrySetResult();
            }
            try
            {
                await all.Task.WaitAsync(TimeSpan.FromSeconds(30));
                return await work();
            }
            finally
            {
                lock (gate)
                    present--;
            }
        }
    }

    sealed class MeetingSource(IExtractionSource inner, Meeting meeting) : IExtractionSource
    {
        public string Location => inner.Location;

        public Task<IReadOnlyList<SourceColumn>?> DescribeAsync(string table, CancellationToken cancellationToken) =>
            meeting.AttendAsync(() => inner.DescribeAsync(table, cancellationToken));

        public Task<DbDataReader> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => inner.ReadAsync(query, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
