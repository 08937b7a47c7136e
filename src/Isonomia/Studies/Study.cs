using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Integrity;
using Isonomia.Robustness;

namespace Isonomia.Studies;

/// <summary>Runs studies: from pictures to evidence, in stages that are kept while nothing they depend on
/// changes.</summary>
public static class Study
{
    /// <summary>Says what a run would do and why; computes and writes nothing.</summary>
    /// <param name="study">The study.</param>
    /// <param name="forced">Stages (<c>probe</c>) or single ones (<c>probe/mobilenet_v2</c>) that are to run
    /// again.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A plan a stage, in order.</returns>
    /// <exception cref="StudyException">The study names what does not exist.</exception>
    public static IReadOnlyList<StagePlan> Plan(
        StudySpecification study, IReadOnlyCollection<string>? forced = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        StageContext context = new(study, TimeProvider.System, null, cancellation);
        return new StudyRun(StudyStages.Of(study), context).Plan(forced ?? []);
    }

    /// <summary>Runs what is not cached and gathers the results.</summary>
    /// <remarks>Every stage is kept by the hashes of what it depends on; a run that was killed goes on with the stage
    /// it was in. Same study, same data, same machine: same results, for any number of threads.</remarks>
    /// <param name="study">The study.</param>
    /// <param name="forced">Stages that are to run again.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Stops it; what was finished is kept.</param>
    /// <param name="clock">The clock, or null: the system's.</param>
    /// <returns>What was found, and which stages ran.</returns>
    /// <exception cref="StudyException">The study, or what it names, cannot be used.</exception>
    /// <exception cref="TableException">A table is not as expected.</exception>
    public static (StudyResult Result, IReadOnlyList<StagePlan> Stages) Run(
        StudySpecification study,
        IReadOnlyCollection<string>? forced = null,
        IProgress<StudyProgress>? progress = null,
        CancellationToken cancellation = default,
        TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        Directory.CreateDirectory(study.ResultsFolder);
        StageContext context = new(study, clock ?? TimeProvider.System, progress, cancellation);
        IReadOnlyList<Stage> stages = StudyStages.Of(study);
        List<StagePlan> done = new StudyRun(stages, context).Execute(forced ?? []);
        StudyResult result = Gather(context, stages);
        AtomicFile.WriteText(
            context.At("study.json"), JsonSerializer.Serialize(Summary(result), ResultJson.Options) + "\n");
        AtomicFile.WriteText(
            context.At("provenance.json"), JsonSerializer.Serialize(result.Stages, ResultJson.Options) + "\n");
        return (result, done);
    }

    private static StudyResult Gather(StageContext context, IReadOnlyList<Stage> stages)
    {
        StudySpecification study = context.Study;
        IReadOnlyList<StudyCell> cells = StudyCell.Of(study);
        string benchmark = context.At("benchmark.json");
        return new StudyResult
        {
            Study = study,
            Cohort = context.Cohort().Facts!,
            Cells = cells,
            Audits =
            [
                .. cells.Select(
                    cell => AuditJson.Deserialize(File.ReadAllText(context.At("runs", cell.Name, "audit.json")))),
            ],
            Benchmark = stages.Any(stage => stage.Id == BenchmarkStage.Name)
                ? ComparisonJson.Deserialize(File.ReadAllText(benchmark))
                : null,
            Leakages = study.Leakage is null
                ? Empty<LeakageResult>()
                : Read<LeakageResult>(context, "leakage", ".json"),
            Maps = study.Leakage is null ? Empty<EmbeddingMap>() : Read<EmbeddingMap>(context, "leakage", ".map.json"),
            Efficiencies = study.Efficiency is null
                ? Empty<EfficiencyResult>()
                : Read<EfficiencyResult>(context, "efficiency", ".json"),
            Shifts = study.Shift is null
                ? Empty<ShiftStudyResult>()
                : Read<ShiftStudyResult>(context, "shift", ".json"),
            Integrity = study.Check is null
                ? null
                : IntegrityJson.Deserialize(File.ReadAllText(context.At("check", "check.json"))),
            Pictures = stages.Any(stage => stage.Id == PicturesStage.Name)
                ? Parse<List<GroupPictures>>(context.At("pictures", "pictures.json"))
                : [],
            Stages = [.. stages.Select(stage => context.Records[stage.Id])],
        };
    }

    private static SortedDictionary<string, T> Empty<T>() => new(StringComparer.Ordinal);

    private static SortedDictionary<string, T> Read<T>(StageContext context, string folder, string ending)
    {
        SortedDictionary<string, T> found = new(StringComparer.Ordinal);
        foreach (StudyModel model in context.Study.Models)
        {
            string path = context.At(folder, StageNames.Safe(model.Name) + ending);
            if (File.Exists(path))
            {
                found[model.Name] = Parse<T>(path);
            }
        }

        return found;
    }

    private static T Parse<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path), ResultJson.Options)
        ?? throw new StudyException([new StudyProblem($"{Path.GetFileName(path)} is empty; run the study again.")]);

    /// <summary>The result for machines: what is not in a file of its own already.</summary>
    private static object Summary(StudyResult result) => new
    {
        result.Schema,
        result.Study.Name,
        result.Study.Seed,
        result.Study.Models,
        result.Study.Labels,
        result.Study.Attributes,
        Cohort = new
        {
            result.Cohort.Name,
            result.Cohort.SampleCount,
            result.Cohort.UnitCount,
            result.Cohort.ManifestSha256,
            result.Cohort.Split,
        },
        Runs = result.Cells.Zip(result.Audits, (cell, audit) => new
        {
            cell.Name,
            cell.Model,
            Label = cell.Label.Column,
            cell.Share,
            cell.Seed,
            audit.Verdict.Verdict,
            audit.Verdict.Headline,
            audit.Overall,
            Disparities = audit.Disparities.Where(disparity => disparity.Role == "primary"),
            Audit = $"runs/{cell.Name}/audit.json",
        }),
        Seconds = result.Stages.Sum(stage => stage.Seconds),
        EnergyJoules = result.Stages.All(stage => stage.EnergyJoules is not null)
            ? result.Stages.Sum(stage => stage.EnergyJoules)
            : null,
        EnergyUnknown = result.Stages.Any(stage => stage.EnergyJoules is null)
            ? "the machine shows no energy counters (/sys/class/powercap)"
            : null,
    };
}
