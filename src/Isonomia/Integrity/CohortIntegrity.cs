using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Documentation;
using Isonomia.Fairness;

namespace Isonomia.Integrity;

/// <summary>Checks a cohort for what would corrupt any result that is computed on it.</summary>
/// <remarks>Pictures are decoded once. Definitions, thresholds and sources: docs/guide/integrity.md.</remarks>
public static class CohortIntegrity
{
    /// <summary>Runs the checks.</summary>
    /// <param name="request">The cohort, the thresholds and what was accepted.</param>
    /// <param name="progress">Told about every stage, or null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>Every check with what it found; the same data, request and seed give the same result.</returns>
    /// <exception cref="TableException">The cohort is not as expected, or it is empty.</exception>
    /// <exception cref="UnknownNameException">A check, a threshold or a column is unknown.</exception>
    public static IntegrityResult Run(
        IntegrityRequest request, IProgress<AuditProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        IReadOnlyList<IntegrityCheck> checks = Chosen(request);
        progress?.Report(new AuditProgress("reading", 0));
        CohortReading reading = Read(request, cancellation);
        if (reading.Cohort.Count == 0)
        {
            throw new TableException(new TableProblem(
                $"{Path.GetFileName(reading.Cohort.ManifestPath)} has no row; expected at least one sample.",
                reading.Cohort.ManifestPath));
        }

        List<string> notes = [.. reading.Notes.Select(note => note.Sentence)];
        string? whyNone = WhyNoPictures(request, reading.Cohort, checks);
        PictureReading[]? pictures = whyNone is null
            ? PictureReading.ReadAll(reading.Cohort, request.MaxThreads, Relay("decoding pictures"), cancellation)
            : null;
        if (pictures is not null && pictures.All(picture => picture.Facts.Failure == "file_missing"))
        {
            whyNone = $"none of the {CheckContext.Count(pictures.Length, "picture file")} lies in the cohort's root "
                + "folder (--root names another)";
        }

        CheckContext context = new(
            request, reading, pictures, whyNone, Relay("comparing pictures"), cancellation);
        List<CheckResult> results = [];
        foreach (IntegrityCheck check in checks)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new AuditProgress(check.Id, (double)results.Count / checks.Count));
            results.Add(context.Run(check));
        }

        return new IntegrityResult
        {
            Request = request,
            Cohort = reading.Cohort.Name,
            Fingerprint = reading.Cohort.Fingerprint,
            ManifestName = Path.GetFileName(reading.Cohort.ManifestPath),
            ManifestSha256 = reading.Cohort.Manifest.Sha256,
            Samples = reading.Cohort.Count,
            Patients = reading.Units.AreKnown ? reading.Units.Count : null,
            PicturesRead = pictures?.Count(picture => picture.Facts.Failure is null) ?? 0,
            Checks =
            [
                .. results.OrderBy(result => result.Status switch
                {
                    CheckStatus.Found => 3 - (int)result.Severity!,
                    CheckStatus.Clear => 4,
                    _ => 5,
                }).ThenBy(result => result.Id, StringComparer.Ordinal),
            ],
            Passes = results.All(result => result.Severity != CheckSeverity.Blocking || result.Accepted is not null),
            Notes = notes,
            Version = typeof(CohortIntegrity).Assembly.GetName().Version?.ToString(3) ?? "0",
        };

        IProgress<double>? Relay(string stage) => progress is null ? null : new StageProgress(stage, progress);
    }

    /// <summary>The checks that were asked for; unknown names among checks, thresholds and acceptances are
    /// refused.</summary>
    private static IReadOnlyList<IntegrityCheck> Chosen(IntegrityRequest request)
    {
        foreach (string key in request.Settings.Keys)
        {
            string[] parts = key.Split('.', 2);
            IntegrityCheck check = IntegrityCheck.All[parts[0]];
            string name = parts.ElementAtOrDefault(1) ?? string.Empty;
            if (!check.Settings.Any(setting => setting.Name == name))
            {
                throw new UnknownNameException(
                    $"Threshold of '{check.Id}'", name, [.. check.Settings.Select(setting => setting.Name)]);
            }
        }

        foreach (string id in request.Accepted.Keys)
        {
            _ = IntegrityCheck.All[id];
        }

        return request.Checks.Count == 0
            ? IntegrityCheck.All
            : [.. request.Checks.Distinct(StringComparer.Ordinal).Select(id => IntegrityCheck.All[id])];
    }

    private static CohortReading Read(IntegrityRequest request, CancellationToken cancellation)
    {
        return CohortReading.Of(
            new DocumentRequest
            {
                Source = request.Source,
                Acquisition = request.Acquisition,
                FindAcquisition = cohort => KnownColumns.Acquisition(cohort).Except(request.Probabilities),
                Seed = request.Seed,
            },
            cancellation);
    }

    private static string? WhyNoPictures(
        IntegrityRequest request, Cohort cohort, IReadOnlyList<IntegrityCheck> checks) =>
        !cohort.HasImages ? "the cohort has no picture column (--image)"
        : !request.ReadsPictures ? "pictures were not opened (--table-only)"
        : !checks.Any(check => check.NeedsPictures || check.MayUsePictures)
            ? "no check that was asked for needs pictures"
        : null;

    private sealed class StageProgress(string stage, IProgress<AuditProgress> target) : IProgress<double>
    {
        public void Report(double value) => target.Report(new AuditProgress(stage, value));
    }
}
