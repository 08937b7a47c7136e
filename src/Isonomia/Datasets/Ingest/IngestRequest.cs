namespace Isonomia.Datasets;

/// <summary>What to gather into a cohort: files, a table about them, the roles of its columns, and how to
/// split.</summary>
public sealed record IngestRequest
{
    /// <summary>Folders, single files, or a table whose picture column names the files; at least one. Files are
    /// pictures, DICOM objects and NIfTI volumes.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>What the studies of a DICOMweb server must match (QIDO-RS), by keyword, for example
    /// <c>ModalitiesInStudy</c> and <c>DX</c>; used for sources that are addresses.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new SortedDictionary<string, string>();

    /// <summary>The folder that gets <c>manifest.parquet</c> and <c>cohort.json</c>; made if absent.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The cohort's name, or null: the output folder's.</summary>
    public string? Name { get; init; }

    /// <summary>A table about the files (CSV, TSV, Parquet, JSON lines), or null.</summary>
    public string? TablePath { get; init; }

    /// <summary>The table's column that names samples, or null: guessed from usual names.</summary>
    public string? Id { get; init; }

    /// <summary>The table's column with the file, relative to a source folder, or null: guessed; without one, rows and
    /// files are joined by <see cref="Join"/>.</summary>
    public string? Image { get; init; }

    /// <summary>How rows find their files where the table names none: <c>COLUMN=KEY</c> with a key of
    /// <c>path</c>, <c>name</c>, <c>stem</c>, <c>sop_instance_uid</c>, <c>series_instance_uid</c>,
    /// <c>study_instance_uid</c> or <c>patient_id</c>; or null: the identifier column against the key that finds
    /// most.</summary>
    public string? Join { get; init; }

    /// <summary>The patient column of the table, or a fact of the files (<c>patient_id</c>), or null:
    /// guessed.</summary>
    public string? Unit { get; init; }

    /// <summary>An existing split column to keep and check, or null: guessed; without one a split is made.</summary>
    public string? Split { get; init; }

    /// <summary>Whether a split is made even where the table has one.</summary>
    public bool Resplit { get; init; }

    /// <summary>The label columns.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The sensitive attributes, as for <see cref="CohortSource.Attributes"/>; columns of the table or facts
    /// of the files.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The columns of free text.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Text that means "unknown" besides the empty cell, exact match.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    /// <summary>The shares of training, validation and test samples; not negative, summing to 1.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [0.7, 0.1, 0.2];

    /// <summary>Which frames of a file of many become samples.</summary>
    public IngestFrames Frames { get; init; } = IngestFrames.Middle;

    /// <summary>Whether every sample's pixels are decoded, which finds truncated and damaged files; otherwise only
    /// headers are looked at.</summary>
    public bool DecodesPixels { get; init; } = true;

    /// <summary>The seed of the split.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
