namespace Isonomia.Adaptation;

/// <summary>The model that the runs of a benchmark trained, and what of it.</summary>
/// <param name="Model">Its name.</param>
/// <param name="ModelSha256">The SHA-256 of its file.</param>
/// <param name="Adapter">What was trained besides the head.</param>
/// <param name="Rank">The rank of low-rank adapters, else null.</param>
/// <param name="Alpha">The scale's numerator of low-rank adapters, else null.</param>
/// <param name="LayerCount">How many last layers were trained, else null.</param>
/// <param name="TrainedCount">Numbers in the trained weights, with a linear head of one output a class.</param>
/// <param name="ParameterCount">Numbers in all weights that the embedding depends on, head and adapters
/// included.</param>
/// <param name="Kept">The tensors where the frozen part was cut off and kept, and the numbers a picture that they hold;
/// empty where nothing is frozen.</param>
public sealed record BackboneFacts(
    string Model, string ModelSha256, string Adapter, int? Rank, double? Alpha, int? LayerCount, long TrainedCount,
    long ParameterCount, IReadOnlyDictionary<string, long> Kept)
{
    /// <summary>Parts that a batch was taken in.</summary>
    public int PartCount { get; init; } = 1;

    /// <summary>Whether activations were computed again.</summary>
    public bool RecomputesActivations { get; init; }

    /// <summary>The share of the adapters' inputs that was dropped in training; null without adapters.</summary>
    public double? Dropout { get; init; }

    /// <summary>The bits that the weights under the adapters were rounded to, or null: they were not.</summary>
    public int? Bits { get; init; }
}
