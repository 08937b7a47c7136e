namespace Isonomia.Fairness;

/// <summary>How a score becomes a decision: positive where score ≥ threshold, or &gt; under a parity preset.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="IsStrict">Whether a score equal to the threshold is negative (FairMedFM, MEDFAIR).</param>
public readonly record struct DecisionRule(double Threshold, bool IsStrict = false)
{
    /// <summary>The default rule: positive where score ≥ 0.5.</summary>
    public static DecisionRule Default { get; } = new(0.5);

    /// <summary>Decides.</summary>
    /// <param name="score">The score.</param>
    /// <returns>Whether the decision is positive.</returns>
    public bool IsPositive(double score) => IsStrict ? score > Threshold : score >= Threshold;
}
