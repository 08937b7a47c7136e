using System.Text.Json;
using Isonomia.Datasets;

namespace Isonomia.Studies;

/// <summary>Makes the cohort: generates phantoms where asked, then ingests.</summary>
internal sealed class CohortStage() : Stage(Name)
{
    internal const string Name = "ingest";

    internal override IReadOnlyList<string> After => [];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context)
    {
        StudySpecification study = context.Study;
        SortedDictionary<string, string> inputs = new(StringComparer.Ordinal) { ["version"] = "1" };
        if (study.Cohort.Folder is { } folder)
        {
            inputs["cohort"] = Fingerprint(folder);
        }
        else if (study.Cohort.Phantom is { } phantom)
        {
            inputs["phantom"] = JsonSerializer.Serialize(phantom with { Folder = string.Empty });
            inputs["roles"] = Roles(study);
        }
        else
        {
            IngestRequest request = Request(context);
            inputs["request"] = JsonSerializer.Serialize(request with { OutputFolder = string.Empty, ThreadCount = 1 });
            inputs["files"] = IngestListing.Fingerprint(request, context.Cancellation);
        }

        return inputs;
    }

    internal override StageResult Run(StageContext context)
    {
        context.ForgetCohort();
        if (context.Study.Cohort.Folder is { } folder)
        {
            return new StageResult([], Fingerprint(folder), []);
        }

        if (context.Study.Cohort.Phantom is { } phantom)
        {
            context.Report(Id, "drawing phantoms", 0);
            PhantomCohort.Write(phantom with { Folder = context.At("phantom") }, context.Cancellation);
        }

        IngestResult result = CohortIngest.Run(
            Request(context), new Relay(Id, context), context.Cancellation, context.Clock);
        List<string> notes = [.. result.Facts.Notes.Select(note => note.Sentence)];
        if (result.Facts.Unreadable.Count > 0)
        {
            notes.Add(
                $"{result.Facts.Unreadable.Count} files or rows are not in the cohort; cohort.json lists them with "
                    + $"reasons.");
        }

        string[] outputs =
        [
            Path.Combine(result.Folder, CohortFacts.ManifestName),
            Path.Combine(result.Folder, CohortFacts.FileName),
            .. context.Study.Cohort.Phantom is null
                ? Array.Empty<string>()
                : [
                    context.At("phantom", "manifest.csv"), context.At("phantom", "truth.csv"),
                    context.At("phantom", "phantom.json")],
        ];
        return new StageResult(outputs, result.Facts.ManifestSha256 + " " + Roles(context.Study), notes);
    }

    /// <summary>What a changed study file changes about a cohort without changing its bytes.</summary>
    private static string Roles(StudySpecification study) => StageContext.Hash(
        [.. study.Labels.Select(label => label.Column), "|", .. study.Attributes]);

    private static string Fingerprint(string folder)
    {
        string manifest = Path.Combine(folder, CohortFacts.ManifestName);
        return File.Exists(manifest)
            ? StageContext.HashFile(manifest)
            : throw new StudyException([new StudyProblem($"'{folder}' holds no cohort that 'isonomia ingest' made.")]);
    }

    private static IngestRequest Request(StageContext context)
    {
        StudySpecification study = context.Study;
        IngestRequest request = study.Cohort.Ingest ?? new IngestRequest
        {
            Sources = [context.At("phantom", "manifest.csv")],
            OutputFolder = string.Empty,
        };
        return request with
        {
            OutputFolder = context.At("cohort"),
            Name = study.Name,
            Labels = [.. study.Labels.Select(label => label.Column).Distinct()],
            Attributes = study.Attributes,
            Seed = study.Seed,
            ThreadCount = study.ThreadCount,
        };
    }

    private sealed class Relay(string stage, StageContext context) : IProgress<IngestProgress>
    {
        public void Report(IngestProgress value) =>
            context.Report(stage, value.Stage, value.Total == 0 ? 0 : value.Done / (double)value.Total);
    }
}
