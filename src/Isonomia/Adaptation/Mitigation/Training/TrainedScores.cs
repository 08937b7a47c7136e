namespace Isonomia.Adaptation;

/// <summary>What a trained classifier says about every row of a problem.</summary>
/// <param name="Scores">The probability of the positive class, shape [n]; of more than two classes of every one, shape
/// [n, K].</param>
/// <param name="Epochs">Epochs trained.</param>
/// <param name="BestEpoch">The epoch whose parameters were kept, from 1; 0 where none was chosen.</param>
/// <param name="ValidationValue">The selection value on validation rows.</param>
/// <param name="Trainings">How many classifiers were trained.</param>
internal sealed record TrainedScores(
    double[] Scores, int Epochs, int BestEpoch, double ValidationValue, int Trainings = 1)
{
    /// <summary>Every epoch, where the method has one training that is followed.</summary>
    internal IReadOnlyList<TuneEpoch> History { get; init; } = [];

    /// <summary>The model that gives the scores, where one was trained; else null.</summary>
    internal TunedWeights? Tuned { get; init; }

    /// <summary>The linear head on the problem's embeddings that gives the scores, where it is one; else
    /// null.</summary>
    internal LinearLayer? Layer { get; init; }
}

/// <summary>A linear layer on values that are not standardized.</summary>
/// <param name="Weights">Shape [d, outputs].</param>
/// <param name="Bias">Shape [outputs].</param>
internal sealed record LinearLayer(float[] Weights, float[] Bias);
