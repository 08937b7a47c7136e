namespace Isonomia.Fairness;

/// <summary>One model among several.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Groups">Its value in each group, NaN where undefined; every candidate in the same order.</param>
/// <param name="Overall">Its value over all rows, NaN where undefined.</param>
public sealed record SelectionCandidate(string Name, IReadOnlyList<double> Groups, double Overall)
{
    /// <summary>The recall of each class, for the rules that need no groups; empty where not known.</summary>
    public IReadOnlyList<double> ClassRecalls { get; init; } = [];

    /// <summary>
    /// Whether it was trained by plain empirical risk minimization, which names the worst group of MEDFAIR's rule.
    /// </summary>
    public bool IsBaseline { get; init; }

    /// <summary>The difference of the largest and the smallest group value.</summary>
    public double Gap => Groups.Max() - Groups.Min();
}
