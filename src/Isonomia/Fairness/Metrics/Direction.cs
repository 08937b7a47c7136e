namespace Isonomia.Fairness;

/// <summary>Which way a value is better.</summary>
public enum Direction
{
    /// <summary>Larger is better.</summary>
    HigherIsBetter,

    /// <summary>Smaller is better.</summary>
    LowerIsBetter,

    /// <summary>Nearer to zero is better (signed quantities).</summary>
    CloserToZero,

    /// <summary>Nearer to one is better (ratios and slopes).</summary>
    CloserToOne,

    /// <summary>Neither: a description, for example a selection rate or a prevalence.</summary>
    Descriptive,
}
