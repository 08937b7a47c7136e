namespace Isonomia.Adaptation;

/// <summary>A model that is trained with its head, and which of its weights are.</summary>
public sealed record BackboneRequest
{
    /// <summary>The folder with the model and its card.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>What is trained besides the head: <c>head</c> (nothing), <c>bias</c>, <c>lora</c>, <c>last_layers</c>
    /// or <c>full</c>; or instead of a head: <c>prompt</c>, the context of prompts of a dual encoder.</summary>
    public string Adapter { get; init; } = "head";

    /// <summary>The prompts whose context is trained; with <c>prompt</c> alone, else null.</summary>
    public PromptRequest? Prompt { get; init; }

    /// <summary>The rank of low-rank adapters, at least 1.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of the adapters' scale, above 0.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Which products get adapters: names of nodes or weights with <c>*</c> and <c>?</c>.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = ["*"];

    /// <summary>How many layers <c>last_layers</c> trains, at least 1.</summary>
    public int LayerCount { get; init; } = 4;

    /// <summary>Parts of equally many rows that a batch is taken in, at least 1 and a divisor of the batch: the step is
    /// that of the whole batch up to rounding, and memory is that of a part.</summary>
    public int PartCount { get; init; } = 1;

    /// <summary>Whether the backward pass computes activations again instead of keeping them: less memory, more
    /// time.</summary>
    public bool RecomputesActivations { get; init; }

    /// <summary>The share of the adapters' inputs that is dropped in training, in [0, 1); above 0 with <c>lora</c>
    /// alone.</summary>
    public double Dropout { get; init; }

    /// <summary>The bits that the weights under the adapters are rounded to and kept in while the training lasts: 8, 4,
    /// or null for float32; with <c>lora</c> alone.</summary>
    public int? Bits { get; init; }

    /// <summary>Threads of one training, at least 1. Training gives the same bytes for the same number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Bytes of memory that the frozen part's results may take; more go to a file that is gone when the
    /// process ends.</summary>
    public long MostMemory { get; init; } = 2L << 30;
}
