namespace Isonomia.Datasets;

/// <summary>How large a cohort of phantom pictures is and which disparity is put into it.</summary>
public sealed record PhantomCohortRequest
{
    /// <summary>
    /// Where <c>manifest.csv</c>, <c>phantom.json</c> and the folder <c>images</c> go; made if absent.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>The seed; the same request gives the same bytes.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Patients, at least 20; each has one to three pictures.</summary>
    public int PatientCount { get; init; } = 1500;

    /// <summary>The attribute whose group is put at a disadvantage: <c>sex</c> or <c>site</c>.</summary>
    public string Attribute { get; init; } = "sex";

    /// <summary>The group whose pictures carry a weaker sign of malignancy: <c>female</c> or <c>male</c>;
    /// <c>north</c>, <c>south</c>
    /// or <c>west</c>.</summary>
    public string DisadvantagedGroup { get; init; } = "female";

    /// <summary>
    /// The distance between the means of the malignant and the benign sign, in standard deviations, above 0.
    /// </summary>
    public double Separation { get; init; } = 2.4;

    /// <summary>
    /// What the separation is multiplied by in the disadvantaged group, in [0, 1]; 1 injects nothing.
    /// </summary>
    public double SignalFactor { get; init; } = 0.5;

    /// <summary>The share of malignant pictures in every group, in (0, 1).</summary>
    public double Prevalence { get; init; } = 0.35;
}
