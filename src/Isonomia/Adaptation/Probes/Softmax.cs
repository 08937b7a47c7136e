namespace Isonomia.Adaptation;

/// <summary>From margins to probabilities.</summary>
internal static class Softmax
{
    /// <summary>exp(m)/Σ exp(m), in place.</summary>
    internal static void Apply(Span<double> margins)
    {
        double largest = double.NegativeInfinity;
        foreach (double margin in margins)
        {
            largest = Math.Max(largest, margin);
        }

        double sum = 0;
        foreach (ref double margin in margins)
        {
            margin = Math.Exp(margin - largest);
            sum += margin;
        }

        foreach (ref double margin in margins)
        {
            margin /= sum;
        }
    }

    /// <summary>max(v, 0)/Σ max(v, 0), in place; even shares where nothing is above zero.</summary>
    internal static void Share(Span<double> values)
    {
        double sum = 0;
        foreach (ref double value in values)
        {
            value = Math.Max(value, 0);
            sum += value;
        }

        foreach (ref double value in values)
        {
            value = sum > 0 ? value / sum : 1.0 / values.Length;
        }
    }
}
