namespace Isonomia.Adaptation;

/// <summary>How heads are trained; the defaults are those of the specification, §0.</summary>
public sealed record TrainingOptions
{
    /// <summary><c>linear</c>; <c>mlp</c>: one hidden layer of 256 with ReLU; <c>prototypes</c>: cosines with class
    /// prototypes that start at the embeddings of class prompts; <c>clip_adapter</c>: cosines of adapted pictures with
    /// those embeddings.</summary>
    public string Head { get; init; } = "linear";

    /// <summary>What cosines are multiplied with, above 0; not trained. Null: what the model's card says, else 100, as
    /// in CLIP.</summary>
    public double? LogitScale { get; init; }

    /// <summary>The share of the adapted picture in <c>clip_adapter</c>, in (0, 1].</summary>
    public double AdapterShare { get; init; } = 0.2;

    /// <summary><c>adamw</c> or <c>sgd</c> (momentum 0.9).</summary>
    public string Optimizer { get; init; } = "adamw";

    /// <summary>The learning rate, above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary><c>constant</c>, or <c>cosine</c>: the learning rate falls along half a cosine to 0.</summary>
    public string Schedule { get; init; } = "constant";

    /// <summary>The weight decay, at least 0.</summary>
    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Rows a batch, at least 1.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Epochs at most, at least 1.</summary>
    public int Epochs { get; init; } = 50;

    /// <summary>Epochs without a better validation value after which training stops; 0: never.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>The largest gradient norm; 0: any.</summary>
    public double ClippingNorm { get; init; } = 5;

    /// <summary>The id of the <see cref="Fairness.SelectionRule"/> that chooses the epoch by validation rows: AUROC
    /// overall and of the groups with 10 positives and negatives, recalls of the classes. All but
    /// <c>medfair_minimax_pareto</c>.</summary>
    public string Selection { get; init; } = "worst_group";

    /// <summary>The largest gap that the rule <c>gap_constrained</c> admits, at least 0.</summary>
    public double GapLimit { get; init; } = 0.05;
}
