using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>How far shares lie from reference shares.</summary>
internal static class Divergence
{
    /// <summary>Σ p ln(p/r), p = 0 giving 0; undefined (zero_category) where r = 0 &lt; p.</summary>
    internal static Statistic KullbackLeibler(IReadOnlyList<double> shares, IReadOnlyList<double> reference)
    {
        double sum = 0;
        for (int i = 0; i < shares.Count; i++)
        {
            if (shares[i] > 0 && reference[i] == 0)
            {
                return UndefinedReason.ZeroCategory;
            }

            sum += shares[i] == 0 ? 0 : shares[i] * Math.Log(shares[i] / reference[i]);
        }

        return sum;
    }

    /// <summary>½ KL(p‖m) + ½ KL(r‖m) with m = (p + r) / 2.</summary>
    internal static double JensenShannon(IReadOnlyList<double> shares, IReadOnlyList<double> reference)
    {
        double[] middle = [.. shares.Select((share, i) => (share + reference[i]) / 2)];
        return (KullbackLeibler(shares, middle).Value + KullbackLeibler(reference, middle).Value) / 2;
    }

    /// <summary>½ Σ |p − r|.</summary>
    internal static double TotalVariation(IReadOnlyList<double> shares, IReadOnlyList<double> reference) =>
        shares.Select((share, i) => Math.Abs(share - reference[i])).Sum() / 2;

    /// <summary>√(½ Σ (√p − √r)²).</summary>
    internal static double Hellinger(IReadOnlyList<double> shares, IReadOnlyList<double> reference) =>
        Math.Sqrt(shares.Select((share, i) => Math.Pow(Math.Sqrt(share) - Math.Sqrt(reference[i]), 2)).Sum() / 2);
}
