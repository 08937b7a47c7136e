using System.Globalization;

namespace Isonomia.Embeddings;

/// <summary>Says in time, and in one sentence, that a disk is too small.</summary>
internal static class DiskSpace
{
    private const int NoSpaceLeft = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT

    internal static bool IsFull(IOException failure) => failure.HResult is NoSpaceLeft or QuotaExceeded;

    internal static IOException Full(string folder, IOException failure) => new(
        $"The disk of '{folder}' is full; what was finished is kept. Free some space and run the same command again.",
        failure);

    /// <summary>Throws where a disk cannot hold what will be written.</summary>
    internal static void Require(string folder, long bytes, string what)
    {
        long free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < bytes)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"The disk of '{folder}' has {Size(free)} free; {Size(bytes)} are needed for {what}."));
        }
    }

    private static string Size(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.0} MiB");
}
