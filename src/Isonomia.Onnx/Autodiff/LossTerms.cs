namespace Isonomia.Onnx;

/// <summary>A loss as a sum and what the sum is divided by, so that parts of a batch can be put together: the sums and
/// the divisors of the parts add up to those of the whole.</summary>
/// <param name="Sum">The sum, a scalar.</param>
/// <param name="Weight">What it is divided by where that comes with the batch, a scalar; null otherwise.</param>
/// <param name="Count">What it is divided by where that is a number of elements; null where it is a plain sum.</param>
/// <param name="Rows">The share of each row in the sum, shape [n]; null where rows are compared with each other, so
/// that no part of a batch has a loss of its own.</param>
internal sealed record LossTerms(Value Sum, Value? Weight, double? Count, Func<Value>? Rows)
{
    internal Value Value => Weight is { } weight ? Sum / weight : Sum * (1 / (Count ?? 1));

    /// <summary>The mean over all elements, or the weighted one.</summary>
    internal static LossTerms Mean(Value losses, Value? weights = null)
    {
        Value counted = weights is null ? losses : losses * weights;
        return new LossTerms(
            AllSum(counted), weights is null ? null : AllSum(weights), weights is null ? losses.Count : null,
            () => RowSum(counted));
    }

    /// <summary>The sum over all elements of all terms; rows lie on the first axis.</summary>
    internal static LossTerms Total(IReadOnlyList<Value> terms)
    {
        NodeWriter writer = terms[0].Writer;
        bool hasRows = terms.All(term => term.Rank > 0 && term.Shape[0] == terms[0].Shape[0]);
        return new LossTerms(
            writer.SumOf([.. terms.Select(AllSum)]), null, null,
            hasRows ? () => writer.SumOf([.. terms.Select(RowSum)]) : null);
    }

    /// <summary>A loss that compares rows with each other.</summary>
    internal static LossTerms Undivided(Value loss) => new(loss, null, null, null);

    internal static Value AllMean(Value value) => AllSum(value) * (1.0 / value.Count);

    private static Value AllSum(Value value) =>
        value.Sum([.. Enumerable.Range(0, value.Rank).Select(axis => (long)axis)], keep: false);

    private static Value RowSum(Value value) =>
        value.Sum([.. Enumerable.Range(1, value.Rank - 1).Select(axis => (long)axis)], keep: false);
}
