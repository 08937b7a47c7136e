namespace Isonomia.Adaptation;

/// <summary>The Sinkhorn divergence of two samples of numbers, cost ½(x − y)², ε = blur².</summary>
/// <remarks>Sources: Feydy, Séjourné, Vialard, Amari, Trouvé and Peyré, AISTATS 2019, eq. 3 (self terms taken off); in
/// one dimension and for ε → 0 it is half the squared Wasserstein-2 distance, computed by sorting.</remarks>
internal static class SinkhornDivergence
{
    /// <summary>Below this blur the limit is taken: ε is then too small for the iteration and for single
    /// precision.</summary>
    internal const double SmallestBlur = 1e-3;

    private const int MostRounds = 20_000;

    /// <summary>Computes the divergence and its gradient with respect to the first sample.</summary>
    /// <param name="x">The first sample.</param>
    /// <param name="y">The second sample, through which no gradient flows.</param>
    /// <param name="blur">The blur, at least 0.</param>
    /// <param name="gradient">Receives the gradient, shape as <paramref name="x"/>.</param>
    /// <returns>The divergence, at least 0 up to rounding.</returns>
    internal static double Of(double[] x, double[] y, double blur, double[] gradient)
    {
        if (blur < SmallestBlur)
        {
            return Sorted(x, y, gradient);
        }

        double[] cross = new double[x.Length];
        double[] own = new double[x.Length];
        double between = Transport(x, y, blur * blur, cross);
        double first = Transport(x, x, blur * blur, own);
        double second = Transport(y, y, blur * blur, new double[y.Length]);
        for (int i = 0; i < x.Length; i++)
        {
            gradient[i] = cross[i] - own[i];
        }

        return between - ((first + second) / 2);
    }

    /// <summary>½W₂² by the coupling of sorted samples.</summary>
    private static double Sorted(double[] x, double[] y, double[] gradient)
    {
        int[] ofX = [.. Enumerable.Range(0, x.Length).OrderBy(i => x[i])];
        int[] ofY = [.. Enumerable.Range(0, y.Length).OrderBy(j => y[j])];
        Array.Clear(gradient);
        double value = 0;
        long i = 0;
        long j = 0;
        long at = 0;

        // Masses in units of 1/(n·m), so that the coupling is exact.
        while (i < x.Length && j < y.Length)
        {
            long next = Math.Min((i + 1) * y.Length, (j + 1) * x.Length);
            double mass = (double)(next - at) / ((double)x.Length * y.Length);
            double apart = x[ofX[i]] - y[ofY[j]];
            value += mass * apart * apart / 2;
            gradient[ofX[i]] += mass * apart;
            at = next;
            i += at == (i + 1) * y.Length ? 1 : 0;
            j += at == (j + 1) * x.Length ? 1 : 0;
        }

        return value;
    }

    /// <summary>OT_ε with uniform weights by the dual iteration in logarithms; the gradient is Σ_j π_ij (x_i − y_j) for
    /// each x_i of the first place.</summary>
    private static double Transport(double[] x, double[] y, double epsilon, double[] gradient)
    {
        double[] f = new double[x.Length];
        double[] g = new double[y.Length];
        for (int round = 0; round < MostRounds; round++)
        {
            double change = Update(f, x, y, g, epsilon) + Update(g, y, x, f, epsilon);
            if (change < 1e-13)
            {
                break;
            }
        }

        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                double apart = x[i] - y[j];
                double mass = Math.Exp((f[i] + g[j] - (apart * apart / 2)) / epsilon) / ((double)x.Length * y.Length);
                gradient[i] += mass * apart;
            }
        }

        return f.Average() + g.Average();
    }

    private static double Update(double[] f, double[] x, double[] y, double[] g, double epsilon)
    {
        double change = 0;
        double[] terms = new double[y.Length];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                double apart = x[i] - y[j];
                terms[j] = (g[j] - (apart * apart / 2)) / epsilon;
            }

            double largest = terms.Max();
            double fresh = -epsilon * (largest + Math.Log(terms.Sum(term => Math.Exp(term - largest)) / y.Length));
            change = Math.Max(change, Math.Abs(fresh - f[i]));
            f[i] = fresh;
        }

        return change;
    }
}
