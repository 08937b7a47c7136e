using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Ranks models over settings (specification §11.11).</summary>
internal static class ModelRanking
{
    private const int RankingDigits = 12;

    /// <summary>Ranks.</summary>
    /// <param name="id">What is ranked by.</param>
    /// <param name="models">The models, k of them.</param>
    /// <param name="scores">One row a setting, one column a model, shape [N][k].</param>
    /// <param name="higherIsBetter">Whether the largest score has rank 1.</param>
    /// <param name="alpha">The level.</param>
    /// <returns>The ranking.</returns>
    internal static ComparisonRanking Of(
        string id, IReadOnlyList<string> models, IReadOnlyList<double[]> scores, bool higherIsBetter, double alpha)
    {
        // Means over runs differ in their last bits where they are equal on paper; those are ties.
        double[][] rounded =
            [.. scores.Select(row => Array.ConvertAll(row, score => Math.Round(score, RankingDigits)))];
        int n = rounded.Length;
        int k = models.Count;
        double[] ranks = AverageRanks(rounded, k, higherIsBetter);
        int[] order = n == 0 ? [] : SortOrder.Ascending(ranks);
        var ranking = new ComparisonRanking
        {
            Id = id,
            Better = higherIsBetter ? "higher" : "lower",
            Settings = n,
            Models = [.. order.Select(model => new RankedModel(models[model], ranks[model]))],
            Undefined = k < 3 ? "too_few_models" : n < 2 ? "too_few_settings" : null,
            Sentence = string.Empty,
        };
        if (ranking.Undefined is null)
        {
            ranking = Test(ranking, Friedman.Of(rounded, higherIsBetter), models, alpha);
        }

        ranking = n == 0 ? ranking : ranking with { Pairs = Pairs(ranking, models, rounded, ranks, higherIsBetter) };
        return ranking with { Sentence = Sentence(ranking) };
    }

    private static double[] AverageRanks(double[][] scores, int k, bool higherIsBetter)
    {
        double[] sums = new double[k];
        foreach (double[] row in scores)
        {
            double[] ranks = MidRanks.Of(higherIsBetter ? Array.ConvertAll(row, static score => -score) : row);
            for (int j = 0; j < k; j++)
            {
                sums[j] += ranks[j];
            }
        }

        return Array.ConvertAll(sums, sum => sum / scores.Length);
    }

    private static ComparisonRanking Test(
        ComparisonRanking ranking, Friedman test, IReadOnlyList<string> models, double alpha)
    {
        if (!test.P.IsDefined)
        {
            return ranking with { Undefined = test.P.Reason!.Value.Id() };
        }

        double critical = Nemenyi.CriticalDifference(test.MethodCount, test.SettingCount, alpha);
        bool isSignificant = (test.ImanDavenportP.IsDefined ? test.ImanDavenportP : test.P).Value <= alpha;
        int[] order = [.. test.OrderBestFirst];
        return ranking with
        {
            ChiSquared = test.ChiSquared.ValueOrNull,
            P = test.P.ValueOrNull,
            ImanDavenport = test.ImanDavenport.ValueOrNull,
            ImanDavenportP = test.ImanDavenportP.ValueOrNull,
            IsSignificant = isSignificant,
            CriticalDifference = critical,
            Cliques = !isSignificant ? [] :
            [
                .. Nemenyi.Cliques([.. order.Select(model => test.AverageRanks[model])], critical)
                    .Select(run => order[run.First..(run.Last + 1)].Select(model => models[model]).ToArray()),
            ],
        };
    }

    private static RankedPair[] Pairs(
        ComparisonRanking ranking, IReadOnlyList<string> models, double[][] scores, double[] ranks, bool higherIsBetter)
    {
        (int A, int B)[] pairs =
            [
                .. Enumerable.Range(0, models.Count)
                .SelectMany(a => Enumerable.Range(a + 1, models.Count - a - 1).Select(b => (a, b)))];
        double sign = higherIsBetter ? 1 : -1;
        double[] p =
        [
            .. pairs.Select(pair => WilcoxonSignedRank.Of(
                [.. scores.Select(row => Math.Round(sign * (row[pair.A] - row[pair.B]), RankingDigits))]).P.ValueOrNaN),
        ];
        double[] adjusted = Multiplicity.Holm(p);
        return
        [
            .. pairs.Select((pair, i) =>
            {
                double difference = ranks[pair.A] - ranks[pair.B];
                return new RankedPair(
                    models[pair.A],
                    models[pair.B],
                    difference,
                    ranking.CriticalDifference is null ? null : Nemenyi.P(difference, models.Count, scores.Length),
                    ranking.CriticalDifference is { } critical ? Math.Abs(difference) >= critical : null,
                    double.IsNaN(p[i]) ? null : p[i],
                    double.IsNaN(adjusted[i]) ? null : adjusted[i]);
            }),
        ];
    }

    private static string Sentence(ComparisonRanking ranking)
    {
        string what = ranking.Id switch
        {
            "overall" => "the overall value",
            "worst_group" => "the worst group's value",
            _ => "the gap between groups",
        };
        if (ranking.Undefined is { } reason)
        {
            return reason switch
            {
                "too_few_models" => $"By {what}, {ranking.Models.Count} models cannot be tested for a difference of "
                    + "ranks; at least 3 are needed.",
                "too_few_settings" => $"By {what}, {Settings(ranking.Settings)} cannot show whether ranks hold "
                    + "elsewhere; at least 2 are needed.",
                _ => $"By {what}, all models are tied in every setting.",
            };
        }

        double p = ranking.ImanDavenportP ?? ranking.P!.Value;
        string shown = p < 0.001 ? "p < 0.001" : "p = " + p.ToString("0.000", CultureInfo.InvariantCulture);
        return ranking.IsSignificant == true
            ? $"By {what}, ranks differ over {Settings(ranking.Settings)} ({shown}); two models can be told apart "
                + "where their average "
                + $"ranks differ by {NumberWords.Of(ranking.CriticalDifference)} or more."
            : $"By {what}, ranks do not differ beyond chance over {Settings(ranking.Settings)} ({shown}); no groups of "
                + "models are drawn.";
    }

    private static string Settings(int count) => count == 1 ? "1 setting" : $"{count} settings";
}
