using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>What every step of one comparison needs.</summary>
internal sealed class ComparisonContext
{
    private readonly IProgress<AuditProgress>? _progress;
    private readonly Dictionary<ModelRun, RunDecision> _decisions = new(ReferenceEqualityComparer.Instance);
    private int _done;

    internal ComparisonContext(
        ComparisonRequest request,
        PredictionTable table,
        Metric metric,
        ModelRuns runs,
        IProgress<AuditProgress>? progress,
        CancellationToken cancellation)
    {
        Request = request;
        Table = table;
        Metric = metric;
        Runs = runs;
        Cancellation = cancellation;
        _progress = progress;
        Policy = PolicyOf(request, table);
        Audit = new AuditRequest
        {
            Predictions = request.Predictions,
            Replicates = request.Replicates,
            Permutations = 0,
            Confidence = request.Confidence,
            Alpha = request.Alpha,
            Seed = request.Seed,
            Floors = request.Floors,
            MaxUndefinedShare = request.MaxUndefinedShare,
            Threads = request.Threads,
        };
    }

    /// <summary>What was asked.</summary>
    internal ComparisonRequest Request { get; }

    /// <summary>The same as the inference core is asked it.</summary>
    internal AuditRequest Audit { get; }

    /// <summary>The table.</summary>
    internal PredictionTable Table { get; }

    /// <summary>The metric.</summary>
    internal Metric Metric { get; }

    /// <summary>The threshold policy.</summary>
    internal ThresholdPolicy Policy { get; }

    /// <summary>How a run's scores become decisions.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The decision, chosen once.</returns>
    internal RunDecision DecisionOf(ModelRun run)
    {
        if (!_decisions.TryGetValue(run, out RunDecision? decision))
        {
            _decisions[run] = decision = RunDecision.Of(this, run);
        }

        return decision;
    }

    private static ThresholdPolicy PolicyOf(ComparisonRequest request, PredictionTable table)
    {
        ThresholdPolicy policy = ThresholdPolicy.Parse(request.Threshold);
        return policy.IsPerGroup
            ? throw new ArgumentException(
                $"Threshold policy '{policy.Text}' uses the attribute when deciding; models are compared with one "
                + $"threshold for all groups.",
                nameof(request))
            : policy.IsFixed || table.Outcome is Outcome.Binary
            ? policy
            : throw new ArgumentException(
                $"Threshold policy '{policy.Text}' needs a binary task; a {table.Outcome.Task} task takes one fixed "
                + $"threshold, such as 0.5.",
                nameof(request));
    }

    /// <summary>The runs.</summary>
    internal ModelRuns Runs { get; }

    /// <summary>Stops the comparison.</summary>
    internal CancellationToken Cancellation { get; }

    /// <summary>How many threads to use.</summary>
    internal int Threads => Request.Threads > 0 ? Request.Threads : Environment.ProcessorCount;

    /// <summary>Tells that a run is evaluated.</summary>
    /// <param name="model">Its model.</param>
    internal void RunDone(string model) =>
        _progress?.Report(new AuditProgress($"Comparing {model}", ++_done / (double)Runs.Runs.Count));
}
