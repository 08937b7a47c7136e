using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Inequality of the benefit that single cases receive, and how much of it lies between groups.</summary>
/// <remarks>
/// Benefits are b = ŷ − y + 1, or s − y + 1 for scores, with mean μ. Source: Speicher et al., A unified approach to
/// quantifying
/// algorithmic unfairness, KDD 2018 (specification §6).
/// </remarks>
public static class GeneralizedEntropy
{
    /// <summary>The default parameter α.</summary>
    public const double DefaultAlpha = 2;

    /// <summary>The benefits b = p − y + 1 of predictions p, decisions or scores.</summary>
    /// <param name="predictions">Decisions 0 or 1, or scores in [0, 1], shape [n].</param>
    /// <param name="labels">The labels, 0 or 1, shape [n].</param>
    /// <returns>The benefits, in [0, 2], shape [n].</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A prediction lies outside [0, 1].</exception>
    public static double[] Benefits(ReadOnlySpan<double> predictions, ReadOnlySpan<sbyte> labels)
    {
        if (predictions.Length != labels.Length)
        {
            throw new ArgumentException(
                $"There are {predictions.Length} predictions and {labels.Length} labels; each row needs one of each.");
        }

        double[] benefits = new double[labels.Length];
        for (int i = 0; i < benefits.Length; i++)
        {
            benefits[i] = predictions[i] is >= 0 and <= 1
                ? predictions[i] - labels[i] + 1
                : throw new ArgumentOutOfRangeException(nameof(predictions), $"Prediction {i} lies outside [0, 1].");
        }

        return benefits;
    }

    /// <summary><c>gei(α)</c>: the generalized entropy index of the benefits.</summary>
    /// <remarks>
    /// Definition: Σ w ((b/μ)^α − 1) / (α (α − 1) Σ w); α = 1 the Theil index Σ w (b/μ) ln(b/μ) / Σ w with 0 ln 0 =
    /// 0; α = 0 the
    /// mean log deviation. Undefined: empty_group, zero_mean; zero_benefit for α ≤ 0 where a benefit is 0.
    /// </remarks>
    /// <param name="benefits">The benefits ≥ 0, shape [n].</param>
    /// <param name="alpha">The parameter α; larger weighs large benefits more.</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <returns>A value ≥ 0; 0 where all benefits are equal.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a benefit is negative.</exception>
    public static Statistic Index(
        ReadOnlySpan<double> benefits, double alpha = DefaultAlpha, ReadOnlySpan<double> weights = default)
    {
        Check(benefits, weights);
        (double weight, double mean) = Mean(benefits, weights);
        if (weight == 0 || mean == 0)
        {
            return weight == 0 ? UndefinedReason.EmptyGroup : UndefinedReason.ZeroMean;
        }

        CompensatedSum sum = default;
        for (int i = 0; i < benefits.Length; i++)
        {
            double w = Weight(weights, i);
            if (w == 0)
            {
                continue;
            }

            if (alpha <= 0 && benefits[i] == 0)
            {
                return UndefinedReason.ZeroBenefit;
            }

            sum.Add(w * Term(benefits[i] / mean, alpha));
        }

        return sum.Value / weight;
    }

    /// <summary><c>theil</c>: the index at α = 1.</summary>
    /// <param name="benefits">The benefits ≥ 0, shape [n].</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <returns>A value ≥ 0; undefined as <see cref="Index"/>.</returns>
    public static Statistic Theil(ReadOnlySpan<double> benefits, ReadOnlySpan<double> weights = default) =>
        Index(benefits, 1, weights);

    /// <summary>
    /// <c>cv@aif360</c>: the coefficient of variation √(2 gei(2)), standard deviation over mean of the benefits.
    /// </summary>
    /// <param name="benefits">The benefits ≥ 0, shape [n].</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <returns>A value ≥ 0; undefined as <see cref="Index"/>.</returns>
    public static Statistic CoefficientOfVariation(
        ReadOnlySpan<double> benefits, ReadOnlySpan<double> weights = default) =>
        Index(benefits, 2, weights).Select(static gei => Math.Sqrt(2 * gei));

