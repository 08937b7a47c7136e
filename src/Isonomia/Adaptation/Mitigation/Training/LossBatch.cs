namespace Isonomia.Adaptation;

/// <summary>The rows of one step, with what the network says about them, and where gradients go.</summary>
internal sealed class LossBatch
{
    /// <summary>Rows of the problem, shape [m].</summary>
    internal required int[] Rows { get; init; }

    internal int Count => Rows.Length;

    internal required int ClassCount { get; init; }

    /// <summary>Outputs of the network, shape [m, outputs]; the logits of the classes for most methods.</summary>
    internal required double[] Logits { get; init; }

    internal required int[] Labels { get; init; }

    /// <summary>Groups, −1 where unknown.</summary>
    internal required int[] Groups { get; init; }

    internal required int GroupCount { get; init; }

    /// <summary>Weights of the rows.</summary>
    internal required double[] Weights { get; init; }

    /// <summary>The hidden layer, shape [m, h]; empty for a linear head.</summary>
    internal double[] Features { get; init; } = [];

    internal int FeatureCount => Count == 0 ? 0 : Features.Length / Count;

    /// <summary>The standardized embeddings, shape [m, d]; empty in tests of losses alone.</summary>
    internal float[] Inputs { get; init; } = [];

    /// <summary>Is added the gradient with respect to the logits.</summary>
    internal double[] LogitGradient => field ??= new double[Logits.Length];

    /// <summary>Is added the gradient with respect to the hidden layer.</summary>
    internal double[] FeatureGradient => field ??= new double[Features.Length];

    /// <summary>The step, from 0.</summary>
    internal int Step { get; init; }

    /// <summary>How far training is if it uses all epochs, in [0, 1).</summary>
    internal double Share { get; init; }

    internal int OutputCount => Count == 0 ? ClassCount : Logits.Length / Count;
}
