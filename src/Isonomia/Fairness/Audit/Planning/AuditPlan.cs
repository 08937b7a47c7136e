using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>A request whose names have all been looked up, before a single row is read.</summary>
internal sealed class AuditPlan
{
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly IReadOnlyList<Criterion> _criteria;
    private readonly IReadOnlyList<Metric> _gateMetrics;
    private readonly IReadOnlyList<Criterion> _gateCriteria;

    private AuditPlan(
        AuditRequest request, ParityPreset preset, ThresholdPolicy policy, IReadOnlyList<Metric> metrics,
        IReadOnlyList<Criterion> criteria, IReadOnlyList<Gate> gates)
    {
        Request = request;
        Preset = preset;
        Policy = policy;
        Gates = gates;
        _gateMetrics = [.. gates.SelectMany(gate => gate.Metrics)];
        _gateCriteria = [.. gates.Select(gate => gate.Criterion).OfType<Criterion>()];
        _metrics = metrics;
        _criteria = criteria;
    }

    internal AuditRequest Request { get; }

    internal ParityPreset Preset { get; }

    internal ThresholdPolicy Policy { get; }

    internal IReadOnlyList<Gate> Gates { get; }

    /// <summary>How rows without an attribute value are treated.</summary>
    internal string Missing => Request.Missing ?? Preset.Missing;

    /// <summary>Looks up every name and checks every number of a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">A name is unknown or a number is out of range.</exception>
    internal static AuditPlan Of(AuditRequest request)
    {
        Check(
            request.Confidence is > 0 and < 1,
            $"--confidence {request.Confidence} is out of range; expected a number in (0, 1), such as 0.95.");
        Check(
            request.Intersections is >= 1 and <= 3,
            $"--intersections {request.Intersections} is out of range; expected 1 (none), 2 or 3.");
        Check(
            request.Replicates >= 0,
            $"--replicates {request.Replicates} is negative; expected 0 (no intervals) or more.");
        Check(
            request.Permutations >= 0,
            $"--permutations {request.Permutations} is negative; expected 0 (no tests) or more.");
        Check(
            request.Missing is null or "keep_overall" or "drop" or "as_group",
            $"--missing '{request.Missing}' is unknown; expected keep_overall, drop or as_group.");
        Check(request.EmbeddingModes >= 0, $"--modes {request.EmbeddingModes} is negative; expected 0 (the columns "
            + $"as they are) or more.");
        Check(request.Neighbors >= 1, $"--neighbors {request.Neighbors} is out of range; expected at least 1.");
        Check(request.LipschitzConstant >= 0, $"--lipschitz {request.LipschitzConstant} is negative; expected 0 or "
            + $"more.");
        Check(!request.RefitsThreshold || request.ValidationSplit is not null, "--refit-threshold needs validation "
            + "rows; give --split and --validation.");
        ParityPreset preset = ParityPreset.All[request.Parity];
        return new AuditPlan(
            request,
            preset,
            ThresholdPolicy.Parse(request.Threshold ?? preset.Threshold),
            [.. request.Metrics.Select(Metric.Resolve)],
            [.. request.Criteria.Select(Criterion.Resolve)],
            [.. request.FailOn.Select(Gate.Parse)]);
    }

    /// <summary>The metrics of a task: those asked for or the default set, and those the criteria rest on.</summary>
    internal IReadOnlyList<Metric> MetricsOf(string task)
    {
        IEnumerable<Metric> shown = _metrics.Count > 0
            ? _metrics
            : TaskDefaults.For(task).Metrics.Select(Metric.Resolve);
        List<Metric> all =
        [
            .. shown
                .Concat(_gateMetrics)
                .Concat(
                    PrimaryOf(task).Concat(ExploratoryOf(task)).SelectMany(c => c.Parts).Select(part => part.Metric))
                .DistinctBy(metric => metric.Id),
        ];
        Metric? foreign = all.FirstOrDefault(metric => metric.Task != task);
        Check(foreign is null, $"Metric '{foreign?.Id}' is for a {foreign?.Task} task; this table is a {task} task.");
        return all;
    }

    /// <summary>The aggregations shown for every metric, and those that gates speak of.</summary>
    internal IReadOnlyList<Disparity> Disparities =>
    [
        .. TaskDefaults.Aggregations.Select(id => Disparity.All[id])
            .Concat(Gates.Select(gate => gate.Disparity).OfType<Disparity>())
            .DistinctBy(disparity => disparity.Id),
    ];

    /// <summary>The criteria with verdicts. One on a scale of its own (millimeters, years) counts only with a declared
    /// margin: no default margin could mean anything there.</summary>
    internal IReadOnlyList<Criterion> PrimaryOf(string task) =>
        [.. Wanted(task).Where(criterion => !LacksMargin(criterion)).Select(WithMargin)];

    /// <summary>The criteria that get no verdict since their margin was not declared.</summary>
    internal IReadOnlyList<Criterion> WithoutMargin(string task) => [.. Wanted(task).Where(LacksMargin)];

    internal IReadOnlyList<Criterion> ExploratoryOf(string task)
    {
        HashSet<string> primary = [.. PrimaryOf(task).Select(c => c.Id)];
        return
        [
            .. WithoutMargin(task).Select(criterion => criterion.Id)
                .Concat(TaskDefaults.For(task).Exploratory)
                .Concat(_criteria.Count > 0 ? TaskDefaults.For(task).Primary : [])
                .Where(id => !primary.Contains(id))
                .Select(Criterion.Resolve)
                .Concat(_gateCriteria.Where(criterion => !primary.Contains(criterion.Id)))
                .DistinctBy(criterion => criterion.Id)
                .Select(WithMargin),
        ];
    }

    private IEnumerable<Criterion> Wanted(string task) => _criteria.Count > 0
        ? _criteria
        : TaskDefaults.For(task).Primary
            .Where(id => Request.SurfaceToleranceMillimeters is not null || id != "nsd_gap")
            .Select(Criterion.Resolve);

    private bool LacksMargin(Criterion criterion) =>
        !Request.Margins.ContainsKey(criterion.Id)
        && criterion.Parts.Any(part => part.Metric.Range.Low < -1 || part.Metric.Range.High > 1);

    private Criterion WithMargin(Criterion criterion) =>
        Request.Margins.TryGetValue(criterion.Id, out double margin) ? criterion with { Margin = margin } : criterion;

    private static void Check(bool isFine, string sentence)
    {
        if (!isFine)
        {
            throw new ArgumentException(sentence);
        }
    }
}
