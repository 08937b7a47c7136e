namespace Isonomia.Adaptation;

/// <summary>Calibrated equalized odds: which share of a group's scores becomes its base rate.</summary>
internal static class BaseRateMixing
{
    internal static PostOutcome Fit(PostProblem problem)
    {
        List<string> notes = [];
        List<(int Group, double Rate, double Cost, double Trivial)> groups = [];
        for (int g = 0; g < problem.GroupNames.Count; g++)
        {
            int[] rows = problem.RowsOf(g);
            int[] positives = [.. rows.Where(row => problem.Labels[row] == 1)];
            int[] negatives = [.. rows.Where(row => problem.Labels[row] == 0)];
            if (positives.Length == 0 || negatives.Length == 0)
            {
                notes.Add($"Group '{problem.GroupNames[g]}' has one class only among the rows that are fitted on: "
                    + "undefined (single_class), its scores stay as they are.");
                continue;
            }

            double rate = (double)positives.Length / rows.Length;
            double missed = positives.Average(row => 1 - problem.Scores[row]);
            double alarmed = negatives.Average(row => problem.Scores[row]);
            groups.Add((g, rate, Cost(missed, alarmed, rate), Cost(1 - rate, rate, rate)));
        }

        double highest = groups.Count == 0 ? 0 : groups.Max(one => one.Cost);
        Dictionary<int, (double Share, double Rate)> mixed = [];
        Dictionary<string, IReadOnlyDictionary<string, double>> fitted = [];
        foreach (var one in groups)
        {
            double share = one.Cost >= highest ? 0 : (highest - one.Cost) / (one.Trivial - one.Cost);
            double clipped = double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
            if (clipped != share)
            {
                notes.Add(FormattableString.Invariant(
                    $"Group '{problem.GroupNames[one.Group]}' would need a share of {share:0.###}: ")
                    + FormattableString.Invariant($"infeasible, clipped to {clipped:0.###}."));
            }

            mixed[one.Group] = (clipped, one.Rate);
            fitted[problem.GroupNames[one.Group]] = new Dictionary<string, double>
            {
                ["share"] = clipped,
                ["base_rate"] = one.Rate,
                ["cost"] = one.Cost,
            };
        }

        double[] scores = [.. problem.Scores.Select((score, row) =>
            mixed.TryGetValue(problem.Groups[row], out (double Share, double Rate) own)
                && problem.Draw(row) < own.Share && !double.IsNaN(score) ? own.Rate : score)];
        return new PostOutcome { Scores = scores, Notes = notes, Groups = fitted };

        double Cost(double missed, double alarmed, double rate) => problem["cost"] switch
        {
            0 => missed,
            1 => alarmed,
            _ => ((alarmed * (1 - rate)) + (missed * rate)) / 2,
        };
    }
}
