namespace Isonomia.Curation;

/// <summary>What a step decided.</summary>
public sealed class StepOutcome
{
    private readonly double[] _weights;
    private readonly string?[] _reasons;
    private readonly int[] _standIns;
    private readonly string?[] _details;
    private readonly double[] _urgency;

    /// <summary>Begins with everything unchanged.</summary>
    /// <param name="weights">The weights so far, shape [n]; copied.</param>
    public StepOutcome(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        _weights = [.. weights];
        _reasons = new string?[_weights.Length];
        _details = new string?[_weights.Length];
        _urgency = new double[_weights.Length];
        _standIns = new int[_weights.Length];
        Array.Fill(_standIns, -1);
    }

    /// <summary>The weights after the step, shape [n].</summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Why a sample was removed, shape [n]; null where it was not.</summary>
    public IReadOnlyList<string?> Reasons => _reasons;

    /// <summary>What was seen, shape [n], or null.</summary>
    public IReadOnlyList<string?> Details => _details;

    /// <summary>The sample that stands for a removed one, shape [n]; −1 for none.</summary>
    public IReadOnlyList<int> StandIns => _standIns;

    /// <summary>Numbers the step found out.</summary>
    public IList<StepMeasure> Measures { get; } = [];

    /// <summary>Sentences that a reader must see.</summary>
    public IList<string> Notes { get; } = [];

    /// <summary>Removes a sample.</summary>
    /// <param name="row">The sample.</param>
    /// <param name="reason">The reason's id, snake_case.</param>
    /// <param name="standIn">The sample that stands for it, or −1.</param>
    /// <param name="detail">What was seen, without a value of the sample, or null.</param>
    /// <param name="urgency">How clearly it should go: where a limit makes a step give samples back, the smallest come
    /// first.</param>
    public void Remove(int row, string reason, int standIn = -1, string? detail = null, double urgency = 0)
    {
        _weights[row] = 0;
        (_reasons[row], _standIns[row], _details[row], _urgency[row]) = (reason, standIn, detail, urgency);
    }

    /// <summary>Gives a sample another weight.</summary>
    /// <param name="row">The sample.</param>
    /// <param name="weight">The weight, above 0.</param>
    public void Reweigh(int row, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        _weights[row] = weight;
    }

    internal double Urgency(int row) => _urgency[row];

    internal void Restore(int row, double weight)
    {
        _weights[row] = weight;
        (_reasons[row], _standIns[row], _details[row]) = (null, -1, null);
    }
}
