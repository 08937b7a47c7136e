using System.Globalization;
using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;

namespace Isonomia.Studies;

/// <summary>Fits a probe on training patients and writes the scores of validation and test rows.</summary>
internal sealed class ProbeStage(StudyCell cell) : Stage("probe/" + cell.Name)
{
    internal override IReadOnlyList<string> After => [CohortStage.Name, "embed/" + StageNames.Safe(cell.Model)];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["label"] = $"{cell.Label.Column} = {cell.Label.Positive}",
            ["share of labels"] = cell.Share.ToString("R", CultureInfo.InvariantCulture),
            ["seed"] = cell.Seed.ToString(CultureInfo.InvariantCulture),
            ["probe"] = JsonSerializer.Serialize(context.Study.Probe with { Seeds = [], Shares = [] }),
        };

    internal override StageResult Run(StageContext context)
    {
        StudySpecification study = context.Study;
        string folder = context.At("runs", cell.Name);
        CohortProbeResult result = CohortProbe.Run(
            new CohortProbeRequest
            {
                Source = context.Source(cell.Model),
                Label = cell.Label.Column,
                Positive = cell.Label.Positive,
                Probe = study.Probe.Kind,
                Grid = study.Probe.Grid,
                Calibrator = study.Probe.Calibration,
                ClassWeighting = study.Probe.IsBalanced ? ClassWeighting.Balanced : ClassWeighting.None,
                LabelShare = cell.Share,
                OutputFolder = folder,
                Seed = cell.Seed,
                Threads = study.ThreadCount,
            },
            context.Progress(Id),
            context.Cancellation);
        string facts = Path.Combine(folder, "probe.json");
        AtomicFile.WriteText(facts, CohortProbeJson.Serialize(result));
        List<string> notes = [.. result.Notes.Select(note => note.Sentence)];
        notes.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.TrainingCount} training rows, {result.SettingName} = {result.Setting:0.#####}, "
            + $"test AUROC {result.TestAuroc?.Value:0.000}."));
        return new StageResult([result.PredictionsPath, facts], null, notes);
    }
}
