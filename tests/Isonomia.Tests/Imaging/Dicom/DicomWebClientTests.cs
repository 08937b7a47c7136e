using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Isonomia.Imaging;

namespace Isonomia.Tests;

/// <summary>The client against answers made by hand: retries, limits, paging, broken messages.</summary>
public sealed class DicomWebClientTests
{
    [Fact]
    public async Task A_busy_server_is_asked_again_and_a_refusal_is_not()
    {
        Script busy = new(
            _ => Status(HttpStatusCode.ServiceUnavailable), _ => Status(HttpStatusCode.BadGateway), _ => Json("[]"));
        Assert.Empty(await Studies(busy));
        Assert.Equal(3, busy.Requests.Count);

        Script refusing = new(_ => Status(HttpStatusCode.Forbidden));
        DicomWebException error = await Assert.ThrowsAsync<DicomWebException>(() => Studies(refusing));
        Assert.Equal(HttpStatusCode.Forbidden, error.Status);
        Assert.Single(refusing.Requests);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named_after_the_last_try()
    {
        Script silent = new(Silence);
        static HttpResponseMessage Silence(CancellationToken stop) => throw new HttpRequestException("no route");
        DicomWebException error = await Assert.ThrowsAsync<DicomWebException>(() => Studies(silent));
        Assert.Equal(
            "The DICOMweb server at pacs.example:8042 could not be reached for the search for studies.", error.Message);
        Assert.Equal(3, silent.Requests.Count);
    }

    [Fact]
    public async Task A_slow_server_is_given_up_and_cancellation_is_not_mistaken_for_it()
    {
        Script slow = new(async stop =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return Json("[]");
        });
        DicomWebException error = await Assert.ThrowsAsync<DicomWebException>(
            () => Studies(slow, timeout: TimeSpan.FromMilliseconds(30)));
        Assert.Contains("within 0.03 seconds", error.Message, StringComparison.Ordinal);

        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(30));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Studies(slow, cancellationToken: stop.Token));
    }

    [Fact]
    public async Task Pages_are_read_until_a_short_one_and_a_server_without_paging_ends_too()
    {
        string Page(params ReadOnlySpan<string> uids)
        {
            List<string> entries = [];
            foreach (string uid in uids)
            {
                entries.Add($$$"""{"0020000D":{"vr":"UI","Value":["{{{uid}}}"]}}""");
            }

            return $"[{string.Join(',', entries)}]";
        }

        Script paging = new(_ => Json(Page("1.1", "1.2")), _ => Json(Page("1.3")));
        Assert.Equal(["1.1", "1.2", "1.3"], await Studies(paging));
        Assert.Contains("limit=2&offset=0", paging.Requests[0], StringComparison.Ordinal);
        Assert.Contains("limit=2&offset=2", paging.Requests[1], StringComparison.Ordinal);

        Script stubborn = new(_ => Json(Page("1.1", "1.2")));
        Assert.Equal(["1.1", "1.2"], await Studies(stubborn));
        Assert.Empty(await Studies(new Script(_ => Status(HttpStatusCode.NoContent))));
    }

    [Fact]
    public async Task Filters_are_escaped_and_identifiers_cannot_lead_elsewhere()
    {
        Script script = new(_ => Json("[]"));
        using DicomWebClient client = Client(script);
        await foreach (DicomWebMatch _ in client.SearchStudiesAsync(new DicomWebQuery
        {
            Filters = new Dictionary<string, string> { ["PatientID"] = "a&b=c/../d" }, IncludedFields = ["PatientAge"],
        }))
        {
        }

        Assert.Contains("PatientID=a%26b%3Dc%2F..%2Fd&includefield=PatientAge",
            script.Requests[0], StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => client.RetrieveInstanceAsync("../../admin", "1", "1"));
        Assert.Single(script.Requests);
    }

    [Theory]
    [InlineData("{}", "is no list")]
    [InlineData("not json", "is no JSON")]
    [InlineData("[{}]", "not the DICOM JSON model")]
    [InlineData("[3]", "not the DICOM JSON model")]
    public async Task An_answer_that_cannot_be_understood_is_refused(string body, string said)
    {
        DicomWebException error = await Assert.ThrowsAsync<DicomWebException>(() =>
            Studies(new Script(_ => Json(body))));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_become_the_same_facts_as_a_file()
    {
        const string Body = """
            [{"00080005":{"vr":"CS","Value":["ISO_IR 100"]},"0020000D":{"vr":"UI","Value":["1.2"]},
              "00100020":{"vr":"LO","Value":["P-1"]},"00100040":{"vr":"CS","Value":["F"]},
              "00101010":{"vr":"AS","Value":["012M"]},
              "00080070":{"vr":"LO","Value":["Müller"]},"00280010":{"vr":"US","Value":[512]},
              "00280030":{"vr":"DS","Value":[0.5,0.25]},
              "00100010":{"vr":"PN","Value":[{"Alphabetic":"A^B"}]},"7FE00010":{"vr":"OW","BulkDataURI":"x"}}]
            """;
        using DicomWebClient client = Client(new Script(_ => Json(Body)));
        DicomFacts facts = Assert.Single(await client.ReadMetadataAsync("1.2", "1.3")).Facts;
        Assert.Equal(("P-1", "F", 1.0, "Müller"),
            (facts.PatientId, facts.PatientSex, facts.PatientAgeYears, facts.Manufacturer));
        Assert.Equal((512, 0.5, 0.25, true),
            (facts.Rows, facts.RowSpacingMillimeters, facts.ColumnSpacingMillimeters, facts.HasPixels));
    }

    [Fact]
    public async Task Parts_are_cut_at_the_boundary_and_a_message_without_an_end_is_refused()
    {
        byte[] file = DicomBytes.Gray(2, 1, 8, 7, 9).File();
        byte[] head = Encoding.ASCII.GetBytes("preamble\r\n--edge\r\nContent-Type: application/dicom\r\n\r\n");
        byte[] whole = [.. head, .. file, .. "\r\n--edge--\r\n"u8];
        using DicomWebClient client = Client(new Script(_ => Multipart(whole)));
        Assert.Equal(file, await client.RetrieveInstanceAsync("1", "2", "3"));

        using DicomWebClient cut = Client(new Script(_ => Multipart(whole[..^12])));
        Assert.Contains(
            "was cut off",
            (await Assert.ThrowsAsync<DicomWebException>(() => cut.RetrieveInstanceAsync("1", "2", "3"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_larger_than_the_limit_is_refused()
    {
        using DicomWebClient client = new(
            new DicomWebOptions { BaseAddress = new Uri("http://pacs.example:8042/dicom-web"),
                MaximumResponseBytes = 10 },
            new Script(_ => Json(new string(' ', 100))));
        Assert.Contains(
            "larger than 10 bytes",
            (await Assert.ThrowsAsync<DicomWebException>(() => client.ReadMetadataAsync("1", "2"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_address_is_a_wrong_call() => Assert.Throws<ArgumentException>(
        () => new DicomWebClient(new DicomWebOptions { BaseAddress = new Uri("ftp://pacs.example") }));

    private static DicomWebClient Client(Script script, TimeSpan? timeout = null) => new(
        new DicomWebOptions
        {
            BaseAddress = new Uri("http://pacs.example:8042/dicom-web"),
            PageSize = 2, RetryDelay = TimeSpan.FromMilliseconds(1),
            Timeout = timeout ?? TimeSpan.FromSeconds(30), Authorization = "Bearer token",
        },
        script);

    private static async Task<List<string>> Studies(
        Script script, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        using DicomWebClient client = Client(script, timeout);
        List<string> uids = [];
        await foreach (DicomWebMatch match in client.SearchStudiesAsync(new DicomWebQuery(), cancellationToken))
        {
            uids.Add(match.StudyInstanceUid);
        }

        return uids;
    }

    private static HttpResponseMessage Status(HttpStatusCode status) =>
        new(status) { Content = new ByteArrayContent([]) };

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/dicom+json"),
    };

    private static HttpResponseMessage Multipart(byte[] body)
    {
        ByteArrayContent content = new(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(
            "multipart/related; type=\"application/dicom\"; boundary=edge");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    /// <summary>Answers in turn, the last one for ever, and remembers what was asked.</summary>
    private sealed class Script(params Func<CancellationToken, Task<HttpResponseMessage>>[] answers)
        : HttpMessageHandler
    {
        private int _next;

        internal Script(params Func<CancellationToken, HttpResponseMessage>[] answers)
            : this([.. answers.Select(answer =>
                (Func<CancellationToken, Task<HttpResponseMessage>>)(stop => Task.FromResult(answer(stop))))])
        {
        }

        internal List<string> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request.RequestUri!.ToString());
            Assert.Equal("Bearer token", request.Headers.Authorization?.ToString() ?? "Bearer token");
            return answers[Math.Min(_next++, answers.Length - 1)](cancellationToken);
        }
    }
}
