using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>What a step works with.</summary>
public sealed class StepContext
{
    internal StepContext(CurationSamples samples, StepCall call, double[] weights, CurationRequest request)
    {
        (Samples, Call, Weights, Request) = (samples, call, weights, request);
        Alive = [.. Enumerable.Range(0, weights.Length).Where(row => weights[row] > 0)];
    }

    /// <summary>The samples.</summary>
    public CurationSamples Samples { get; }

    /// <summary>The settings.</summary>
    public StepCall Call { get; }

    /// <summary>The weights before the step, shape [n].</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>The rows with a weight, in the order of their ids.</summary>
    public IReadOnlyList<int> Alive { get; }

    /// <summary>The request the step is part of.</summary>
    public CurationRequest Request { get; }

    /// <summary>Where the step reports how far it is, in [0, 1].</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Stops the step.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Begins an outcome with everything unchanged.</summary>
    /// <returns>The outcome.</returns>
    public StepOutcome Begin() => new(Weights);

    /// <summary>A draw that depends on the seed, the step and one sample only.</summary>
    /// <param name="row">The sample.</param>
    /// <param name="what">What is drawn, where a step draws twice.</param>
    /// <returns>A number in [0, 1).</returns>
    public double Draw(int row, string what = "") => Draw(Samples.Ids[row], what);

    /// <summary>A draw that depends on the seed, the step and one text only.</summary>
    /// <param name="id">The text.</param>
    /// <param name="what">What is drawn.</param>
    /// <returns>A number in [0, 1).</returns>
    public double Draw(string id, string what) =>
        RandomSource.For(Request.Seed, $"{Call.Step.Id}/{what}/{id}", 0).NextDouble();

    /// <summary>Refuses the data.</summary>
    /// <param name="sentence">What was found and expected.</param>
    /// <returns>The exception to throw.</returns>
    public CurationException Refuse(string sentence) => new(Call.Step.Id, sentence);
}
