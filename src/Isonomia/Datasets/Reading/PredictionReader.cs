using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>Reads tables of predictions: the way in for results that were made elsewhere.</summary>
public static class PredictionReader
{
    /// <summary>Reads the files of a request into one table.</summary>
    /// <remarks>
    /// <para>Rows keep the order of the files and of the rows in them. Only the columns asked for are read;
    /// texts of rows
    /// are never held (categories become codes, identifiers become codes through a 128-bit hash). The result does not
    /// depend on the number of threads.</para>
    /// <para>Ground rules: the specification's section 0 (unknown labels are masked, missing attributes stay in
    /// the overall
    /// figure). Every decision is a <see cref="ReadingNote"/>; docs/guide/datasets.md lists them.</para>
    /// </remarks>
    /// <param name="request">Which files and columns.</param>
    /// <param name="progress">Told how far the reading is, or null.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The table, with the hash of every file and notes about every decision.</returns>
    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    /// <exception cref="UnknownNameException">A column or task is unknown; the message offers near names.</exception>
    /// <exception cref="TableException">A file or its contents are not as expected; lists everything found.</exception>
    /// <exception cref="DllNotFoundException">The table engine's native library is missing.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static PredictionTable Read(
        PredictionRequest request, IProgress<ReadingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(request, new DuckDbSettings(), progress, cancellation);
    }

    internal static PredictionTable Read(
        PredictionRequest request,
        DuckDbSettings settings,
        IProgress<ReadingProgress>? progress,
        CancellationToken cancellation)
    {
        Check(request);
        using var session = new DuckDbSession(settings);
        (List<TableSource> sources, List<TableProblem> problems) = ([], []);
        string[] paths = request.MetadataPath is null ? [.. request.Paths] : [.. request.Paths, request.MetadataPath];
        foreach (string path in paths)
        {
            try
            {
                sources.Add(TableSource.Open(path, session, progress, cancellation));
            }
            catch (TableException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        if (problems.Count > 0)
        {
            throw new TableException(problems);
        }

        var metadata = request.MetadataPath is null ? null : sources[^1];
        var reading = new PredictionReading(request, sources[..request.Paths.Count], metadata);
        reading.Scan(session, progress, cancellation);
        return reading.Build();
    }

    private static void Check(PredictionRequest request)
    {
        if (request.Paths.Count == 0)
        {
            throw new ArgumentException("No table was named; expected at least one file.", nameof(request));
        }

        string[] full = [.. request.Paths.Select(Path.GetFullPath)];
        if (full.GroupBy(path => path).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"{Path.GetFileName(twice.Key)} was named twice; its rows would count double.", nameof(request));
        }

        if (request.MetadataPath is null != request.MetadataKey is null)
        {
            throw new ArgumentException(
                "A metadata table and its key go together; expected both or neither (key: 'id' or 'id=img_id').",
                nameof(request));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(request.GroupLimit, 1);
        string[] doubled =
        [
            .. request.Attributes.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key),
            .. request.Labels.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => group.Key),
        ];
        if (doubled.Length > 0)
        {
            throw new ArgumentException(
                $"'{doubled[0]}' was asked for twice; expected every column once.", nameof(request));
        }
    }
}
