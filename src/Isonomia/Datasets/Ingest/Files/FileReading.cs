using System.Runtime.ExceptionServices;

namespace Isonomia.Datasets;

/// <summary>Looks at many files on many threads, in any order, with results in the order of the files.</summary>
internal static class FileReading
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(0.25);

    /// <summary>Reads what the journal does not know.</summary>
    /// <returns>A record a file, and how many were read now.</returns>
    internal static (FileRecord[] Records, long ReadCount) Run(
        IReadOnlyList<FoundFile> files,
        IngestRequest request,
        TimeProvider clock,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation)
    {
        FileInspector inspector = new(request.Frames, request.DecodesPixels);
        FileRecord[] records = new FileRecord[files.Count];
        long start = clock.GetTimestamp();
        long shown = start;
        (int done, int read) = (0, 0);
        Lock telling = new();
        using IngestJournal journal = IngestJournal.Open(request.OutputFolder);
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = request.ThreadCount,
            CancellationToken = cancellation,
        };
        OnEach(files.Count, options, i =>
        {
            if (journal.Find(files[i], inspector.Manner) is { } known)
            {
                records[i] = known;
            }
            else
            {
                records[i] = inspector.Inspect(files[i], cancellation);
                journal.Add(records[i]);
                Interlocked.Increment(ref read);
            }

            int now = Interlocked.Increment(ref done);
            lock (telling)
            {
                if (clock.GetElapsedTime(shown) >= ReportEvery || now == files.Count)
                {
                    shown = clock.GetTimestamp();
                    double seconds = clock.GetElapsedTime(start).TotalSeconds;
                    progress?.Report(
                        new IngestProgress("reading files", now, files.Count, seconds > 0 ? now / seconds : 0));
                }
            }
        });
        return (records, read);
    }

    private static void OnEach(int count, ParallelOptions options, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, options, body);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]); // one missing library stops every thread alike
        }
    }
}
