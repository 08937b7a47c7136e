using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Attributes that are missing where it matters.</summary>
    public static IntegrityCheck MissingPattern { get; } = new(
        "missing_pattern",
        "Missing attributes that depend on the label",
        "patients",
        "whether an attribute is missing, against every label, attribute, fact about acquisition and split, by patient "
            + "(chi-square, Fisher or permutation; Benjamini–Hochberg): major where it depends on a label, minor "
            + "where it "
            + "depends on other facts",
        CheckSeverity.Major,
        "Find out why values are missing; report bounds ('isonomia document' prints them); never drop the rows "
            + "silently.",
        "Results by group hold only for those whose group is known: leaving the others out changes how frequent the "
            + "finding "
            + "is and who is compared.",
        new("Little and Rubin, Statistical Analysis with Missing Data, 3rd ed., 2019; documentation "
            + "specification §3.2"),
        [new("share", 0.01, "the share of patients without a value below which a finding is a note")])
    {
        Rule = MissingPatternRule.Find,
    };
}

/// <summary>The rule of <c>missing_pattern</c>.</summary>
file static class MissingPatternRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        if (context.Reading.Attributes.Count == 0)
        {
            return CheckOutcome.NotApplicable("no attribute was declared (--attribute)");
        }

        int of = context.Units.Count;
        MissingnessProfile[] profiles = [.. MissingnessAnalysis.Of(context.Reading, context.Request.Seed,
            context.Cancellation).Where(profile => profile.Missing > 0)];
        MissingnessProfile[] suspected = [.. profiles.Where(profile =>
            profile.Verdict.StartsWith("suspected", StringComparison.Ordinal))];
        MissingnessProfile[] dependent = [.. profiles.Where(profile =>
            profile.Verdict.StartsWith("depends", StringComparison.Ordinal))];
        MissingnessProfile[] found = [.. suspected, .. dependent];
        long count = found.Select(profile => (long)profile.Missing).DefaultIfEmpty(0).Max();
        string sentence = string.Join("; ", found.Select(profile => $"'{profile.Attribute}' is not known for "
            + $"{profile.Missing:N0} of {profile.Missing + profile.Known:N0} {context.Units.Word} "
            + $"({CheckContext.Percent((double)profile.Missing / (profile.Missing + profile.Known))}): "
            + $"{profile.Verdict}"));
        CheckOutcome outcome = found.Length == 0
            ? CheckOutcome.Clear(of, profiles.Length == 0 ? "No declared attribute is missing for anyone."
                : string.Join("; ", profiles.Select(profile => $"'{profile.Attribute}' is not known for "
                    + $"{profile.Missing:N0}: {profile.Verdict}")) + ".")
            : CheckOutcome.Found(
                suspected.Any(IsLarge) ? CheckSeverity.Major
                    : dependent.Any(IsLarge) ? CheckSeverity.Minor : CheckSeverity.Note,
                count,
                of,
                sentence + ".");
        foreach (MissingnessProfile profile in profiles)
        {
            outcome.With($"missing:{profile.Attribute}", profile.Missing, $"{context.Units.Word} without a value")
                .With($"auroc:{profile.Attribute}", profile.Auroc, "how well known facts tell who is without a value");
            foreach (MissingnessTest test in profile.Tests.Where(test => test.Q < 0.05).Take(5))
            {
                outcome.With($"effect:{profile.Attribute}:{test.Covariate}", test.Effect,
                    $"effect size against {test.Covariate}, {test.Test}");
            }
        }

        int[] rows = [.. Enumerable.Range(0, context.Cohort.Count).Where(row =>
            found.Any(profile => context.Reading.Attributes.First(one => one.Name == profile.Attribute)
                .ByUnit(context.Units)[context.Units.Rows[row]] < 0))];
        return outcome.Naming(context, rows).ByGroup(context, rows);

        bool IsLarge(MissingnessProfile profile) =>
            profile.Missing >= context["share"] * (profile.Missing + profile.Known);
    }
}
