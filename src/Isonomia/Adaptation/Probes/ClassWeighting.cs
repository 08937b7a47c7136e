namespace Isonomia.Adaptation;

/// <summary>How classes weigh in the training of a probe.</summary>
public enum ClassWeighting
{
    /// <summary>Every row as it is.</summary>
    None,

    /// <summary>Every class the same: a row of class k weighs n/(K·n_k) times its own weight.</summary>
    Balanced,
}
