namespace Isonomia.Datasets;

/// <summary>Which cohort to open, and the roles of its columns.</summary>
/// <remarks>An ingested cohort knows its roles; what is named here replaces them, role by role. For a plain table,
/// roles that are not named are guessed from usual names (<c>image_id</c>, <c>path</c>, <c>patient_id</c>,
/// <c>split</c>, …), and every guess is a note. Labels, attributes and texts are never guessed.</remarks>
public sealed record CohortSource
{
    /// <summary>The folder of an ingested cohort, or a table with one row a sample (CSV, TSV, Parquet or JSON lines,
    /// each text form also gzipped).</summary>
    public required string Path { get; init; }

    /// <summary>The column that names a sample, or null.</summary>
    public string? Id { get; init; }

    /// <summary>The column with the picture's file, or null.</summary>
    public string? Image { get; init; }

    /// <summary>The patient column, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The split column, or null.</summary>
    public string? Split { get; init; }

    /// <summary>The label columns.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The sensitive attributes: <c>sex</c>, <c>age:0,40,60</c> (bins), <c>sex:M=male,F=female</c> (names),
    /// each optionally renamed: <c>skin=fitzpatrick</c>.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The columns of free text.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The folder that picture files are relative to, or null: the table's folder (or what the ingested cohort
    /// says).</summary>
    public string? Root { get; init; }

    /// <summary>Text that means "unknown" besides the empty cell, exact match.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];
}
