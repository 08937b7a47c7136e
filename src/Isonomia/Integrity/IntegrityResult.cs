namespace Isonomia.Integrity;

/// <summary>What all checks found.</summary>
public sealed record IntegrityResult
{
    /// <summary>The schema's id.</summary>
    public const string SchemaId = "isonomia.check/1";

    /// <summary>The schema's id.</summary>
    public string Schema { get; init; } = SchemaId;

    /// <summary>What was asked.</summary>
    public required IntegrityRequest Request { get; init; }

    /// <summary>The cohort's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>The hash over the table and the roles of its columns.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The table's file name.</summary>
    public required string ManifestName { get; init; }

    /// <summary>The SHA-256 of the table.</summary>
    public required string ManifestSha256 { get; init; }

    /// <summary>Samples.</summary>
    public required int Samples { get; init; }

    /// <summary>Patients, or null where no patient column was declared.</summary>
    public int? Patients { get; init; }

    /// <summary>Pictures that were opened; 0 where none were.</summary>
    public required int PicturesRead { get; init; }

    /// <summary>Every check, the worst findings first, then by id.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>Whether no blocking finding is left that was not accepted.</summary>
    public required bool Passes { get; init; }

    /// <summary>Decisions made while reading.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The findings, the worst first.</summary>
    internal IEnumerable<CheckResult> Findings => Checks.Where(check => check.Status == CheckStatus.Found);

    /// <summary>Findings of a severity, accepted ones too.</summary>
    internal int CountOf(CheckSeverity severity) => Checks.Count(check => check.Severity == severity);
}
