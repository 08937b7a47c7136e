using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Draws how often every unit is in a replicate (specification §20, A8).</summary>
internal sealed class DrawCounts
{
    private const int PoissonEnd = 20;
    private static readonly double[] PoissonCumulative = CumulatePoisson();

    private readonly int _unitCount;
    private readonly bool _isPoisson;
    private readonly int[][]? _strata;
    private readonly ulong _seed;
    private readonly string _procedure;

    private DrawCounts(int unitCount, bool isPoisson, int[][]? strata, ulong seed, string procedure)
    {
        _procedure = procedure;
        _unitCount = unitCount;
        _isPoisson = isPoisson;
        _strata = strata;
        _seed = seed;
    }

    /// <summary>Units of each stratum, or null where all are drawn together.</summary>
    internal IReadOnlyList<int[]>? Strata => _strata;

    /// <summary>Prepares the draws of a scheme.</summary>
    /// <param name="rows">The rows with their units.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="procedure">What the draws are for; another name gives other draws.</param>
    /// <returns>The draws.</returns>
    internal static DrawCounts Of(AuditedRows rows, BootstrapScheme scheme, ulong seed,
        string procedure = "bootstrap") => new(
        rows.UnitCount,
        scheme == BootstrapScheme.Poisson,
        scheme == BootstrapScheme.PatientStratified ? StrataOf(rows) : null,
        seed,
        procedure);

    /// <summary>Draws one replicate into one lane.</summary>
    /// <param name="replicate">The replicate; its draws depend on nothing but the seed and this number.</param>
    /// <param name="counts">The counts, laid out [unit · 8 + lane]; those of the lane are zero before.</param>
    /// <param name="lane">The lane.</param>
    /// <exception cref="InvalidOperationException">A unit was drawn more than 255 times.</exception>
    internal void Fill(int replicate, Span<byte> counts, int lane)
    {
        RandomSource random = RandomSource.For(_seed, _procedure, replicate);
        if (_isPoisson)
        {
            for (int unit = 0; unit < _unitCount; unit++)
            {
                double uniform = random.NextDouble();
                byte count = 0;
                while (count < PoissonEnd && uniform >= PoissonCumulative[count])
                {
                    count++;
                }

                counts[(unit * Lanes.Count) + lane] = count;
            }

            return;
        }

        if (_strata is null)
        {
            for (int draw = 0; draw < _unitCount; draw++)
            {
                Add(ref counts[(random.NextInt32(_unitCount) * Lanes.Count) + lane]);
            }

            return;
        }

        foreach (int[] stratum in _strata)
        {
            for (int draw = 0; draw < stratum.Length; draw++)
            {
                Add(ref counts[(stratum[random.NextInt32(stratum.Length)] * Lanes.Count) + lane]);
            }
        }
    }

    private static void Add(ref byte count)
    {
        if (++count == 0)
        {
            throw new InvalidOperationException(
                "A unit was drawn more than 255 times in one replicate; counts are stored as bytes.");
        }
    }

    private static int[][] StrataOf(AuditedRows rows)
    {
        var signatures = new SortedSet<int>[rows.UnitCount];
        int[] single = [.. Enumerable.Range(0, rows.Groupings.Count).Where(g => !rows.Groupings[g].IsIntersection)];
        for (int row = 0; row < rows.Rows.Length; row++)
        {
            SortedSet<int> cells = signatures[rows.Units[row]] ??= [];
            foreach (int grouping in single)
            {
                cells.Add(rows.CellOfRow(grouping, row));
            }
        }

        return
        [
            .. Enumerable.Range(0, rows.UnitCount)
                .GroupBy(unit => string.Join(',', signatures[unit]), StringComparer.Ordinal)
                .Select(stratum => stratum.ToArray()),
        ];
    }

    private static double[] CumulatePoisson()
    {
        double[] cumulative = new double[PoissonEnd];
        double term = Math.Exp(-1);
        double sum = 0;
        for (int k = 0; k < PoissonEnd; k++)
        {
            sum += term;
            cumulative[k] = sum;
            term /= k + 1;
        }

        return cumulative;
    }
}
