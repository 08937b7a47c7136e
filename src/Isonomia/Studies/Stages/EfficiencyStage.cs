using System.Globalization;
using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;

namespace Isonomia.Studies;

/// <summary>Follows metric and gap of one model over the share of labels.</summary>
internal sealed class EfficiencyStage(string model) : Stage("efficiency/" + StageNames.Safe(model))
{
    internal override IReadOnlyList<string> After => [CohortStage.Name, "embed/" + StageNames.Safe(model)];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["efficiency"] = JsonSerializer.Serialize(context.Study.Efficiency),
            ["probe"] = JsonSerializer.Serialize(context.Study.Probe with { Seeds = [], Shares = [] }),
            ["label"] = JsonSerializer.Serialize(context.Study.Labels[0]),
            ["attributes"] = string.Join("; ", context.Study.Attributes),
            ["seed"] = context.Study.Seed.ToString(CultureInfo.InvariantCulture),
        };

    internal override StageResult Run(StageContext context)
    {
        StudySpecification study = context.Study;
        EfficiencyResult result = DataEfficiency.Run(
            new EfficiencyRequest
            {
                Source = context.Source(model),
                Label = study.Labels[0].Column,
                Positive = study.Labels[0].Positive,
                Fractions = study.Efficiency!.Shares,
                SeedCount = study.Efficiency.SeedCount,
                Probe = study.Probe.Kind,
                Seed = study.Seed,
                Threads = study.ThreadCount,
            },
            context.Progress(Id),
            context.Cancellation);
        string folder = context.At("efficiency");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, StageNames.Safe(model) + ".json");
        AtomicFile.WriteText(path, EfficiencyJson.Serialize(result));
        return new StageResult([path], null, [.. result.Flags.Select(flag => flag.Sentence)]);
    }
}
