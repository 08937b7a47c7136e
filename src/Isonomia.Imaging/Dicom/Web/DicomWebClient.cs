using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Isonomia.Imaging;

/// <summary>Searches a DICOMweb server and fetches from it: QIDO-RS, WADO-RS, and STOW-RS.</summary>
/// <remarks>
/// <para>May be used by many threads at once. Requests that only read are tried again where that can help.</para>
/// <para>Source: DICOM PS3.18, sections 10.4 (retrieve), 10.5 (store) and 10.6 (search).</para>
/// </remarks>
public sealed class DicomWebClient : IDisposable
{
    private readonly DicomWebTransport _transport;
    private readonly int _pageSize;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">The server and how it is reached.</param>
    /// <param name="handler">What sends requests, for proxies and tests; null for the usual one. Disposed with the
    /// client.</param>
    /// <param name="time">The clock that waits between tries.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or a number is outside its range.</exception>
    public DicomWebClient(DicomWebOptions options, HttpMessageHandler? handler = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumAttempts, 1);
        _pageSize = options.PageSize;
        _transport = new DicomWebTransport(options, handler, time ?? TimeProvider.System);
    }

    /// <summary>Searches studies, page by page.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The matches in the server's order.</returns>
    /// <exception cref="DicomWebException">The server cannot be reached, refuses, or answers something
    /// else.</exception>
    public IAsyncEnumerable<DicomWebMatch> SearchStudiesAsync(
        DicomWebQuery query, CancellationToken cancellationToken = default) =>
        SearchAsync("studies", "the search for studies", query, match => match.StudyInstanceUid, cancellationToken);

    /// <summary>Searches series, of one study or all.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="studyInstanceUid">The study, or null for all.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The matches in the server's order.</returns>
    /// <exception cref="DicomWebException">The server cannot be reached, refuses, or answers something
    /// else.</exception>
    public IAsyncEnumerable<DicomWebMatch> SearchSeriesAsync(
        DicomWebQuery query, string? studyInstanceUid = null, CancellationToken cancellationToken = default) =>
        SearchAsync(
            studyInstanceUid is null ? "series" : $"studies/{Uid(studyInstanceUid)}/series",
            "the search for series", query, match => match.SeriesInstanceUid, cancellationToken);

    /// <summary>Searches instances, of one study, one series or all.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="studyInstanceUid">The study, or null for all.</param>
    /// <param name="seriesInstanceUid">The series, or null for all; needs the study.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The matches in the server's order.</returns>
    /// <exception cref="DicomWebException">The server cannot be reached, refuses, or answers something
    /// else.</exception>
    public IAsyncEnumerable<DicomWebMatch> SearchInstancesAsync(
        DicomWebQuery query,
        string? studyInstanceUid = null,
        string? seriesInstanceUid = null,
        CancellationToken cancellationToken = default)
    {
        if (seriesInstanceUid is not null)
        {
            ArgumentNullException.ThrowIfNull(studyInstanceUid);
        }

        string resource = studyInstanceUid is null ? "instances"
            : seriesInstanceUid is null ? $"studies/{Uid(studyInstanceUid)}/instances"
            : $"studies/{Uid(studyInstanceUid)}/series/{Uid(seriesInstanceUid)}/instances";
        return SearchAsync(
            resource, "the search for instances", query, match => match.SopInstanceUid, cancellationToken);
    }

    /// <summary>Reads the metadata of a series or one instance: all elements but the pixels.</summary>
    /// <param name="studyInstanceUid">The study.</param>
    /// <param name="seriesInstanceUid">The series.</param>
    /// <param name="sopInstanceUid">The instance, or null for all of the series.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>One entry an instance.</returns>
    /// <exception cref="DicomWebException">The server cannot be reached, refuses, or answers something
    /// else.</exception>
    public async Task<IReadOnlyList<DicomWebMatch>> ReadMetadataAsync(
        string studyInstanceUid,
        string seriesInstanceUid,
        string? sopInstanceUid = null,
        CancellationToken cancellationToken = default)
    {
        const string Asked = "the request for metadata";
        string series = $"studies/{Uid(studyInstanceUid)}/series/{Uid(seriesInstanceUid)}";
        string resource = sopInstanceUid is null
            ? $"{series}/metadata"
            : $"{series}/instances/{Uid(sopInstanceUid)}/metadata";
        DicomWebAnswer answer = await _transport.GetAsync(resource, "application/dicom+json", Asked, cancellationToken)
            .ConfigureAwait(false);
        return Matches(answer, Asked);
    }

    /// <summary>Fetches an instance as a DICOM file.</summary>
    /// <param name="studyInstanceUid">The study.</param>
    /// <param name="seriesInstanceUid">The series.</param>
    /// <param name="sopInstanceUid">The instance.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The bytes of the file, in the transfer syntax the server stores; see <see
    /// cref="DicomFile.Open(ReadOnlyMemory{byte}, string)"/>.</returns>
    /// <exception cref="DicomWebException">The server cannot be reached, refuses, or answers something
    /// else.</exception>
    public async Task<byte[]> RetrieveInstanceAsync(
        string studyInstanceUid,
        string seriesInstanceUid,
        string sopInstanceUid,
        CancellationToken cancellationToken = default)
    {
        const string Asked = "the request for an instance";
        DicomWebAnswer answer = await _transport.GetAsync(
            Instance(studyInstanceUid, seriesInstanceUid, sopInstanceUid),
            "multipart/related; type=\"application/dicom\"; transfer-syntax=*", Asked, cancellationToken)
                .ConfigureAwait(false);
        return MultipartRelated.Split(answer.Content, answer.Type, Asked) is [{ } first, ..]
            ? first.Bytes
            : throw new DicomWebException($"The server's answer to {Asked} holds no part.");
    }

    /// <summary>Fetches one frame as the server stores it.</summary>
    /// <param name="studyInstanceUid">The study.</param>
    /// <param name="seriesInstanceUid">The series.</param>
    /// <param name="sopInstanceUid">The instance.</param>
    /// <param name="frame">The frame, from 0 as everywhere here (DICOMweb counts from 1).</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The bytes and what they are.</returns>
    /// <exception cref="DicomWebException">The server cannot be reached, refuses, or answers something
    /// else.</exception>
    public async Task<DicomWebFrame> RetrieveFrameAsync(
        string studyInstanceUid,
        string seriesInstanceUid,
        string sopInstanceUid,
        int frame = 0,
        CancellationToken cancellationToken = default)
    {
        const string Asked = "the request for a frame";
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        DicomWebAnswer answer = await _transport.GetAsync(
            $"{Instance(studyInstanceUid, seriesInstanceUid, sopInstanceUid)}/frames/{frame + 1}",
            "multipart/related; type=\"application/octet-stream\"; transfer-syntax=1.2.840.10008.1.2.1",
            Asked, cancellationToken).ConfigureAwait(false);
        return MultipartRelated.Split(answer.Content, answer.Type, Asked) is [{ } first, ..]
            ? first
            : throw new DicomWebException($"The server's answer to {Asked} holds no part.");
    }

    /// <summary>Fetches one frame as the server draws it: its window, 8 bits.</summary>
    /// <remarks>What a person saw in the viewer; for a model, decode the instance and keep its precision.</remarks>
    /// <param name="studyInstanceUid">The study.</param>
    /// <param name="seriesInstanceUid">The series.</param>
    /// <param name="sopInstanceUid">The instance.</param>
    /// <param name="frame">The frame, from 0.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="DicomWebException">The server cannot be reached, refuses, or answers something
    /// else.</exception>
    /// <exception cref="ImageFormatException">The answer is no readable picture.</exception>
    public async Task<Image> RetrieveRenderedAsync(
        string studyInstanceUid,
        string seriesInstanceUid,
        string sopInstanceUid,
        int frame = 0,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        DicomWebAnswer answer = await _transport.GetAsync(
            $"{Instance(studyInstanceUid, seriesInstanceUid, sopInstanceUid)}/frames/{frame + 1}/rendered",
            "image/png", "the request for a rendered frame", cancellationToken).ConfigureAwait(false);
        return Image.Decode(answer.Content, "rendered frame");
    }

    /// <summary>Sends instances to the server. Never tried again by itself: a second try could store twice.</summary>
    /// <param name="files">The DICOM files; at least one.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>How many the server stored and refused.</returns>
    /// <exception cref="DicomWebException">The server cannot be reached, refuses all, or answers something
    /// else.</exception>
    public async Task<DicomWebStoreResult> StoreAsync(
        IReadOnlyList<byte[]> files, CancellationToken cancellationToken = default)
    {
        const string Asked = "the request to store";
        ArgumentNullException.ThrowIfNull(files);
        ArgumentOutOfRangeException.ThrowIfZero(files.Count);
        DicomWebAnswer answer = await _transport.StoreAsync(files, Asked, cancellationToken).ConfigureAwait(false);
        using JsonDocument document = Parse(answer, Asked);
        return new DicomWebStoreResult(ItemCount(document, "00081199"), ItemCount(document, "00081198"));
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static string Instance(string study, string series, string instance) =>
        $"studies/{Uid(study)}/series/{Uid(series)}/instances/{Uid(instance)}";

    /// <summary>A UID that can be part of an address; anything else could lead elsewhere on the server.</summary>
    private static string Uid(string uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return uid.Length is > 0 and <= 64 && uid.All(c => char.IsAsciiDigit(c) || c == '.')
            ? uid
            : throw new ArgumentException("A UID has 1 to 64 digits and dots.", nameof(uid));
    }

    private async IAsyncEnumerable<DicomWebMatch> SearchAsync(
        string resource,
        string asked,
        DicomWebQuery query,
        Func<DicomWebMatch, string?> identity,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        HashSet<string> seen = new(StringComparer.Ordinal);
        int offset = 0;
        while (query.Limit is not { } most || seen.Count < most)
        {
            DicomWebAnswer answer = await _transport.GetAsync(
                $"{resource}?{Parameters(query, offset)}", "application/dicom+json", asked, cancellationToken)
                .ConfigureAwait(false);
            IReadOnlyList<DicomWebMatch> page = Matches(answer, asked);
            offset += page.Count;
            int before = seen.Count;
            foreach (DicomWebMatch match in page)
            {
                if (identity(match) is { } uid && seen.Count < (query.Limit ?? int.MaxValue) && seen.Add(uid))
                {
                    yield return match;
                }
            }

            // A server that ignores the offset sends the first page for ever: nothing new is the end.
            if (page.Count < _pageSize || seen.Count == before)
            {
                yield break;
            }
        }
    }

    private string Parameters(DicomWebQuery query, int offset)
    {
        List<string> parameters = [$"limit={_pageSize}", $"offset={offset}"];
        parameters.AddRange(query.Filters.Select(
            filter => $"{Uri.EscapeDataString(filter.Key)}={Uri.EscapeDataString(filter.Value)}"));
        parameters.AddRange(query.IncludedFields.Select(field => $"includefield={Uri.EscapeDataString(field)}"));
        return string.Join('&', parameters);
    }

    private static JsonDocument Parse(DicomWebAnswer answer, string asked)
    {
        try
        {
            return JsonDocument.Parse(answer.Content);
        }
        catch (JsonException damage)
        {
            throw new DicomWebException($"The server's answer to {asked} is no JSON.", answer.Status, damage);
        }
    }

    private static IReadOnlyList<DicomWebMatch> Matches(DicomWebAnswer answer, string asked)
    {
        if (answer.Content.Length == 0)
        {
            return []; // 204: no match
        }

        using JsonDocument document = Parse(answer, asked);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new DicomWebException($"The server's answer to {asked} is no list.", answer.Status);
        }

        try
        {
            return [.. document.RootElement.EnumerateArray().Select(Match)];
        }
        catch (JsonException damage)
        {
            throw new DicomWebException(
                $"The server's answer to {asked} is not the DICOM JSON model.", answer.Status, damage);
        }
    }

    private static DicomWebMatch Match(JsonElement element)
    {
        DicomDataSet dataSet = DicomJson.Read(element);
        string syntax = dataSet.Code(0x0008_3002) ?? DicomSyntax.ExplicitLittleEndianUid; // AvailableTransferSyntaxUID
        DicomFacts facts = new DicomFactsReader(dataSet).Read(new DicomContent(dataSet, syntax, IsGuessed: false));

        // Servers leave the element of the pixels out of metadata; rows and columns are there only with pixels.
        if (!facts.HasPixels && facts is { Rows: not null, Columns: not null })
        {
            double frames = dataSet.Number(DicomTag.NumberOfFrames) ?? 1;
            facts = facts with { HasPixels = true, FrameCount = frames is >= 1 and <= int.MaxValue ? (int)frames : 1 };
        }

        return new DicomWebMatch(
            facts.StudyInstanceUid ?? throw new JsonException("StudyInstanceUID is missing"),
            facts.SeriesInstanceUid, facts.SopInstanceUid, facts);
    }

    private static int ItemCount(JsonDocument document, string tag) =>
        document.RootElement.ValueKind == JsonValueKind.Object
        && document.RootElement.TryGetProperty(tag, out JsonElement sequence)
        && sequence.TryGetProperty("Value", out JsonElement items) && items.ValueKind == JsonValueKind.Array
            ? items.GetArrayLength()
            : 0;
}
