using System.Security.Cryptography;
using System.Text;
using Isonomia.Imaging;

namespace Isonomia.Datasets;

/// <summary>Fetches the instances of a DICOMweb server into the cohort's folder, where the rest of the ingest finds
/// them as files.</summary>
/// <remarks>One file an instance, named by its identifiers; an instance that lies there already is not fetched again,
/// so that a stopped download goes on where it was. What a server cannot hand out is listed and never stops the
/// ingest.</remarks>
internal static class WebSource
{
    /// <summary>The variable that holds the <c>Authorization</c> header for the server, so that it is in no command
    /// line.</summary>
    internal const string AuthorizationVariable = "ISONOMIA_DICOMWEB_AUTHORIZATION";

    internal static bool IsAddress(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the instances of a server go: below the cohort's folder, so that both move together.</summary>
    internal static string Folder(string source, string output)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(WithoutCredentials(source)));
        return Path.Combine(ImagePaths.Folder(output), "instances", Convert.ToHexStringLower(hash)[..12]);
    }

    /// <summary>The address without user, password and query.</summary>
    internal static string WithoutCredentials(string source)
    {
        Uri address = new(source);
        return address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
    }

    /// <summary>Fetches what is missing.</summary>
    /// <returns>What could not be fetched.</returns>
    internal static List<UnreadableFile> Fetch(
        string source,
        IReadOnlyDictionary<string, string> filters,
        string folder,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation) =>
        FetchAsync(source, filters, folder, progress, cancellation).GetAwaiter().GetResult();

    private static async Task<List<UnreadableFile>> FetchAsync(
        string source,
        IReadOnlyDictionary<string, string> filters,
        string folder,
        IProgress<IngestProgress>? progress,
        CancellationToken cancellation)
    {
        string address = WithoutCredentials(source);
        DicomWebOptions options = new()
        {
            BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/"),
            Authorization = Environment.GetEnvironmentVariable(AuthorizationVariable),
        };
        List<UnreadableFile> failed = [];
        Directory.CreateDirectory(folder);
        using DicomWebClient client = new(options);
        long done = 0;
        DicomWebQuery wanted = new() { Filters = filters };
        await foreach (DicomWebMatch study in client.SearchStudiesAsync(wanted, cancellation).ConfigureAwait(false))
        {
            await foreach (DicomWebMatch match in client
                .SearchInstancesAsync(new DicomWebQuery(), study.StudyInstanceUid, null, cancellation)
                .ConfigureAwait(false))
            {
                if (match is { SeriesInstanceUid: { } series, SopInstanceUid: { } instance })
                {
                    await FetchOneAsync(client, match.StudyInstanceUid, series, instance, folder, failed, cancellation)
                        .ConfigureAwait(false);
                }

                progress?.Report(new IngestProgress("fetching from the server", ++done, 0, 0));
            }
        }

        return failed;
    }

    private static async Task FetchOneAsync(
        DicomWebClient client,
        string study,
        string series,
        string instance,
        string folder,
        List<UnreadableFile> failed,
        CancellationToken cancellation)
    {
        string name = string.Concat(instance.Where(letter => char.IsAsciiDigit(letter) || letter == '.'));
        string path = Path.Combine(folder, name + ".dcm");
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            byte[] bytes = await client.RetrieveInstanceAsync(study, series, instance, cancellation)
                .ConfigureAwait(false);
            AtomicFile.Write(path, stream => stream.Write(bytes));
        }
        catch (DicomWebException refused) when (refused.Status is not null)
        {
            failed.Add(
                new UnreadableFile(name, $"the server did not hand it out (status {(int)refused.Status!.Value})"));
        }
    }
}
