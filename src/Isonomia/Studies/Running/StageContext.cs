using System.Security.Cryptography;
using System.Text;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Studies;

/// <summary>What stages share: the study, its folders, the results of earlier stages, progress.</summary>
internal sealed class StageContext(
    StudySpecification study, TimeProvider clock, IProgress<StudyProgress>? progress, CancellationToken cancellation)
{
    private Cohort? _cohort;

    internal StudySpecification Study { get; } = study;

    internal TimeProvider Clock { get; } = clock;

    internal CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The records of stages that are done, by id.</summary>
    internal Dictionary<string, StageRecord> Records { get; } = new(StringComparer.Ordinal);

    /// <summary>The cohort's folder.</summary>
    internal string CohortFolder => Study.Cohort.Folder ?? At("cohort");

    internal string At(params string[] parts) => Path.Combine([Study.ResultsFolder, .. parts]);

    /// <summary>The cohort with the study's roles; opened once a run.</summary>
    internal Cohort Cohort() => _cohort ??= Isonomia.Datasets.Cohort.Open(CohortSource(), Cancellation);

    /// <summary>The cohort with the study's roles and the embeddings of a model.</summary>
    internal EmbeddedCohortSource Source(string model) => new()
    {
        Cohort = CohortSource(),
        Embeddings = At("embeddings", StageNames.Safe(model)),
        Training = Study.Probe.Training,
        Validation = Study.Probe.Validation,
        Test = Study.Probe.Test,
    };

    /// <summary>The patient column, or null.</summary>
    internal string? UnitColumn() => Cohort().Columns.FirstOrDefault(column => column.Role == ColumnRole.Unit)?.Name;

    /// <summary>Forgets the cohort, because the stage that makes it runs.</summary>
    internal void ForgetCohort() => _cohort = null;

    /// <summary>The cohort with the study's roles.</summary>
    internal CohortSource CohortSource() => new()
    {
        Path = CohortFolder,
        Unit = Study.Cohort.Folder is null ? null : Study.Cohort.Unit,
        Split = Study.Cohort.Folder is null ? null : Study.Cohort.Split,
        Labels = [.. Study.Labels.Select(label => label.Column).Distinct()],
        Attributes = Study.Attributes,
    };

    internal IProgress<AuditProgress> Progress(string stage) => new Relay(stage, progress);

    internal void Report(string stage, string what, double share) =>
        progress?.Report(new StudyProgress(stage, what, share));

    /// <summary>A hash over texts; their order and borders count.</summary>
    internal static string Hash(IEnumerable<string?> texts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text ?? string.Empty);
            hash.AppendData(BitConverter.GetBytes(text is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static string HashFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private sealed class Relay(string stage, IProgress<StudyProgress>? target) : IProgress<AuditProgress>
    {
        public void Report(AuditProgress value) => target?.Report(new StudyProgress(stage, value.Stage, value.Share));
    }
}