    /// <summary>
    /// <c>cv@holisticai</c>: 2 √gei(2), larger than <see cref="CoefficientOfVariation"/> by √2; for parity only.
    /// </summary>
    /// <param name="benefits">The benefits ≥ 0, shape [n].</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <returns>A value ≥ 0; undefined as <see cref="Index"/>.</returns>
    public static Statistic CoefficientOfVariationHolisticAi(
        ReadOnlySpan<double> benefits, ReadOnlySpan<double> weights = default) =>
        Index(benefits, 2, weights).Select(static gei => 2 * Math.Sqrt(gei));

    /// <summary>
    /// <c>gei(0)@aif360</c>: −mean(ln(b/μ)/μ), with the extra division AIF360 makes; for parity only.
    /// </summary>
    /// <param name="benefits">The benefits ≥ 0, shape [n].</param>
    /// <returns>A value; undefined as <see cref="Index"/> at α = 0.</returns>
    public static Statistic MeanLogDeviationAif360(ReadOnlySpan<double> benefits)
    {
        double mean = Mean(benefits, default).Mean;
        return Index(benefits, 0).Select(gei => gei / mean);
    }

    /// <summary><c>gei_between</c> and <c>gei_within</c>: how much of the index lies between groups.</summary>
    /// <remarks>Between: the index with every benefit replaced by the mean of its group; within is the rest.</remarks>
    /// <param name="benefits">The benefits ≥ 0, shape [n].</param>
    /// <param name="groups">The group of every row, at least 0; rows with -1 are left out of all three, shape
    /// [n].</param>
    /// <param name="alpha">The parameter α.</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <returns>The parts.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a benefit is negative.</exception>
    public static EntropyDecomposition Decompose(
        ReadOnlySpan<double> benefits,
        ReadOnlySpan<int> groups,
        double alpha = DefaultAlpha,
        ReadOnlySpan<double> weights = default)
    {
        Check(benefits, weights);
        if (groups.Length != benefits.Length)
        {
            throw new ArgumentException(
                $"There are {benefits.Length} benefits and {groups.Length} groups; each row needs one of each.");
        }

        Dictionary<int, (double Weight, double Sum)> sums = [];
        double[] used = new double[benefits.Length];
        for (int i = 0; i < used.Length; i++)
        {
            used[i] = groups[i] < 0 ? 0 : Weight(weights, i);
            (double weight, double sum) = sums.GetValueOrDefault(groups[i]);
            sums[groups[i]] = (weight + used[i], sum + (used[i] * benefits[i]));
        }

        double[] means = new double[used.Length];
        for (int i = 0; i < means.Length; i++)
        {
            (double weight, double sum) = sums[groups[i]];
            means[i] = weight == 0 ? 0 : sum / weight;
        }

        return new EntropyDecomposition(Index(benefits, alpha, used), Index(means, alpha, used));
    }

    private static double Term(double ratio, double alpha) => alpha switch
    {
        0 => -Math.Log(ratio),
        1 => ratio == 0 ? 0 : ratio * Math.Log(ratio),
        2 => ((ratio * ratio) - 1) / 2,
        _ => (Math.Pow(ratio, alpha) - 1) / (alpha * (alpha - 1)),
    };

    private static (double Weight, double Mean) Mean(ReadOnlySpan<double> benefits, ReadOnlySpan<double> weights)
    {
        CompensatedSum sum = default, weight = default;
        for (int i = 0; i < benefits.Length; i++)
        {
            sum.Add(Weight(weights, i) * benefits[i]);
            weight.Add(Weight(weights, i));
        }

        return (weight.Value, weight.Value == 0 ? 0 : sum.Value / weight.Value);
    }

    private static double Weight(ReadOnlySpan<double> weights, int row) => weights.IsEmpty ? 1 : weights[row];

    private static void Check(ReadOnlySpan<double> benefits, ReadOnlySpan<double> weights)
    {
        if (!weights.IsEmpty && weights.Length != benefits.Length)
        {
            throw new ArgumentException(
                $"There are {benefits.Length} benefits and {weights.Length} weights; each row needs one of each.");
        }

        for (int i = 0; i < benefits.Length; i++)
        {
            if (!(benefits[i] >= 0))
            {
                throw new ArgumentException(
                    $"Benefit {i} is negative or missing; benefits are at least 0.", nameof(benefits));
            }
        }
    }
}
