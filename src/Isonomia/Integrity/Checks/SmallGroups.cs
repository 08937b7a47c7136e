using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Groups too small to audit.</summary>
    public static IntegrityCheck SmallGroups { get; } = new(
        "small_groups",
        "Groups too small to audit",
        "groups",
        "groups of the declared attributes with fewer patients, or fewer of them with a finding, than the limits, in "
            + "the "
            + "test split (in all data where there is none)",
        CheckSeverity.Major,
        "Collect more of these patients, merge groups by a rule named beforehand, or say that nothing can be said of "
            + "them.",
        "The audit cannot see a gap of these groups: no finding about them is no evidence that they are served well.",
        new("Documentation specification §8 (30 patients, 10 positives)"),
        [
            new("patients", 30, "the fewest patients of a group"),
            new("positives", 10, "the fewest patients of a group with the finding"),
        ])
    {
        Rule = SmallGroupsRule.Find,
    };
}

/// <summary>The rule of <c>small_groups</c>.</summary>
file static class SmallGroupsRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        if (context.Reading.Attributes.Count == 0)
        {
            return CheckOutcome.NotApplicable("no attribute was declared (--attribute)");
        }

        int test = SplitPair.Test(context);
        bool[] isIn = new bool[context.Units.Count];
        for (int row = 0; row < context.Cohort.Count; row++)
        {
            isIn[context.Units.Rows[row]] |= test < 0 || context.Reading.SplitCodes[row] == test;
        }

        // Findings so rare that no group could have ten are not the group's matter.
        (string Name, sbyte[] Rows)[] findings = [.. context.Reading.Findings.Select(finding =>
            (finding.Name, finding.ByUnit(context.Units)))];
        List<string> found = [];
        List<CheckMeasure> measures = [];
        int groups = 0;
        SortedSet<string> rare = new(StringComparer.Ordinal);
        foreach (ColumnReading attribute in context.Reading.Attributes)
        {
            int[] codes = attribute.ByUnit(context.Units);
            (string Name, sbyte[] Rows)[] frequent = [.. findings.Where(finding => isIn.Index().Count(u =>
                u.Item && finding.Rows[u.Index] == 1) >= context["positives"] * attribute.Groups.Count)];
            rare.UnionWith(findings.Except(frequent).Select(finding => finding.Name));
            for (int group = 0; group < attribute.Groups.Count; group++)
            {
                int g = group;
                int[] own = [.. Enumerable.Range(0, codes.Length).Where(u => isIn[u] && codes[u] == g)];
                groups++;
                string name = $"{attribute.Name} {attribute.Groups[group]}";
                measures.Add(new CheckMeasure($"patients:{name}", own.Length, context.Units.Word));
                (string Name, int Count)[] few = [.. frequent.Select(finding =>
                    (finding.Name, own.Count(u => finding.Rows[u] == 1)))
                        .Where(one => one.Item2 < context["positives"])];
                if (own.Length < context["patients"])
                {
                    found.Add($"{name}: {own.Length:N0} {context.Units.Word}");
                }
                else if (few.Length > 0)
                {
                    found.Add($"{name}: "
                        + $"{CheckContext.List([.. few.Select(one => $"{one.Count} with '{one.Name}'")], 2)}");
                }
            }
        }

        string tooRare = rare.Count == 0 ? string.Empty
            : $" Too rare for the groups of some attribute as a whole: {CheckContext.List([.. rare], 4)}.";
        string where = test < 0 ? "all data" : $"the split '{context.Reading.Splits[test]}'";
        CheckOutcome outcome = found.Count == 0
            ? CheckOutcome.Clear(groups, $"Every group has at least {context["patients"]:0} {context.Units.Word} and "
                + $"{context["positives"]:0} with each frequent finding in {where}.{tooRare}")
            : CheckOutcome.Found(CheckSeverity.Major, found.Count, groups,
                $"In {where} {CheckContext.Count(found.Count, "group")} of {groups} "
                + $"{(found.Count == 1 ? "is" : "are")} too small: {CheckContext.List(found, 8)}.{tooRare}");
        outcome.Measures.AddRange(measures);
        return outcome;
    }
}
