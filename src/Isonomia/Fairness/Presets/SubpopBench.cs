namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of SubpopBench.</summary>
    /// <remarks>
    /// A group is a cell of attribute and label; accuracy of the worst cell and mean accuracy over cells. Source:
    /// specification §18.
    /// </remarks>
    public static ParityPreset SubpopBench { get; } = new(
        "subpopbench",
        "SubpopBench",
        "score ≥ 0.5, worst and mean accuracy over the cells of attribute and label",
        FairnessSources.Yang)
    {
        Summary = SubpopBenchSummary.Write,
    };
}
