using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>A number of every row whose distribution is compared, with the label that splits it into strata.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The number of every row, NaN where there is none, shape [n].</param>
/// <param name="LabelOf">1, 0, or -1 where unknown, of every row; null: there are no label strata.</param>
internal sealed record ComparedVariable(string Name, double[] Values, Func<int, int>? LabelOf)
{
    /// <summary>The scores of a table.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>One variable a score; none for pairs of masks.</returns>
    internal static IReadOnlyList<ComparedVariable> Scores(Outcome outcome) => outcome switch
    {
        Outcome.Binary binary => [new("score", binary.Scores, row => binary.Labels[row])],
        Outcome.Multiclass classes =>
        [
            .. classes.Classes.Select((name, k) => new ComparedVariable(
                $"score:{name}",
                [.. Enumerable.Range(0, classes.Labels.Length).Select(row =>
                    classes.Scores[(row * classes.Classes.Count) + k])],
                row => classes.Labels[row] < 0 ? -1 : classes.Labels[row] == k ? 1 : 0)),
        ],
        Outcome.Multilabel labels =>
        [
            .. labels.Names.Select((name, l) =>
                new ComparedVariable($"score:{name}", labels.Scores[l], row => labels.Labels[l][row])),
        ],
        Outcome.Regression regression => [new("prediction", regression.Predictions, null)],
        _ => [],
    };
}
