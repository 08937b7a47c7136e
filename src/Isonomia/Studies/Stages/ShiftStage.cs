using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Robustness;

namespace Isonomia.Studies;

/// <summary>Trains one model's probe at each site and judges it at the others.</summary>
internal sealed class ShiftStage(string model) : Stage("shift/" + StageNames.Safe(model))
{
    internal override IReadOnlyList<string> After => [CohortStage.Name, "embed/" + StageNames.Safe(model)];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["shift"] = JsonSerializer.Serialize(context.Study.Shift),
            ["probe"] = JsonSerializer.Serialize(context.Study.Probe with { Seeds = [], Shares = [] }),
            ["label"] = JsonSerializer.Serialize(context.Study.Labels[0]),
            ["attributes"] = string.Join("; ", context.Study.Attributes),
            ["replicates"] = context.Study.Audit.Replicates.ToString(CultureInfo.InvariantCulture),
            ["seed"] = context.Study.Seed.ToString(CultureInfo.InvariantCulture),
        };

    internal override StageResult Run(StageContext context)
    {
        StudySpecification study = context.Study;
        ShiftStudyResult result = ShiftStudy.Run(
            new ShiftStudyRequest
            {
                Source = context.Source(model),
                Label = study.Labels[0].Column,
                Positive = study.Labels[0].Positive,
                Site = study.Shift!.By,
                TrainingSites = study.Shift.From,
                Probe = study.Probe.Kind,
                Replicates = study.Audit.Replicates,
                Seed = study.Seed,
                Threads = study.ThreadCount,
            },
            context.Progress(Id),
            context.Cancellation);
        string folder = context.At("shift");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, StageNames.Safe(model) + ".json");
        AtomicFile.WriteText(path, ShiftJson.Serialize(result));
        return new StageResult([path], null, [.. result.Flags.Select(flag => flag.Sentence)]);
    }
}
