using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class RankCorrelationTests
{
    [Fact]
    public void Worked_by_hand_with_a_tie()
    {
        // Pairs of (1,1) (2,2) (2,3) (4,1): concordant 2, discordant 2, tied in x 1, tied in y 1.
        Assert.Equal(0, RankCorrelation.KendallTauB([1, 2, 2, 4], [1, 2, 3, 1]).Value, 1e-15);
        Assert.Equal(1 / 3.0, RankCorrelation.KendallTauB([1, 2, 3], [1, 3, 2]).Value, 1e-15);
        Assert.Equal(0.5, RankCorrelation.Spearman([1, 2, 3], [1, 3, 2]).Value, 1e-15);
    }

    [Fact]
    public void Tau_equals_its_definition_by_pairs_for_any_ties()
    {
        for (int round = 0; round < 200; round++)
        {
            RandomSource random = RandomSource.For(3, "tau", round);
            int n = 2 + random.NextInt32(30);
            double[] x = [.. Enumerable.Range(0, n).Select(_ => (double)random.NextInt32(6))];
            double[] y = [.. Enumerable.Range(0, n).Select(_ => (double)random.NextInt32(9))];
            Statistic tau = RankCorrelation.KendallTauB(x, y);
            double score = 0;
            double freeX = 0;
            double freeY = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    score += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
                    freeX += x[i] == x[j] ? 0 : 1;
                    freeY += y[i] == y[j] ? 0 : 1;
                }
            }

            Assert.Equal(freeX > 0 && freeY > 0, tau.IsDefined);
            if (tau.IsDefined)
            {
                Assert.Equal(score / Math.Sqrt(freeX * freeY), tau.Value, 1e-12);
                Assert.Equal(-tau.Value, RankCorrelation.KendallTauB(x, [.. y.Select(v => -v)]).Value, 1e-12);
                Assert.Equal(
                    RankCorrelation.Spearman(x, y).Value,
                    RankCorrelation.Spearman([.. x.Select(Math.Exp)], y).Value,
                    1e-12);
            }
        }
    }

    [Fact]
    public void A_constant_side_has_no_order()
    {
        Assert.Equal(UndefinedReason.ZeroVariance, RankCorrelation.KendallTauB([1, 1], [1, 2]).Reason);
        Assert.Equal(UndefinedReason.ZeroVariance, RankCorrelation.Spearman([1, 1], [1, 2]).Reason);
        Assert.Equal(UndefinedReason.TooFewRows, RankCorrelation.Spearman([1], [1]).Reason);
        Assert.Throws<ArgumentException>(() => RankCorrelation.KendallTauB([1, 2], [1]));
    }
}
