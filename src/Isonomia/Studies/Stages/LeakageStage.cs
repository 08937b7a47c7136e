using System.Globalization;
using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Studies;

/// <summary>Measures what the embeddings of one model give away, and draws the map of them.</summary>
internal sealed class LeakageStage(string model) : Stage("leakage/" + StageNames.Safe(model))
{
    private const int MapPointLimit = 1500;

    internal override IReadOnlyList<string> After => [CohortStage.Name, "embed/" + StageNames.Safe(model)];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["leakage"] = JsonSerializer.Serialize(context.Study.Leakage),
            ["attributes"] = string.Join("; ", Attributes(context.Study)),
            ["label"] = string.Join("; ", context.Study.Labels),
            ["parts"] = string.Join(
                ", ", context.Study.Probe.Training, context.Study.Probe.Validation, context.Study.Probe.Test),
            ["seed"] = context.Study.Seed.ToString(CultureInfo.InvariantCulture),
        };

    internal override StageResult Run(StageContext context)
    {
        StudySpecification study = context.Study;
        EmbeddedCohortSource source = context.Source(model);
        LeakageResult result = Leakage.Run(
            new LeakageRequest
            {
                Source = source with { Cohort = source.Cohort with { Attributes = Attributes(study) } },
                Permutations = study.Leakage!.Permutations,
                FoldCount = study.Leakage.FoldCount,
                Seed = study.Seed,
                Threads = study.ThreadCount,
            },
            context.Progress(Id),
            context.Cancellation);
        string folder = context.At("leakage");
        Directory.CreateDirectory(folder);
        string facts = Path.Combine(folder, StageNames.Safe(model) + ".json");
        AtomicFile.WriteText(facts, LeakageJson.Serialize(result));
        string map = Path.Combine(folder, StageNames.Safe(model) + ".map.json");
        EmbeddedCohort cohort = EmbeddedCohort.Open(source, context.Cancellation);
        Grouping[] groupings =
        [
            .. result.Attributes.Select(attribute => cohort.Groups(attribute.Attribute)),
            .. study.Labels.Select(label => cohort.Groups(label.Column)),
        ];
        AtomicFile.WriteText(
            map, JsonSerializer.Serialize(Map(result.Inspection, groupings, study.Seed), ResultJson.Options) + "\n");
        AttributeLeakage? most = result.Attributes.MaxBy(attribute => attribute.Auroc.Value ?? 0);
        string[] notes = most?.Auroc.Value is { } auroc
            ? [
                string.Create(
                    CultureInfo.InvariantCulture, $"Most is given away of {most.Attribute}: AUROC {auroc:0.000}.")]
            : [];
        return new StageResult([facts, map], null, notes);
    }

    private static IReadOnlyList<string> Attributes(StudySpecification study) =>
        study.Leakage!.Attributes.Count > 0 ? study.Leakage.Attributes : study.Attributes;

    /// <summary>The first two modes of at most <see cref="MapPointLimit"/> rows, drawn at random, for a plot.</summary>
    private static EmbeddingMap Map(EmbeddingInspectionResult result, IReadOnlyList<Grouping> groupings, ulong seed)
    {
        int[] rows = [.. Enumerable.Range(0, result.RowCount)];
        RandomSource.For(seed, "embedding_map", 0).Shuffle<int>(rows);
        int[] shown = [.. rows.Take(MapPointLimit).Order()];
        double[] Along(int mode) => result.Scores.Count > mode
            ? [.. shown.Select(row => Math.Round(result.Scores[mode][row], 5))]
            : new double[shown.Length];
        return new EmbeddingMap
        {
            RowCount = result.RowCount,
            X = Along(0),
            Y = Along(1),
            Groupings =
            [
                .. groupings.Select(
                    grouping => grouping with { Codes = [.. shown.Select(row => grouping.Codes[row])] }),
            ],
            Centers = [.. groupings.SelectMany(grouping => CentersOf(grouping, result))],
        };
    }

    private static IEnumerable<EmbeddingCenter> CentersOf(Grouping grouping, EmbeddingInspectionResult result)
    {
        for (int group = 0; group < grouping.Groups.Count; group++)
        {
            int[] members = [.. Enumerable.Range(0, result.RowCount).Where(row => grouping.Codes[row] == group)];
            if (members.Length > 0)
            {
                yield return new EmbeddingCenter(
                    grouping.Attribute, grouping.Groups[group], members.Length, Mean(members, 0), Mean(members, 1));
            }
        }

        double Mean(int[] members, int mode) =>
            result.Scores.Count > mode ? members.Average(row => result.Scores[mode][row]) : 0;
    }
}
