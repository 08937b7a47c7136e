namespace Isonomia.Fairness;

/// <summary>The end of a stage of an audit.</summary>
internal static class FinishedStage
{
    private const int ManyRows = 1_000_000;

    /// <summary>Gives the arrays of a finished stage back: over millions of rows each stage holds gigabytes for a
    /// moment, and without this they would add up to twice the peak.</summary>
    /// <param name="rowCount">The rows of the table; below a million nothing is done.</param>
    internal static void Release(int rowCount)
    {
        if (rowCount >= ManyRows)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
