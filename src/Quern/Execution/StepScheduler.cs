using Quern.Planning;

namespace Quern.Execution;

/// <summary>Decides when each step of a plan runs.</summary>
/// <param name="threads">How many steps may run at once.</param>
/// <param name="start">Is told, in order, that a step begins.</param>
/// <param name="execute">Runs a step on a thread of the pool; never throws.</param>
/// <param name="skip">Is told that a step is not tried, and because of which step; null when the run was cancelled.</param>
sealed class StepScheduler(
    int threads, Action<PlannedStep> start, Func<PlannedStep, Task<RunStatus>> execute, Action<PlannedStep, PlannedStep?> skip)
{
    public async Task RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var pending = new List<PlannedStep>(plan.Steps);
        var ended = new Dictionary<int, RunStatus>();
        var running = new Dictionary<Task<RunStatus>, PlannedStep>();
        while (pending.Count > 0 || running.Count > 0)
        {
            // In plan order, so a skipped step is known before those that wait for it are looked at.
            foreach (var step in pending.ToArray())
            {
                var culprit = step.DependsOn.FirstOrDefault(d => ended.TryGetValue(d, out var status) && status != RunStatus.Success);
                if (cancellationToken.IsCancellationRequested || culprit > 0)
                {
                    var cancelled = cancellationToken.IsCancellationRequested;
                    skip(step, cancelled ? null : plan.Steps[culprit - 1]);
                    ended.Add(step.Index, cancelled ? RunStatus.Cancelled : RunStatus.Skipped);
                    pending.Remove(step);
                }
                else if (running.Count < threads && step.DependsOn.All(ended.ContainsKey))
                {
                    start(step);
                    running.Add(Task.Run(() => execute(step), CancellationToken.None), step);
                    pending.Remove(step);
                }
            }
            if (running.Count == 0)
                continue;
            var finished = await Task.WhenAny(running.Keys);
            running.Remove(finished, out var ran);
            ended.Add(ran!.Index, await finished);
        }
    }
}
