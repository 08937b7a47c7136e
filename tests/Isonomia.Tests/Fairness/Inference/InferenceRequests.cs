using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Tests.Fairness;

/// <summary>Requests and criteria for the tests of inference.</summary>
internal static class InferenceRequests
{
    internal static readonly GroupFloors NoFloors = new(0, 0, 0);

    internal static Criterion GapOf(Metric metric, double margin = 0.05) => new(
        $"{metric.Id}_gap", $"Gap of {metric.Id}", "max − min", Metric.All["tpr"].Source, Direction.LowerIsBetter,
        [new CriterionPart(metric, Disparity.Gap)],
        new PartCombination(PartCombinationKind.Single, static parts => parts[0]))
    {
        Margin = margin,
    };

    internal static Criterion EqualizedOdds(PartCombinationKind kind) => new(
        $"equalized_odds_difference@{kind}", "Equalized odds difference", "of gap tpr and gap fpr",
        Metric.All["tpr"].Source, Direction.LowerIsBetter,
        [new CriterionPart(Metric.All["tpr"], Disparity.Gap), new CriterionPart(Metric.All["fpr"], Disparity.Gap)],
        new PartCombination(kind, kind == PartCombinationKind.Largest
            ? static parts => Math.Max(parts[0].Value, parts[1].Value)
            : static parts => (parts[0].Value + parts[1].Value) / 2));

    internal static AuditRequest Audit(
        int replicates, int permutations = 0, ulong seed = 1, GroupFloors? floors = null) =>
        new()
    {
        Predictions = new PredictionRequest { Paths = ["generated.csv"], Labels = ["label"], Scores = ["score"] },
        Replicates = replicates,
        Permutations = permutations,
        Seed = seed,
        Floors = floors ?? NoFloors,
    };

    internal static InferenceRequest Of(
        PredictionTable table, AuditRequest audit, IReadOnlyList<Metric> metrics,
        params IReadOnlyList<Criterion> primary) => new()
        {
            Audit = audit,
            Table = table,
            Groupings = table.Attributes,
            Metrics = metrics,
            Disparities = [],
            Primary = primary,
        };
}
