using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>Who is among the patients without a value, by a prediction that is validated on those with one.</summary>
internal static class MissingGroupShares
{
    private const int Replicates = 1_000;
    private const int FewestToValidate = 30;
    private const double LeastSkill = 0.05;

    /// <summary>Estimates the share of every group.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="column">The name of the column with the prediction.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="known">The known group of every patient, -1 where it is missing.</param>
    /// <param name="predicted">The predicted group, -1 where there is none.</param>
    /// <param name="sites">The site of every patient, or all 0.</param>
    /// <param name="siteCount">How many sites there are.</param>
    /// <param name="random">Draws the bootstrap.</param>
    internal static IEnumerable<MissingGroupShare> Of(
        string attribute, string column, IReadOnlyList<string> groups, int[] known, int[] predicted, int[] sites,
        int siteCount, RandomSource random)
    {
        int[] seen = [.. Enumerable.Range(0, known.Length).Where(i => known[i] >= 0 && predicted[i] >= 0)];
        int[] missing = [.. Enumerable.Range(0, known.Length).Where(i => known[i] < 0 && predicted[i] >= 0)];
        int all = known.Count(code => code >= 0);
        for (int g = 0; g < groups.Count; g++)
        {
            int members = seen.Count(i => known[i] == g);
            double? share = all == 0 ? null : (double)known.Count(code => code == g) / all;
            string? undefined = missing.Length < FewestToValidate
                ? $"{missing.Length} patients without a value have a prediction; {FewestToValidate} are needed"
                : members < FewestToValidate || seen.Length - members < FewestToValidate
                    ? $"{members} patients of the group and {seen.Length - members} others validate the prediction; "
                        + $"{FewestToValidate} of each are needed"
                    : null;
            if (undefined is not null)
            {
                yield return new MissingGroupShare(attribute, groups[g], column, missing.Length, null, null, null,
                    null, null, null, share, undefined);
                continue;
            }

            double hit = (double)seen.Count(i => known[i] == g && predicted[i] == g) / members;
            double alarm = (double)seen.Count(i => known[i] != g && predicted[i] == g) / (seen.Length - members);
            double called = (double)missing.Count(i => predicted[i] == g) / missing.Length;
            if (hit - alarm < LeastSkill)
            {
                yield return new MissingGroupShare(attribute, groups[g], column, missing.Length, called, hit, alarm,
                    null, null, null, share, "the prediction hardly tells the group from the others");
                continue;
            }

            double[] drawn = [.. Bootstrap(g, known, predicted, sites, siteCount, seen, missing, random).Order()];
            yield return new MissingGroupShare(attribute, groups[g], column, missing.Length, called, hit, alarm,
                Estimate(g, known, predicted, sites, siteCount, seen, missing),
                drawn[(int)(0.025 * (drawn.Length - 1))], drawn[(int)Math.Ceiling(0.975 * (drawn.Length - 1))], share,
                null);
        }
    }

    private static IEnumerable<double> Bootstrap(
        int group, int[] known, int[] predicted, int[] sites, int siteCount, int[] seen, int[] missing,
        RandomSource random)
    {
        int[] drawnSeen = new int[seen.Length];
        int[] drawnMissing = new int[missing.Length];
        for (int b = 0; b < Replicates; b++)
        {
            Draw(seen, drawnSeen, random);
            Draw(missing, drawnMissing, random);
            double value = Estimate(group, known, predicted, sites, siteCount, drawnSeen, drawnMissing);
            if (!double.IsNaN(value))
            {
                yield return value;
            }
        }
    }

    private static void Draw(int[] from, int[] to, RandomSource random)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = from[random.NextInt32(from.Length)];
        }
    }

    /// <summary>The estimate of each site, weighted by its patients without a value; a site with too few to validate
    /// takes the rates of all.</summary>
    private static double Estimate(
        int group, int[] known, int[] predicted, int[] sites, int siteCount, int[] seen, int[] missing)
    {
        // By site, and over all in the last place: members, hits, others, alarms, missing, called.
        double[,] n = new double[siteCount + 1, 6];
        foreach (int i in seen)
        {
            int site = Math.Max(0, sites[i]);
            int place = known[i] == group ? 0 : 2;
            n[site, place]++;
            n[siteCount, place]++;
            if (predicted[i] == group)
            {
                n[site, place + 1]++;
                n[siteCount, place + 1]++;
            }
        }

        foreach (int i in missing)
        {
            int site = Math.Max(0, sites[i]);
            n[site, 4]++;
            n[site, 5] += predicted[i] == group ? 1 : 0;
        }

        double sum = 0;
        for (int s = 0; s < siteCount; s++)
        {
            int from = n[s, 0] >= FewestToValidate && n[s, 2] >= FewestToValidate ? s : siteCount;
            double hit = n[from, 1] / n[from, 0];
            double alarm = n[from, 3] / n[from, 2];
            sum += n[s, 4] == 0 ? 0 : n[s, 4] * (((n[s, 5] / n[s, 4]) - alarm) / (hit - alarm));
        }

        // Cut once over all: cutting each site would push small sites to the ends.
        return Math.Clamp(sum / missing.Length, 0, 1);
    }
}
