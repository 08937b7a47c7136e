namespace Isonomia.Integrity;

/// <summary>What a rule found, before it is put beside its check.</summary>
internal sealed class CheckOutcome
{
    private CheckOutcome(CheckStatus status, CheckSeverity? severity, long count, long of, string sentence) =>
        (Status, Severity, Count, Of, Sentence) = (status, severity, count, of, sentence);

    internal CheckStatus Status { get; }

    internal CheckSeverity? Severity { get; }

    internal long Count { get; }

    internal long Of { get; }

    internal string Sentence { get; }

    internal List<CheckMeasure> Measures { get; } = [];

    internal List<CheckEvidence> Evidence { get; } = [];

    internal IReadOnlyList<string> Samples { get; private set; } = [];

    internal IReadOnlyList<CheckGroup> Groups { get; private set; } = [];

    /// <summary>The check cannot run on this cohort.</summary>
    internal static CheckOutcome NotApplicable(string reason) => new(CheckStatus.NotApplicable, null, 0, 0, reason);

    /// <summary>The check ran and found nothing.</summary>
    internal static CheckOutcome Clear(long of, string sentence) => new(CheckStatus.Clear, null, 0, of, sentence);

    /// <summary>The check found something.</summary>
    internal static CheckOutcome Found(CheckSeverity severity, long count, long of, string sentence) =>
        new(CheckStatus.Found, severity, count, of, sentence);

    /// <summary>The same, with a number.</summary>
    internal CheckOutcome With(string id, double? value, string meaning)
    {
        Measures.Add(new CheckMeasure(id, value, meaning));
        return this;
    }

    /// <summary>The same, with the first of the samples it names.</summary>
    internal CheckOutcome Naming(CheckContext context, IEnumerable<int> rows)
    {
        Samples = [.. rows.Distinct().Order().Take(context.Request.ExampleCount)
            .Select(row => context.Cohort.Ids[row])];
        return this;
    }

    /// <summary>The same, with samples that show it together; beyond the number that is kept nothing is
    /// added.</summary>
    internal CheckOutcome Showing(CheckContext context, IEnumerable<int> rows, string detail)
    {
        if (Evidence.Count < context.Request.ExampleCount)
        {
            Evidence.Add(new CheckEvidence(
                [.. rows.Take(context.Request.ExampleCount).Select(row => context.Cohort.Ids[row])], detail));
        }

        return this;
    }

    /// <summary>The same, with the share of every group of the attributes (and of facts about acquisition) that it
    /// names.</summary>
    internal CheckOutcome ByGroup(
        CheckContext context, IReadOnlyCollection<int> rows, Func<int, bool>? lookedAt = null, bool withFacts = true)
    {
        Groups = [.. context.GroupsOf(rows, lookedAt, withFacts)];
        return this;
    }
}
