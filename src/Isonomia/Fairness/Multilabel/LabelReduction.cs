namespace Isonomia.Fairness;

/// <summary>How one binary metric of several labels becomes one number.</summary>
public enum LabelReduction
{
    /// <summary>The unweighted mean over the labels where the metric is defined.</summary>
    Macro,

    /// <summary>The metric of all known cells together, as if they were rows of one label.</summary>
    Micro,

    /// <summary>The worst label by the direction of the metric, among those where it is defined.</summary>
    Worst,
}
