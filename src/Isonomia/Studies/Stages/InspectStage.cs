using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Studies;

/// <summary>Looks at the embeddings of one model without a probe: principal modes, tests between groups, a
/// map.</summary>
internal sealed class InspectStage(string model) : Stage("inspect/" + StageNames.Safe(model))
{
    private const int MapPointLimit = 1500;

    internal override IReadOnlyList<string> After => [CohortStage.Name, "embed/" + StageNames.Safe(model)];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["attributes"] = string.Join("; ", context.Study.Attributes),
            ["label"] = string.Join("; ", context.Study.Labels),
            ["seed"] = context.Study.Seed.ToString(CultureInfo.InvariantCulture),
        };

    internal override StageResult Run(StageContext context)
    {
        StudySpecification study = context.Study;
        CohortRows rows = CohortRows.Read(context.Cohort(), context.At("embeddings", StageNames.Safe(model)));
        context.Report(Id, "principal modes", 0);
        Grouping[] attributes = [.. rows.Cohort.Attributes.Select(rows.Groups)];
        (int[] classes, IReadOnlyList<string> names) = rows.Classes(study.Labels[0]);
        Grouping label = new(study.Labels[0].Column, names, classes);
        EmbeddingInspectionResult result = EmbeddingInspection.Run(
            new EmbeddingInspectionRequest
            {
                Embeddings = rows.Embeddings,
                Attributes = attributes,
                Label = label,
                AgeBand = Array.Find(
                    attributes, attribute => attribute.Attribute.Contains("age", StringComparison.OrdinalIgnoreCase)),
                Units = rows.Units(),
                Seed = study.Seed,
                ThreadCount = study.ThreadCount,
            },
            context.Cancellation);
        string folder = context.At("inspect");
        Directory.CreateDirectory(folder);
        string facts = Path.Combine(folder, StageNames.Safe(model) + ".json");
        AtomicFile.WriteText(facts, JsonSerializer.Serialize(result, ResultJson.Options) + "\n");
        string map = Path.Combine(folder, StageNames.Safe(model) + ".map.json");
        AtomicFile.WriteText(
            map, JsonSerializer.Serialize(Map(result, [.. attributes, label], study.Seed), ResultJson.Options) + "\n");
        return new StageResult([facts, map], null, []);
    }

    /// <summary>The first two modes of at most <see cref="MapPointLimit"/> rows, drawn at random, for a plot.</summary>
    private static EmbeddingMap Map(EmbeddingInspectionResult result, IReadOnlyList<Grouping> groupings, ulong seed)
    {
        int[] rows = [.. Enumerable.Range(0, result.RowCount)];
        RandomSource.For(seed, "embedding_map", 0).Shuffle<int>(rows);
        int[] shown = [.. rows.Take(MapPointLimit).Order()];
        double[] Along(int mode) => [.. shown.Select(row => Math.Round(result.Scores[mode][row], 5))];
        return new EmbeddingMap
        {
            RowCount = result.RowCount,
            X = Along(0),
            Y = result.Scores.Count > 1 ? Along(1) : [.. shown.Select(_ => 0.0)],
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
                    grouping.Attribute,
                    grouping.Groups[group],
                    members.Length,
                    members.Average(row => result.Scores[0][row]),
                    result.Scores.Count > 1 ? members.Average(row => result.Scores[1][row]) : 0);
            }
        }
    }
}
