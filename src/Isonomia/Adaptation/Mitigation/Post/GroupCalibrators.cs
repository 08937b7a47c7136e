namespace Isonomia.Adaptation;

/// <summary>Calibrates scores inside each group.</summary>
internal static class GroupCalibrators
{
    private static readonly string[] Kinds = ["platt", "isotonic", "temperature"];

    internal static PostOutcome Fit(PostProblem problem)
    {
        Calibrator calibrator = Calibrator.All[Kinds[(int)problem["kind"]]];
        int[] all = [.. problem.FitRows.Where(row => problem.Labels[row] >= 0 && !double.IsNaN(problem.Scores[row]))];
        Calibration pooled = Learn(all);
        List<string> notes = [];
        Dictionary<int, Calibration> own = [];
        Dictionary<string, IReadOnlyDictionary<string, double>> fitted = [];
        for (int g = 0; g < problem.GroupNames.Count; g++)
        {
            int[] rows = problem.RowsOf(g);
            int positives = rows.Count(row => problem.Labels[row] == 1);
            if (positives < problem["floor"] || rows.Length - positives < problem["floor"])
            {
                own[g] = pooled;
                notes.Add($"Group '{problem.GroupNames[g]}' has {positives} positive and {rows.Length - positives} "
                    + "negative validation rows; it takes the pooled calibrator.");
            }
            else
            {
                own[g] = Learn(rows);
            }

            fitted[problem.GroupNames[g]] = own[g].Parameters.Index()
                .ToDictionary(one => $"parameter{one.Index}", one => one.Item);
        }

        double[] pair = new double[2];
        double[] scores = new double[problem.Scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            double score = problem.Scores[row];
            if (double.IsNaN(score))
            {
                scores[row] = double.NaN;
                continue;
            }

            (pair[0], pair[1]) = (1 - score, score);
            own.GetValueOrDefault(problem.Groups[row], pooled).Apply(pair);
            scores[row] = pair[1];
        }

        return new PostOutcome { Scores = scores, Notes = notes, Groups = fitted };

        Calibration Learn(int[] rows) => calibrator.Fit(
            [.. rows.SelectMany(row => new[] { 1 - problem.Scores[row], problem.Scores[row] })],
            [.. rows.Select(row => problem.Labels[row])], 2);
    }
}
