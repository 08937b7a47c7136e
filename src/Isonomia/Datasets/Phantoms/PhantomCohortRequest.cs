namespace Isonomia.Datasets;

/// <summary>How large a cohort of phantom radiographs is and which biases are put into it.</summary>
public sealed record PhantomCohortRequest
{
    /// <summary>
    /// Where <c>manifest.csv</c>, <c>truth.csv</c>, <c>phantom.json</c> and the folder <c>images</c> go; made if
    /// absent.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>The seed; the same request gives the same bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Patients, at least 20; each has one to three pictures.</summary>
    public int PatientCount { get; init; } = 1500;

    /// <summary>The side of a picture in pixels, 32 to 1024.</summary>
    public int Side { get; init; } = 64;

    /// <summary>The attribute whose group is put at a disadvantage: <c>sex</c> or <c>site</c>.</summary>
    public string Attribute { get; init; } = "sex";

    /// <summary>The group that the biases by group are put into: <c>female</c> or <c>male</c>; <c>north</c>,
    /// <c>south</c> or <c>west</c>.</summary>
    public string DisadvantagedGroup { get; init; } = "female";

    /// <summary>
    /// The distance between the means of the sign with and without the finding, in standard deviations, above 0.
    /// </summary>
    public double Separation { get; init; } = 2.4;

    /// <summary>Contrast by group: what the separation is multiplied by in the disadvantaged group, in [0, 1]; 1
    /// injects nothing.</summary>
    public double SignalFactor { get; init; } = 0.5;

    /// <summary>Contrast by scanner: what the separation is multiplied by at a site, in [0, 1]; absent: 1. Every site
    /// has a scanner of its own.</summary>
    public IReadOnlyDictionary<string, double> SiteSignalFactors { get; init; } =
        new SortedDictionary<string, double>();

    /// <summary>The share of pictures with the finding, in (0, 1).</summary>
    public double Prevalence { get; init; } = 0.35;

    /// <summary>The share in the disadvantaged group, in (0, 1), or null: as elsewhere.</summary>
    public double? GroupPrevalence { get; init; }

    /// <summary>The share at a site (before the group's own), in (0, 1); absent: as elsewhere. Unequal shares confound
    /// site and finding: a model that tells sites apart seems to find the finding.</summary>
    public IReadOnlyDictionary<string, double> SitePrevalences { get; init; } = new SortedDictionary<string, double>();

    /// <summary>Label noise everywhere: the share of recorded labels that are flipped, in [0, 0.5).</summary>
    public double LabelNoise { get; init; }

    /// <summary>Underdiagnosis: the share of findings in the disadvantaged group that were recorded as absent, in [0,
    /// 1); label noise comes on top.</summary>
    public double MissedShare { get; init; }
}
