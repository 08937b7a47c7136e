using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Imaging;
using Isonomia.Integrity;

namespace Isonomia.Studies;

/// <summary>Checks the cohort's integrity; a blocking finding that was not accepted stops the study.</summary>
internal sealed class CheckStage() : Stage(Name)
{
    internal const string Name = "check";

    internal override IReadOnlyList<string> After => [CohortStage.Name];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["check"] = JsonSerializer.Serialize(context.Study.Check),
            ["attributes"] = string.Join("; ", context.Study.Attributes),
            ["labels"] = JsonSerializer.Serialize(context.Study.Labels),
            ["seed"] = context.Study.Seed.ToString(CultureInfo.InvariantCulture),
            ["decoders"] = ImageFile.DecoderVersions,
        };

    internal override StageResult Run(StageContext context)
    {
        IntegrityResult result = CohortIntegrity.Run(
            new IntegrityRequest
            {
                Source = context.CohortSource(),
                Settings = context.Study.Check!.Settings,
                Accepted = context.Study.Check.Accepted,
                Seed = context.Study.Seed,
                MaxThreads = context.Study.ThreadCount,
            },
            context.Progress(Id),
            context.Cancellation);
        string path = context.At("check", "check.json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.WriteText(path, IntegrityJson.Serialize(result));
        CheckResult[] blocking = [.. result.Checks.Where(check =>
            check is { Severity: CheckSeverity.Blocking, Accepted: null })];
        return blocking.Length == 0
            ? new StageResult([path], null, [.. result.Checks.Where(check => check.Severity >= CheckSeverity.Major)
                .Select(check => $"{check.Id}: {check.Sentence}")])
            : throw new StudyException([.. blocking.Select(check => new StudyProblem(
                $"The check '{check.Id}' blocks this study: {check.Sentence} Mend the data, or name the check and a "
                    + $"reason "
                + "under 'check: accept:'. The rest is in check/check.json."))]);
    }
}
