namespace Isonomia.Datasets;

/// <summary>A cohort of phantom pictures and what is known about it because it was made.</summary>
public sealed record PhantomCohortResult
{
    /// <summary>The table: image_id, path, patient_id, malignant, sex, age, site, split.</summary>
    public required string ManifestPath { get; init; }

    /// <summary>The statement of the injected disparity, <c>phantom.json</c>.</summary>
    public required string StatementPath { get; init; }

    /// <summary>Pictures.</summary>
    public required int ImageCount { get; init; }

    /// <summary>
    /// The AUROC of a reader who sees the sign itself, outside the disadvantaged group: Φ(separation / √2).
    /// </summary>
    public required double IdealAuroc { get; init; }

    /// <summary>The same within the disadvantaged group: Φ(factor · separation / √2).</summary>
    public required double IdealAurocDisadvantaged { get; init; }
}
