namespace Isonomia.Documentation;

/// <summary>Whether an attribute is missing at random as far as data can say.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Missing">Patients without a value.</param>
/// <param name="Known">Patients with one.</param>
/// <param name="Tests">A test against each known fact.</param>
/// <param name="Auroc">How well known facts tell who is without a value (logistic regression, five folds of patients),
/// or null.</param>
/// <param name="AurocLow">The low end of its 95 % interval (DeLong on the held-out scores).</param>
/// <param name="AurocHigh">The high end.</param>
/// <param name="OddsRatios">Odds ratios of the regression by term, over all patients.</param>
/// <param name="Verdict">One of: no evidence against completely at random; depends on observed facts: …; suspected not
/// at random: …;
/// too little data to say. It never reads "missing at random", which the same data cannot show.</param>
public sealed record MissingnessProfile(
    string Attribute,
    int Missing,
    int Known,
    IReadOnlyList<MissingnessTest> Tests,
    double? Auroc,
    double? AurocLow,
    double? AurocHigh,
    IReadOnlyDictionary<string, double> OddsRatios,
    string Verdict)
{
    /// <summary>The step in the share without a value along time or entry, or null where no column orders the patients
    /// or too few lack a value.</summary>
    public MissingnessChange? Change { get; init; }

    /// <summary>Who is among those without a value, by a validated prediction; empty where none was given.</summary>
    public IReadOnlyList<MissingGroupShare> GroupShares { get; init; } = [];
}
