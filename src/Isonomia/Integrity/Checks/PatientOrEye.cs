using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Labels of a patient used for each eye or side.</summary>
    public static IntegrityCheck PatientOrEye { get; } = new(
        "patient_or_eye",
        "Labels of a patient on images of an eye or a side",
        "patients",
        "for patients with both sides: the share whose sides have one label, against the share expected from how "
            + "frequent "
            + "the labels are (Cohen's κ); labels that never differ are a patient's labels",
        CheckSeverity.Major,
        "Ask the source how labels were given; if by patient, evaluate one image or the mean score of a patient.",
        "An image is called positive because of the other eye: sensitivity is too low, and intervals by image too "
            + "narrow.",
        new("Cohen, A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20, 1960",
            "https://doi.org/10.1177/001316446002000104"),
        [
            new("kappa", 0.98, "the least κ that is suspect"),
            new("fewest", 30, "patients with both sides below which nothing is said"),
        ])
    {
        Rule = PatientOrEyeRule.Find,
    };
}

/// <summary>The rule of <c>patient_or_eye</c>.</summary>
file static class PatientOrEyeRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        if (context.Cohort.Units is null || context.Cohort.Labels.Count == 0
            || KnownColumns.Side(context.Cohort) is not { } column)
        {
            return CheckOutcome.NotApplicable("a patient column, a label and a column with the side are needed");
        }

        ColumnReading side = ColumnReading.OfFact(context.Cohort, column);
        List<string> sentences = [];
        List<CheckMeasure> measures = [];
        int most = 0;
        bool isEnough = false;
        int suspects = 0;
        foreach (string name in context.Cohort.Labels)
        {
            ColumnReading label = ColumnReading.OfLabel(context.Cohort, name);
            Dictionary<int, Dictionary<int, int>> patients = [];
            for (int row = 0; row < label.Codes.Length; row++)
            {
                if (label.Codes[row] >= 0 && side.Codes[row] >= 0)
                {
                    int unit = context.Units.Rows[row];
                    (patients.TryGetValue(unit, out Dictionary<int, int>? sides) ? sides : patients[unit] = [])
                        .TryAdd(side.Codes[row], label.Codes[row]);
                }
            }

            int[][] pairs = [.. patients.Values.Where(sides => sides.Count == 2)
                .Select(sides => sides.OrderBy(one => one.Key).Select(one => one.Value).ToArray())];
            most = Math.Max(most, pairs.Length);
            if (pairs.Length < context["fewest"])
            {
                continue;
            }

            isEnough = true;
            double equal = pairs.Count(pair => pair[0] == pair[1]) / (double)pairs.Length;
            double expected = Enumerable.Range(0, label.Groups.Count).Sum(group =>
                pairs.Count(pair => pair[0] == group) / (double)pairs.Length
                * pairs.Count(pair => pair[1] == group) / pairs.Length);
            double? kappa = expected >= 1 ? null : (equal - expected) / (1 - expected);
            measures.Add(new CheckMeasure($"kappa:{name}", kappa,
                $"agreement of the two sides, {pairs.Length} patients"));
            measures.Add(new CheckMeasure($"equal:{name}", equal, $"share of patients whose sides have one {name}"));
            if (kappa >= context["kappa"])
            {
                suspects += pairs.Length;
                sentences.Add(
                    $"'{name}' is the same on both sides of {CheckContext.Percent(equal)} of {pairs.Length:N0} "
                    + $"patients (expected {CheckContext.Percent(expected)}, κ {CheckContext.Two(kappa)})");
            }
        }

        CheckOutcome outcome = !isEnough
            ? CheckOutcome.NotApplicable($"{CheckContext.Count(most, "patient")} with a label on both sides; "
                + $"{context["fewest"]:0} are needed")
            : sentences.Count > 0
                ? CheckOutcome.Found(CheckSeverity.Major, suspects, most, string.Join("; ", sentences)
                    + ": these are a patient's labels, not an eye's or a side's.")
                : CheckOutcome.Clear(most, "Labels differ between the sides of a patient as labels of a side do.");
        outcome.Measures.AddRange(measures);
        return outcome;
    }
}
