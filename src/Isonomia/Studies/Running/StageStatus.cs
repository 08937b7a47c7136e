namespace Isonomia.Studies;

/// <summary>What a run does with a stage.</summary>
public enum StageStatus
{
    /// <summary>Its result is there and everything it was made from is the same.</summary>
    Cached,

    /// <summary>It runs.</summary>
    Runs,

    /// <summary>An earlier stage runs; where that makes the same as before, this one is kept.</summary>
    Waits,
}
