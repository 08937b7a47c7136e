using MathNet.Numerics;

namespace Isonomia.Numerics;

/// <summary>The Kruskal–Wallis test: whether numbers of several groups come from one distribution, by their
/// ranks.</summary>
/// <param name="H">The statistic, corrected for ties.</param>
/// <param name="DegreesOfFreedom">Groups with a number, less one.</param>
/// <param name="P">The upper tail of χ², or why there is none: <c>single_group</c>, <c>zero_variance</c>.</param>
/// <param name="EpsilonSquared">The effect H / (n − 1), in [0, 1], or why there is none.</param>
/// <remarks>Source: Kruskal and Wallis, JASA 47 (1952), 583–621; ε² after Tomczak and Tomczak, Trends in Sport Sciences
/// 1 (2014), 19–25.</remarks>
public sealed record KruskalWallis(double H, int DegreesOfFreedom, Statistic P, Statistic EpsilonSquared)
{
    /// <summary>Runs the test.</summary>
    /// <param name="values">The numbers, all finite, shape [n].</param>
    /// <param name="groups">The group of each, from 0, shape [n].</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static KruskalWallis Of(ReadOnlySpan<double> values, ReadOnlySpan<int> groups)
    {
        if (values.Length != groups.Length)
        {
            throw new ArgumentException($"There are {values.Length} values and {groups.Length} groups; expected one "
                + $"of each.", nameof(groups));
        }

        int count = 0;
        foreach (int group in groups)
        {
            count = Math.Max(count, group + 1);
        }

        double[] ranks = MidRanks.Of(values);
        double[] sums = new double[count];
        int[] sizes = new int[count];
        for (int i = 0; i < ranks.Length; i++)
        {
            sums[groups[i]] += ranks[i];
            sizes[groups[i]]++;
        }

        double n = values.Length;
        int present = sizes.Count(size => size > 0);
        if (present < 2)
        {
            return new KruskalWallis(0, 0, UndefinedReason.SingleGroup, UndefinedReason.SingleGroup);
        }

        double ties = ranks.GroupBy(rank => rank).Sum(group => Math.Pow(group.Count(), 3) - group.Count());
        double correction = 1 - (ties / ((n * n * n) - n));
        if (!(correction > 0))
        {
            return new KruskalWallis(0, present - 1, UndefinedReason.ZeroVariance, UndefinedReason.ZeroVariance);
        }

        double h = 0;
        for (int g = 0; g < count; g++)
        {
            h += sizes[g] == 0 ? 0 : sums[g] * sums[g] / sizes[g];
        }

        h = ((12 / (n * (n + 1)) * h) - (3 * (n + 1))) / correction;
        h = Math.Max(0, h);
        return new KruskalWallis(h, present - 1, SpecialFunctions.GammaUpperRegularized((present - 1) / 2.0, h / 2),
            Math.Min(1, h / (n - 1)));
    }
}
