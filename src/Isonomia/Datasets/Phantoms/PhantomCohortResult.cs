namespace Isonomia.Datasets;

/// <summary>A cohort of phantom radiographs and what is known about it because it was made.</summary>
public sealed record PhantomCohortResult
{
    /// <summary>The table: image_id, path, patient_id, finding (as recorded), sex, age, site, split.</summary>
    public required string ManifestPath { get; init; }

    /// <summary>The statement of the injected biases, <c>phantom.json</c>.</summary>
    public required string StatementPath { get; init; }

    /// <summary>The table of what is true: image_id, finding, sign; no model may see it.</summary>
    public required string TruthPath { get; init; }

    /// <summary>Pictures.</summary>
    public required int ImageCount { get; init; }

    /// <summary>What is true of every site and group, in order of site, then sex.</summary>
    public required IReadOnlyList<PhantomCell> Cells { get; init; }

    /// <summary>
    /// The AUROC of a reader who sees the sign itself, against the true finding, outside the disadvantaged group: the
    /// mean over its positive pictures of Φ(separation / √2).
    /// </summary>
    public required double IdealAuroc { get; init; }

    /// <summary>The same within the disadvantaged group.</summary>
    public required double IdealAurocDisadvantaged { get; init; }
}
