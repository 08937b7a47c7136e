using System.Diagnostics;
using System.Globalization;

namespace Isonomia.Adaptation;

/// <summary>A file that says which process works on something, on one machine or on several with a shared
/// folder.</summary>
/// <remarks>The owner touches it as long as it lives. A claim that nobody touched for <see cref="StaleAfter"/>, by the
/// clock of the one who waits, or whose process on this machine is gone, is taken over. Two processes may then, rarely,
/// do the same work: results are kept by whoever is first, so that all read the same.</remarks>
internal sealed class RunClaim : IDisposable
{
    internal static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Touch = TimeSpan.FromSeconds(15);

    // EEXIST and ERROR_FILE_EXISTS: somebody else made the file.
    private const int UnixExists = 17;
    private const int WindowsExists = unchecked((int)0x80070050);

    private readonly string _path;
    private readonly ITimer _timer;

    private RunClaim(string path)
    {
        _path = path;
        _timer = TimeProvider.System.CreateTimer(_ => TouchFile(), null, Touch, Touch);
    }

    /// <summary>Claims, or returns null where another process has.</summary>
    internal static RunClaim? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write);
            using StreamWriter writer = new(stream);
            writer.Write(Owner());
        }
        catch (IOException exception) when (exception.HResult is UnixExists or WindowsExists || File.Exists(path))
        {
            // Its owner may have given it back since, so that it need not be there any more.
            return null;
        }

        return new RunClaim(path);
    }

    /// <summary>Takes away a claim whose owner is gone.</summary>
    internal static void Break(string path)
    {
        try
        {
            string aside = $"{path}.{Environment.MachineName}.{Environment.ProcessId}.stale";
            File.Move(path, aside, overwrite: true);
            File.Delete(aside);
        }
        catch (IOException)
        {
            // Somebody else took it away.
        }
    }

    /// <summary>Whether the owner was a process of this machine that is gone.</summary>
    internal static bool IsAbandoned(string path)
    {
        try
        {
            string[] owner = File.ReadAllText(path).Split('\n');
            return owner.Length == 3 && owner[0] == Environment.MachineName
                && int.TryParse(owner[1], NumberStyles.None, CultureInfo.InvariantCulture, out int process)
                && StartOf(process) != owner[2];
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        File.Delete(_path);
    }

    private static string Owner() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}\n{Environment.ProcessId}\n{StartOf(Environment.ProcessId)}");

    /// <summary>When a process started, so that a reused number is told apart; empty where there is none.</summary>
    private static string StartOf(int process)
    {
        try
        {
            using Process own = Process.GetProcessById(process);
            return (own.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond).ToString(
                CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (
            exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return string.Empty;
        }
    }

    private void TouchFile()
    {
        try
        {
            File.SetLastWriteTimeUtc(_path, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (IOException)
        {
            // It was taken over; the work goes on and is kept if it is first.
        }
    }
}

/// <summary>Remembers when each claim was last seen to change, so that clocks of machines need not agree.</summary>
internal sealed class ClaimWatch
{
    private readonly Dictionary<string, (DateTime Written, long Seen)> _claims = [];

    /// <summary>Takes away a claim whose owner is gone.</summary>
    internal void BreakIfStale(string path)
    {
        lock (_claims)
        {
            DateTime written = File.GetLastWriteTimeUtc(path);
            if (!_claims.TryGetValue(path, out (DateTime Written, long Seen) known) || known.Written != written)
            {
                _claims[path] = known = (written, TimeProvider.System.GetTimestamp());
            }

            if (TimeProvider.System.GetElapsedTime(known.Seen) > RunClaim.StaleAfter || RunClaim.IsAbandoned(path))
            {
                _claims.Remove(path);
                RunClaim.Break(path);
            }
        }
    }
}
