using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Isonomia.Imaging;

/// <summary>Sends requests, with retries, limits and errors that name no identifier.</summary>
internal sealed class DicomWebTransport : IDisposable
{
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(1);

    private readonly DicomWebOptions _options;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    internal DicomWebTransport(DicomWebOptions options, HttpMessageHandler? handler, TimeProvider time)
    {
        if (!options.BaseAddress.IsAbsoluteUri || options.BaseAddress.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException(
                "The address of a DICOMweb server starts with http:// or https://.", nameof(options));
        }

        (_options, _time) = (options, time);
        _http = new HttpClient(handler ?? new SocketsHttpHandler())
        {
            BaseAddress = new Uri(options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = Timeout.InfiniteTimeSpan, // each try has its own
        };
    }

    internal async Task<DicomWebAnswer> GetAsync(
        string resource, string accept, string asked, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan wait = _options.RetryDelay * Math.Pow(2, attempt - 1);
            try
            {
                using HttpRequestMessage request = new(HttpMethod.Get, resource);
                request.Headers.TryAddWithoutValidation("Accept", accept);
                (DicomWebAnswer? answer, TimeSpan? retryAfter) = await SendAsync(
                    request, asked, isLast: attempt >= _options.MaximumAttempts, cancellationToken)
                        .ConfigureAwait(false);
                if (answer is not null)
                {
                    return answer;
                }

                wait = retryAfter ?? wait;
            }
            catch (DicomWebException failure) when (failure.Status is null && attempt < _options.MaximumAttempts)
            {
                // No connection or no answer in time: the next try may find the server again.
            }

            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    internal async Task<DicomWebAnswer> StoreAsync(
        IReadOnlyList<byte[]> files, string asked, CancellationToken cancellationToken)
    {
        // The boundary must not occur in the files; it is made from them, so that the same files make the same message.
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] file in files)
        {
            hash.AppendData(file);
        }

        using MultipartContent content = new(
            "related", "isonomia" + Convert.ToHexStringLower(hash.GetHashAndReset())[..32]);
        content.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));
        foreach (byte[] file in files)
        {
            ByteArrayContent part = new(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/dicom");
            content.Add(part);
        }

        using HttpRequestMessage request = new(HttpMethod.Post, "studies") { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "application/dicom+json");
        return (await SendAsync(request, asked, isLast: true, cancellationToken).ConfigureAwait(false)).Answer!;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The answer, or null with a wait where another try may help.</summary>
    private async Task<(DicomWebAnswer? Answer, TimeSpan? RetryAfter)> SendAsync(
        HttpRequestMessage request, string asked, bool isLast, CancellationToken cancellationToken)
    {
        if (_options.Authorization is { } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.Timeout);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
            if (!isLast && IsTemporary(response.StatusCode))
            {
                TimeSpan? after = response.Headers.RetryAfter?.Delta;
                return (null, after <= LongestRetryAfter ? after : null);
            }

            if (!response.IsSuccessStatusCode)
            {
                throw new DicomWebException(Sentence(response.StatusCode, asked), response.StatusCode);
            }

            byte[] content = await ReadAsync(response, asked, timeout.Token).ConfigureAwait(false);
            return (new DicomWebAnswer(content, response.Content.Headers.ContentType, response.StatusCode), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DicomWebException(
                $"The DICOMweb server did not finish {asked} within {_options.Timeout.TotalSeconds:0.###} seconds.");
        }
        catch (Exception failure) when (failure is HttpRequestException or (IOException and not DicomWebException))
        {
            throw new DicomWebException(
                $"The DICOMweb server at {_options.BaseAddress.Authority} could not be reached for {asked}.",
                inner: failure);
        }
    }

    private async Task<byte[]> ReadAsync(
        HttpResponseMessage response, string asked, CancellationToken cancellationToken)
    {
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream content = new();
        byte[] chunk = new byte[1 << 16];
        for (int read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false); read > 0;
            read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false))
        {
            content.Write(chunk, 0, read);
            if (content.Length > _options.MaximumResponseBytes)
            {
                throw new DicomWebException(
                    $"The server's answer to {asked} is larger than {_options.MaximumResponseBytes} bytes; refused.",
                    response.StatusCode);
            }
        }

        return content.ToArray();
    }

    private static bool IsTemporary(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout
        or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    private static string Sentence(HttpStatusCode status, string asked) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            $"The DICOMweb server answered {(int)status} to {asked}; the authorization is missing or not enough.",
        HttpStatusCode.NotFound =>
            $"The DICOMweb server answered 404 to {asked}; the object, or the service at this address, does not exist.",
        HttpStatusCode.NotAcceptable =>
            $"The DICOMweb server answered 406 to {asked}; it cannot give the form that was asked for.",
        _ => $"The DICOMweb server answered {(int)status} to {asked}.",
    };
}

/// <summary>A successful answer.</summary>
internal sealed record DicomWebAnswer(byte[] Content, MediaTypeHeaderValue? Type, HttpStatusCode Status);
