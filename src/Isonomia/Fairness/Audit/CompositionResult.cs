namespace Isonomia.Fairness;

/// <summary>Who is in the data by one attribute.</summary>
public sealed record CompositionResult
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>Rows with no value.</summary>
    public required long Missing { get; init; }

    /// <summary>Prevalence among rows with no value, or null.</summary>
    public double? MissingPrevalence { get; init; }

    /// <summary>Prevalence among rows with a value, or null.</summary>
    public double? KnownPrevalence { get; init; }

    /// <summary>The p-value of the test that missingness does not depend on the label, or null.</summary>
    public double? MissingnessP { get; init; }

    /// <summary>The AUROC for the label of knowing only whether the value is recorded, or null; 0.5 where that tells
    /// nothing.</summary>
    public double? MissingnessAuroc { get; init; }

    /// <summary>The groups.</summary>
    public required IReadOnlyList<CompositionGroup> Groups { get; init; }

    /// <summary>Diversity indices by id.</summary>
    public IReadOnlyDictionary<string, double> Diversity { get; init; } = new Dictionary<string, double>();

    /// <summary>Cramér's V of attribute and label, or null.</summary>
    public double? CramersV { get; init; }

    /// <summary>The p-value of the χ² test of attribute against label, or null.</summary>
    public double? AssociationP { get; init; }
}
