namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>A test that is not later than training, where the split claims to be in time.</summary>
    public static IntegrityCheck TimeLeak { get; } = new(
        "time_leak",
        "Test images from before the end of training",
        "images",
        "where the median day of the test split lies after the share 'claim' of the training days, the split claims "
            + "to be in "
            + "time: then test images up to the last training day are listed",
        CheckSeverity.Major,
        "Cut at one day: all of training before, all of the test after.",
        "The test does not say how the model does later: drift in devices and disease is not seen.",
        Own,
        [
            new("claim", 0.9, "the share of training days that the median test day must follow"),
            new("allowed", 0, "images that may be"),
        ])
    {
        Rule = TimeLeakRule.Find,
    };
}

/// <summary>The rule of <c>time_leak</c>.</summary>
file static class TimeLeakRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        (int first, int test) = SplitPair.Of(context);
        if (first < 0 || KnownColumns.Day(context.Cohort) is not { } column)
        {
            return CheckOutcome.NotApplicable("a training split, a test split and a column with days are needed");
        }

        DateOnly?[] days = [.. context.Cohort.Values(column).Select(DayText.Parse)];
        int[] splits = context.Reading.SplitCodes;
        DateOnly[] training = [.. Days(first).Order()];
        DateOnly[] testing = [.. Days(test).Order()];
        if (training.Length == 0 || testing.Length == 0)
        {
            return CheckOutcome.NotApplicable($"'{column}' holds no days of both splits");
        }

        DateOnly claimed = training[Math.Min(training.Length - 1, (int)(context["claim"] * training.Length))];
        if (testing[testing.Length / 2] <= claimed)
        {
            return CheckOutcome.NotApplicable("the split does not claim to be in time: the test is not mostly later");
        }

        int[] rows =
            [.. Enumerable.Range(0, days.Length).Where(row => splits[row] == test && days[row] <= training[^1])];
        CheckOutcome outcome = rows.Length > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Major, rows.Length, testing.Length,
                $"{CheckContext.Count(rows.Length, "test image")} of {testing.Length:N0} "
                + $"{(rows.Length == 1 ? "is" : "are")} not later than the last training image ('{column}'), though "
                + $"the "
                + "split is in time.")
            : CheckOutcome.Clear(testing.Length, $"All test images are later than all training images ('{column}').");
        return outcome.Naming(context, rows).ByGroup(context, rows);

        IEnumerable<DateOnly> Days(int split) => Enumerable.Range(0, days.Length)
            .Where(row => splits[row] == split && days[row] is not null).Select(row => days[row]!.Value);
    }
}
