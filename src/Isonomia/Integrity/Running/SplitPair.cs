namespace Isonomia.Integrity;

/// <summary>The split that trains and the split that tests.</summary>
internal static class SplitPair
{
    /// <summary>Their codes; −1 where a cohort has no such pair.</summary>
    internal static (int First, int Test) Of(CheckContext context)
    {
        string[] names = [.. context.Reading.Splits];
        int test = Test(context);
        int first = Array.FindIndex(names, name => name.StartsWith("train", StringComparison.OrdinalIgnoreCase));
        first = first < 0 ? Array.FindIndex(names, name => name != names.ElementAtOrDefault(test)) : first;
        return test < 0 || first < 0 ? (-1, -1) : (first, test);
    }

    /// <summary>The test split's code; −1 where there is none.</summary>
    internal static int Test(CheckContext context) => Array.FindIndex([.. context.Reading.Splits],
        name => name.StartsWith("test", StringComparison.OrdinalIgnoreCase)
            || name.Equals("holdout", StringComparison.OrdinalIgnoreCase));
}
