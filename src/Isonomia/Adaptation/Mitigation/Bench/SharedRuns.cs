using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Runs trials together with every other process that works on the same folder.</summary>
internal sealed class SharedRuns(string folder, int threads, TunedBackbone? backbone)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly RunCache _cache = new(folder);
    private readonly ClaimWatch _watch = new();
    private readonly PackageEnergy _energy = PackageEnergy.Open(runsAtOnce: threads);

    /// <summary>Runs what no other process has done or does, and waits for the rest.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="keys">Their keys.</param>
    /// <param name="progress">Is told how far all are, or null.</param>
    /// <param name="cancellation">Stops; claims are given back.</param>
    /// <returns>The runs as they lie on disk, so that every process has the same.</returns>
    internal BenchmarkRun[] Run(
        IReadOnlyList<BenchmarkTrial> trials, IReadOnlyList<string> keys, IProgress<AuditProgress>? progress,
        CancellationToken cancellation)
    {
        BenchmarkRun?[] runs = new BenchmarkRun?[trials.Count];
        int done = 0;
        int[] open = [.. Enumerable.Range(0, trials.Count)];
        while (open.Length > 0)
        {
            Parallel.ForEach(
                open,
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
                i =>
                {
                    runs[i] = TryOne(trials[i], keys[i], cancellation);
                    if (runs[i] is not null)
                    {
                        int count = Interlocked.Increment(ref done);
                        progress?.Report(new AuditProgress(
                            $"training ({trials[i].Method.Id})", 0.9 * count / trials.Count));
                    }
                });
            open = [.. open.Where(i => runs[i] is null)];
            if (open.Length > 0)
            {
                cancellation.WaitHandle.WaitOne(Pause);
            }
        }

        return runs!;
    }

    private BenchmarkRun? TryOne(BenchmarkTrial trial, string key, CancellationToken cancellation)
    {
        if (_cache.Find(key) is { } known)
        {
            return known;
        }

        string path = _cache.ClaimOf(key);
        using RunClaim? claim = RunClaim.TryTake(path);
        if (claim is null)
        {
            _watch.BreakIfStale(path);
            return null;
        }

        // It may have been finished between the look and the claim.
        return _cache.Find(key) ?? _cache.Keep(key, TrialRun.Run(trial, backbone, _energy, cancellation));
    }
}
