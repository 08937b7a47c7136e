using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Several images of a patient.</summary>
    public static IntegrityCheck RepeatedMeasures { get; } = new(
        "repeated_measures",
        "Several images of a patient",
        "patients",
        "mean number m of images of a patient; intra-class correlation ρ of each finding (one-way analysis of "
            + "variance); "
            + "design effect 1 + (m' − 1)ρ with m' = Σm² / Σm",
        CheckSeverity.Note,
        "Resample patients, not images ('isonomia audit --unit').",
        "Intervals by image are too narrow by about the root of the design effect; groups with more images a patient "
            + "weigh "
            + "more.",
        new("Donner and Klar, Design and Analysis of Cluster Randomization Trials in Health Research, 2000, ch. 1"),
        [])
    {
        Rule = RepeatedMeasuresRule.Find,
    };
}

/// <summary>The rule of <c>repeated_measures</c>.</summary>
file static class RepeatedMeasuresRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        if (context.Cohort.Units is null)
        {
            return CheckOutcome.NotApplicable("no patient column was declared (--unit)");
        }

        int[] counts = new int[context.Units.Count];
        foreach (int unit in context.Units.Rows)
        {
            counts[unit]++;
        }

        int repeated = counts.Count(count => count > 1);
        if (repeated == 0)
        {
            return CheckOutcome.Clear(counts.Length, "Every patient has one image.");
        }

        double mean = counts.Average();
        double weighted = counts.Sum(count => (double)count * count) / counts.Sum();
        List<CheckMeasure> measures =
        [
            new("images_per_patient", mean, "mean number of images of a patient"),
            new("most_images", counts.Max(), "most images of one patient"),
        ];
        double? worst = null;
        string worstName = string.Empty;
        foreach (FindingReading finding in context.Reading.Findings)
        {
            double? correlation = Correlation(finding.Rows, context.Units.Rows, counts.Length);
            double? effect = correlation is { } rho ? 1 + ((weighted - 1) * Math.Max(0, rho)) : null;
            measures.Add(new CheckMeasure($"correlation:{finding.Name}", correlation,
                "correlation of a finding between images of one patient"));
            measures.Add(new CheckMeasure($"design_effect:{finding.Name}", effect,
                "how many times the variance by image is too small"));
            if (effect > (worst ?? 0))
            {
                (worst, worstName) = (effect, finding.Name);
            }
        }

        CheckOutcome outcome = CheckOutcome.Found(CheckSeverity.Note, repeated, counts.Length,
            $"{repeated:N0} of {CheckContext.Count(counts.Length, "patient")} have more than one image (mean "
            + $"{CheckContext.Two(mean)}, at most {counts.Max():N0})"
            + (worst is null ? "." : $"; design effect up to {CheckContext.Two(worst)} ('{worstName}')."));
        outcome.Measures.AddRange(measures);
        return outcome;
    }

    /// <summary>The one-way analysis-of-variance estimate, for clusters of unequal size.</summary>
    private static double? Correlation(sbyte[] values, int[] units, int unitCount)
    {
        double[] sums = new double[unitCount];
        double[] sizes = new double[unitCount];
        for (int row = 0; row < values.Length; row++)
        {
            if (values[row] >= 0)
            {
                sums[units[row]] += values[row];
                sizes[units[row]]++;
            }
        }

        double n = sizes.Sum();
        int clusters = sizes.Count(size => size > 0);
        if (clusters < 2 || n <= clusters)
        {
            return null;
        }

        double mean = sums.Sum() / n;
        double between = 0;
        double within = 0;
        for (int unit = 0; unit < unitCount; unit++)
        {
            if (sizes[unit] > 0)
            {
                double own = sums[unit] / sizes[unit];
                between += sizes[unit] * (own - mean) * (own - mean);
                within += sums[unit] - (sizes[unit] * own * own);
            }
        }

        double size = (n - (sizes.Sum(one => one * one) / n)) / (clusters - 1);
        double meanBetween = between / (clusters - 1);
        double meanWithin = within / (n - clusters);
        double total = meanBetween + ((size - 1) * meanWithin);
        return total <= 0 ? null : (meanBetween - meanWithin) / total;
    }
}
