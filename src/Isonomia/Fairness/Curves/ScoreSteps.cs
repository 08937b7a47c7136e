using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// How many positives and negatives lie at or above each distinct score, in descending order of score.
/// </summary>
/// <remarks>The first step is the threshold +∞ with nothing selected; rows of weight 0 count as absent.</remarks>
internal sealed class ScoreSteps
{
    private ScoreSteps(List<double> thresholds, List<double> truePositives, List<double> falsePositives)
    {
        Thresholds = thresholds;
        TruePositives = truePositives;
        FalsePositives = falsePositives;
    }

    internal IReadOnlyList<double> Thresholds { get; }

    internal IReadOnlyList<double> TruePositives { get; }

    internal IReadOnlyList<double> FalsePositives { get; }

    internal int Count => Thresholds.Count;

    internal double Positives => TruePositives[^1];

    internal double Negatives => FalsePositives[^1];

    internal UndefinedReason? Problem =>
        Positives + Negatives == 0 ? UndefinedReason.EmptyGroup
        : Positives == 0 ? UndefinedReason.NoPositives
        : Negatives == 0 ? UndefinedReason.NoNegatives
        : null;

    internal static ScoreSteps Of(in BinaryRows rows)
    {
        (List<double> thresholds, List<double> hits, List<double> alarms) = ([double.PositiveInfinity], [0], [0]);
        CompensatedSum truePositives = default, falsePositives = default;
        for (int i = rows.Count - 1; i >= 0; i--)
        {
            if (rows.Weights[i] == 0)
            {
                continue;
            }

            if (rows.Labels[i] == 1)
            {
                truePositives.Add(rows.Weights[i]);
            }
            else
            {
                falsePositives.Add(rows.Weights[i]);
            }

            if (thresholds[^1] != rows.Scores[i])
            {
                thresholds.Add(rows.Scores[i]);
                hits.Add(0);
                alarms.Add(0);
            }

            hits[^1] = truePositives.Value;
            alarms[^1] = falsePositives.Value;
        }

        return new ScoreSteps(thresholds, hits, alarms);
    }
}
