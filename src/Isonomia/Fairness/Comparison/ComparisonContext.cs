using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>What every step of one comparison needs.</summary>
internal sealed class ComparisonContext
{
    private readonly IProgress<AuditProgress>? _progress;
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
