using MathNet.Numerics;

namespace Isonomia.Numerics;

/// <summary>The law of Kolmogorov's one-sample distance D_n.</summary>
/// <remarks>
/// <para>Matrix power of Marsaglia, Tsang and Wang, J. Statistical Software 8(18), 2003; twice the one-sided tail of
/// Birnbaum and Tingey 1951 for D ≥ ½ (exact) and n·D² &gt; 18 (where both sides cannot be exceeded but with
/// probability below 10⁻³⁰).</para>
/// </remarks>
internal static class OneSampleKolmogorov
{
    private const int MatrixLimit = 2000;
    private const double TailLimit = 18;
    private const double Large = 1e140;

    /// <summary>P(D_n ≥ d).</summary>
    /// <param name="d">The distance.</param>
    /// <param name="n">The sample size, at least 1.</param>
    /// <returns>The probability; above n = 2,000 and inside n·d² ≤ 18 Kolmogorov's limit.</returns>
    internal static double UpperTail(double d, int n) =>
        d >= 1 ? 0
        : n * d <= 0.5 ? 1
        : d >= 0.5 || n * d * d > TailLimit ? Math.Min(1, 2 * OneSided(d, n))
        : n > MatrixLimit ? KolmogorovSmirnov.Limit(d * Math.Sqrt(n))
        : Math.Clamp(1 - Cdf(d, n), 0, 1);

    /// <summary>P(D⁺_n ≥ d) = d Σ_j C(n, j) (1 − d − j/n)^{n−j} (d + j/n)^{j−1}.</summary>
    private static double OneSided(double d, int n)
    {
        double sum = 0;
        for (int j = 0; j <= n * (1 - d); j++)
        {
            double rest = 1 - d - (j / (double)n);
            double log = SpecialFunctions.BinomialLn(n, j) + ((j - 1) * Math.Log(d + (j / (double)n)));
            sum += rest > 0 ? Math.Exp(log + ((n - j) * Math.Log(rest))) : 0;
        }

        return d * sum;
    }

    private static double Cdf(double d, int n)
    {
        int k = (int)(n * d) + 1;
        int size = (2 * k) - 1;
        (double[] power, int exponent) = Power(Transition(size, k - (n * d)), size, n);
        double value = power[((k - 1) * size) + k - 1];
        for (int i = 1; i <= n; i++)
        {
            value *= i / (double)n;
            if (value < 1 / Large)
            {
                value *= Large;
                exponent--;
            }
        }

        return value * Math.Pow(Large, exponent);
    }

    private static double[] Transition(int size, double h)
    {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= Math.Min(i + 1, size - 1); j++)
            {
                matrix[(i * size) + j] = 1;
            }
        }

        for (int i = 0; i < size; i++)
        {
            matrix[i * size] -= Math.Pow(h, i + 1);
            matrix[((size - 1) * size) + i] -= Math.Pow(h, size - i);
        }

        matrix[(size - 1) * size] += 2 * h > 1 ? Math.Pow((2 * h) - 1, size) : 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                // Beyond 170 the factorial is infinite in double; the entry is then 0 in double as well.
                matrix[(i * size) + j] *= Math.Exp(-SpecialFunctions.GammaLn(i - j + 2));
            }
        }

        return matrix;
    }

    private static (double[] Matrix, int Exponent) Power(double[] matrix, int size, int n)
    {
        double[] result = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            result[(i * size) + i] = 1;
        }

        int exponent = 0;
        double[] square = matrix;
        int squareExponent = 0;
        for (int rest = n; rest > 0; rest >>= 1)
        {
            if ((rest & 1) == 1)
            {
                result = Product(result, square, size);
                exponent += squareExponent + Scale(result, size);
            }

            square = rest > 1 ? Product(square, square, size) : square;
            squareExponent = (2 * squareExponent) + Scale(square, size);
        }

        return (result, exponent);
    }

    private static int Scale(double[] matrix, int size)
    {
        if (matrix[((size / 2) * size) + (size / 2)] <= Large)
        {
            return 0;
        }

        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] /= Large;
        }

        return 1;
    }

    private static double[] Product(double[] a, double[] b, int size)
    {
        double[] product = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int l = 0; l < size; l++)
            {
                double factor = a[(i * size) + l];
                for (int j = 0; j < size && factor != 0; j++)
                {
                    product[(i * size) + j] += factor * b[(l * size) + j];
                }
            }
        }

        return product;
    }
}
