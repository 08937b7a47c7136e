namespace Isonomia.Datasets;

/// <summary>Reads the asked columns of a file into their sinks, in row order, a chunk at a time.</summary>
internal static class TableScan
{
    private const long ReportEvery = 1 << 18;

    /// <summary>Runs the scan.</summary>
    /// <param name="session">The engine.</param>
    /// <param name="source">The file.</param>
    /// <param name="sinks">One for each column asked; at least one.</param>
    /// <param name="origins">Learns where the rows came from.</param>
    /// <param name="problems">Gets what is wrong with the rows.</param>
    /// <param name="progress">Told about every quarter of a million rows, or null.</param>
    /// <param name="cancellation">Stops the scan.</param>
    /// <returns>How many rows were read.</returns>
    internal static long Run(
        DuckDbSession session,
        TableSource source,
        IReadOnlyList<ColumnSink> sinks,
        RowOrigins origins,
        List<TableProblem> problems,
        IProgress<ReadingProgress>? progress,
        CancellationToken cancellation)
    {
        long start = sinks[0].Count;
        session.Execute("DROP TABLE IF EXISTS reject_errors");
        session.Execute("DROP TABLE IF EXISTS reject_scans");
        foreach (ColumnSink sink in sinks)
        {
            sink.Reserve(start + source.RowHint);
        }

        List<long> rejected = [];
        try
        {
            Fetch(session, source, sinks, start, progress, cancellation);
            if (source.CollectsRejects)
            {
                (List<TableProblem> faults, rejected) = EngineErrors.Rejected(session, source);
                problems.AddRange(faults);
            }
        }
        catch (DuckDbException error)
        {
            cancellation.ThrowIfCancellationRequested();
            problems.Add(EngineErrors.Problem(error, source.Path));
        }

        origins.Add(source, start, rejected);
        long rows = sinks[0].Count - start;
        if (rows == 0 && !problems.Exists(problem => problem.File == source.Path))
        {
            string what = source.HeaderRows == 1 ? "a header but no rows" : "no rows";
            problems.Add(new TableProblem($"{source.Name} has {what}; expected at least one row.", source.Path));
        }

        return rows;
    }

    private static void Fetch(
        DuckDbSession session,
        TableSource source,
        IReadOnlyList<ColumnSink> sinks,
        long start,
        IProgress<ReadingProgress>? progress,
        CancellationToken cancellation)
    {
        using CancellationTokenRegistration stop = cancellation.Register(session.Interrupt);
        using var rows = session.Query(source.Select(sinks));
        long next = ReportEvery;
        while (rows.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            if ((long)sinks[0].Count + rows.Count > Array.MaxLength)
            {
                throw new TableException(new TableProblem(
                    $"{source.Name} makes the table longer than {Words.Count(Array.MaxLength)} rows; split it.",
                    source.Path));
            }

            for (int i = 0; i < sinks.Count; i++)
            {
                sinks[i].Append(rows.Column(i));
            }

            long done = sinks[0].Count - start;
            if (done >= next)
            {
                progress?.Report(new ReadingProgress(source.Name, "reading", done, Math.Max(done, source.RowHint)));
                next = done + ReportEvery;
            }
        }
    }
}
