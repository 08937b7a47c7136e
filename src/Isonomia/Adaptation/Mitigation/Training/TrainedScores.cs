namespace Isonomia.Adaptation;

/// <summary>What a trained classifier says about every row of a problem.</summary>
/// <param name="Scores">The probability of the positive class, shape [n]; of more than two classes of every one, shape
/// [n, K].</param>
/// <param name="Epochs">Epochs trained.</param>
/// <param name="BestEpoch">The epoch whose parameters were kept, from 1; 0 where none was chosen.</param>
/// <param name="ValidationValue">The selection value on validation rows.</param>
/// <param name="Trainings">How many classifiers were trained.</param>
internal sealed record TrainedScores(
    double[] Scores, int Epochs, int BestEpoch, double ValidationValue, int Trainings = 1);
