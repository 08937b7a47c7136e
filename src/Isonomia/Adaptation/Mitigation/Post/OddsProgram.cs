namespace Isonomia.Adaptation;

/// <summary>The linear program of equalized odds on decisions.</summary>
internal static class OddsProgram
{
    internal static PostOutcome Fit(PostProblem problem)
    {
        double threshold = problem["threshold"];
        List<string> notes = [];
        List<(int Group, double Tpr, double Fpr, double Positives, double Negatives)> groups = [];
        for (int g = 0; g < problem.GroupNames.Count; g++)
        {
            int[] rows = problem.RowsOf(g);
            double positives = rows.Count(row => problem.Labels[row] == 1);
            double negatives = rows.Length - positives;
            if (positives == 0 || negatives == 0)
            {
                notes.Add($"Group '{problem.GroupNames[g]}' has one class only among the rows that are fitted on: "
                    + "undefined (single_class), its rows get no decision.");
                continue;
            }

            groups.Add((
                g,
                rows.Count(row => problem.Labels[row] == 1 && problem.Scores[row] >= threshold) / positives,
                rows.Count(row => problem.Labels[row] == 0 && problem.Scores[row] >= threshold) / negatives,
                positives, negatives));
        }

        if (groups.Count == 0)
        {
            throw new ProbeException("No group has both classes among the validation rows; nothing can be fitted.");
        }

        // Variables p_g (old 1 → 1) and q_g (old 0 → 1); TPR' = p·TPR + q·(1 − TPR).
        int count = groups.Count;
        bool isParity = problem["objective"] == 1;
        bool isBalanced = problem["objective"] == 2;
        double[] costs = new double[2 * count];
        for (int k = 0; k < count; k++)
        {
            var one = groups[k];
            double positives = isParity ? 1 : one.Positives / (isBalanced ? groups.Sum(g => g.Positives) : 1);
            double negatives = isParity ? 1 : one.Negatives / (isBalanced ? groups.Sum(g => g.Negatives) : 1);
            costs[2 * k] = (negatives * one.Fpr) - (positives * one.Tpr);
            costs[(2 * k) + 1] = (negatives * (1 - one.Fpr)) - (positives * (1 - one.Tpr));
        }

        List<(double[] Row, double Bound)> equal = [];
        for (int k = 1; k < count; k++)
        {
            double[] truePositive = new double[2 * count];
            double[] falsePositive = new double[2 * count];
            (truePositive[0], truePositive[1]) = (groups[0].Tpr, 1 - groups[0].Tpr);
            (truePositive[2 * k], truePositive[(2 * k) + 1]) = (-groups[k].Tpr, groups[k].Tpr - 1);
            (falsePositive[0], falsePositive[1]) = (groups[0].Fpr, 1 - groups[0].Fpr);
            (falsePositive[2 * k], falsePositive[(2 * k) + 1]) = (-groups[k].Fpr, groups[k].Fpr - 1);
            equal.Add((truePositive, 0));
            equal.Add((falsePositive, 0));
        }

        List<(double[] Row, double Bound)> most = [];
        for (int i = 0; i < 2 * count; i++)
        {
            double[] row = new double[2 * count];
            row[i] = 1;
            most.Add((row, 1));
        }

        double[] x = Simplex.Minimize(costs, equal, most)
            ?? throw new ProbeException("The linear program of equalized odds has no solution.");
        if (x.All(p => p < 1e-9) || x.All(p => p > 1 - 1e-9))
        {
            notes.Add("The least expected error under equal rates is the same decision for everybody; consider "
                + "objective=balanced.");
        }

        double[] decisions = new double[problem.Scores.Length];
        Array.Fill(decisions, double.NaN);
        Dictionary<string, IReadOnlyDictionary<string, double>> fitted = [];
        for (int k = 0; k < count; k++)
        {
            var one = groups[k];
            (double p, double q) = (x[2 * k], x[(2 * k) + 1]);
            fitted[problem.GroupNames[one.Group]] = new Dictionary<string, double>
            {
                ["p2p"] = p,
                ["n2p"] = q,
                ["tpr"] = (p * one.Tpr) + (q * (1 - one.Tpr)),
                ["fpr"] = (p * one.Fpr) + (q * (1 - one.Fpr)),
            };
            for (int row = 0; row < decisions.Length; row++)
            {
                if (problem.Groups[row] == one.Group && !double.IsNaN(problem.Scores[row]))
                {
                    decisions[row] = problem.Scores[row] >= threshold ? p : q;
                }
            }
        }

        return new PostOutcome { Scores = problem.Scores, Decisions = decisions, Notes = notes, Groups = fitted };
    }
}
