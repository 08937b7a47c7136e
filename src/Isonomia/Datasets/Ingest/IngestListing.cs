using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Isonomia.Datasets;

/// <summary>Tells whether an ingest would find the same files as before, without reading them.</summary>
internal static class IngestListing
{
    /// <summary>A hash over names, sizes and times of the files and over the bytes of the table.</summary>
    internal static string Fingerprint(IngestRequest request, CancellationToken cancellation)
    {
        if (request.Sources.Any(WebSource.IsAddress))
        {
            return "a server's contents are asked for again only where the stage is forced";
        }

        IngestPlan plan = new(request, null, cancellation);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(plan.Table?.Fingerprint.Sha256 ?? string.Empty);
        foreach (FoundFile file in plan.Files)
        {
            Append(string.Create(CultureInfo.InvariantCulture, $"{file.Path}\0{file.Length}\0{file.ModifiedTicks}"));
        }

        foreach (UnreadableFile file in plan.Unreadable)
        {
            Append($"{file.Location}\0{file.Reason}");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
