namespace Isonomia.Fairness;

/// <summary>The three answers of an audit, from the most severe to the least.</summary>
internal static class VerdictIds
{
    internal const string Found = "disparity_found";
    internal const string Insufficient = "insufficient_evidence";
    internal const string NoneFound = "no_disparity_found";

    /// <summary>The most severe of several verdicts (specification §12); insufficient where there is none.</summary>
    /// <param name="verdicts">The verdicts.</param>
    /// <returns>The verdict.</returns>
    internal static string Worst(IEnumerable<string> verdicts)
    {
        string[] all = [.. verdicts];
        return all.Contains(Found) ? Found
            : all.Length == 0 || all.Contains(Insufficient) ? Insufficient
            : NoneFound;
    }
}
