using System.Text.Json;
using System.Text.RegularExpressions;

using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Reporting;

namespace Isonomia.Tests;

public sealed class AuditReportTests
{
    private static readonly string Page = AuditReport.Render(SampleAudit.Binary());

    /// <summary>Everything but the scripts and the style sheet.</summary>
    private static string Body(string page) =>
        Regex.Replace(page, "<(script|style)[^>]*>.*?</\\1>", "", RegexOptions.Singleline);

    [Fact]
    public void Shows_every_section_of_a_binary_audit_in_reading_order()
    {
        string[] ids = [.. Regex.Matches(Body(Page), "<section id=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];

        Assert.Equal(
            [
                "answer", "population", "performance", "criteria", "curves", "calibration", "scores", "thresholds",
                "intersections",
                "definitions", "individual", "baseline", "gates", "not-tested", "method", "provenance",
            ], ids);
        Assert.All(ids, id => Assert.Contains($"href=\"#{id}\"", Page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("regression", "mae")]
    [InlineData("multiclass", "balanced_accuracy")]
    [InlineData("segmentation", "dice")]
    public void Leaves_out_what_a_task_without_curves_cannot_show(string task, string metric)
    {
        string body = Body(AuditReport.Render(SampleAudit.Without(task, metric)));

        string[] ids = [.. Regex.Matches(body, "<section id=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];
        Assert.Equal(["answer", "performance", "not-tested", "method", "provenance"], ids);
        Assert.Contains("●</span> No disparity above the margin found", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Puts_the_verdict_the_severe_flags_and_the_limits_on_the_first_screen()
    {
        string body = Body(Page);
        string answer = body[..body.IndexOf("<section id=\"population\"", StringComparison.Ordinal)];

        Assert.Contains("Disparity found", answer, StringComparison.Ordinal);
        Assert.Contains("80 and over", answer, StringComparison.Ordinal);
        Assert.Contains("3 patients are in the validation and in the test rows", answer, StringComparison.Ordinal);
        Assert.Contains("What this data cannot tell", answer, StringComparison.Ordinal);
        Assert.Contains("acral", answer, StringComparison.Ordinal);
        Assert.Contains("(missing)", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Escapes_hostile_names_in_text_attributes_and_data()
    {
        string page = AuditReport.Render(
            SampleAudit.Renamed(name => name + "</script><script>alert(1)</script>\"onload=\"x"));

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"onload=\"", page, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(page, "</script>"));
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.Contains("\\u003C/script\\u003E", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Loads_nothing_and_allows_only_its_own_scripts()
    {
        string body = Body(Page);

        Assert.DoesNotMatch("(src|href|action|data|poster)=\"(?!#)", Regex.Replace(body, "data-[a-z]+=", "x="));
        Assert.DoesNotMatch("https?://", body);
        Assert.DoesNotContain("@import", Page, StringComparison.Ordinal);
        Assert.DoesNotMatch(
            "url\\(",
            string.Concat(Regex.Matches(Page, "<style>.*?</style>", RegexOptions.Singleline).Select(m => m.Value)));
        Match policy = Regex.Match(Page, "Content-Security-Policy\" content=\"([^\"]+)\"");
        Assert.Contains("default-src 'none'", policy.Value, StringComparison.Ordinal);
        Assert.DoesNotMatch("script-src[^;]*unsafe", policy.Value);
        foreach (Match script in Regex.Matches(Page, "<script>(.*?)</script>", RegexOptions.Singleline))
        {
            byte[] hash = System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.UTF8.GetBytes(script.Groups[1].Value));
            Assert.Contains($"'sha256-{Convert.ToBase64String(hash)}'", policy.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Never_certifies()
    {
        Assert.DoesNotMatch("(?i)\\b(un)?fair\\b|\\bunbiased\\b|\\bbias-free\\b|\\bdebias", Body(Page));
    }

    [Fact]
    public void Gives_the_same_bytes_for_the_same_audit() =>
        Assert.Equal(Page, AuditReport.Render(SampleAudit.Binary()));

    [Fact]
    public void Stands_every_plot_beside_its_words_and_its_table()
    {
        MatchCollection figures = Regex.Matches(Page, "<figure class=\"chart\".*?</figure>", RegexOptions.Singleline);

        Assert.True(figures.Count >= 8);
        Assert.All(figures, figure =>
        {
            Assert.Matches("role=\"img\" aria-label=\"[^\"]{20,}\"", figure.Value);
            Assert.Contains("<caption>", figure.Value, StringComparison.Ordinal);
            Assert.Contains("Download CSV", figure.Value, StringComparison.Ordinal);
            Assert.True(Regex.Count(figure.Value, "<tr") > 2);
        });
        using JsonDocument charts = JsonDocument.Parse(
            Regex.Match(Page, "id=\"charts\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value);
        Assert.Equal(figures.Count, charts.RootElement.GetArrayLength());
    }

    [Fact]
    public void Has_one_first_heading_labeled_controls_and_scoped_tables()
    {
        string body = Body(Page);

        Assert.Single(Regex.Matches(body, "<h1>"));
        Assert.Equal(Regex.Count(body, "<table>"), Regex.Count(body, "<caption>"));
        Assert.DoesNotMatch("<th(?! scope=)[ >]", body);
        foreach (Match select in Regex.Matches(body, "<select id=\"([^\"]+)\""))
        {
            Assert.Contains($"<label for=\"{select.Groups[1].Value}\"", body, StringComparison.Ordinal);
        }

        string[] ids = [.. Regex.Matches(body, " id=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Keeps_folders_out_because_they_can_name_a_person()
    {
        Assert.DoesNotContain("Jane Doe", Page, StringComparison.Ordinal);
        Assert.Contains("isonomia audit predictions.csv", Page, StringComparison.Ordinal);
        Assert.Contains("--attribute &#39;body site&#39;", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_that_not_all_criteria_can_hold_where_predictive_values_and_error_rates_are_listed()
    {
        Assert.Contains("Not all criteria can hold at once", Page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Not all criteria can hold at once", AuditReport.Render(SampleAudit.Without("regression", "mae")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Has_words_for_every_reason_why_a_number_is_undefined() =>
        Assert.All(Enum.GetValues<UndefinedReason>(), reason => Assert.Contains(reason.Id(), Wording.KnownReasons));

    [Fact]
    public void Replaces_a_page_and_leaves_no_temporary_file()
    {
        string folder = Directory.CreateTempSubdirectory("isonomia-report").FullName;
        string path = Path.Combine(folder, "report.html");
        File.WriteAllText(path, "old");

        AuditReport.Write(SampleAudit.Binary(), path);

        Assert.Equal(Page, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Stays_small_enough_to_mail_and_lies_in_artifacts_for_the_eye()
    {
        string path = Path.Combine(RepositoryFolder.Root, "artifacts", "report-sample");
        Directory.CreateDirectory(path);
        AuditReport.Write(SampleAudit.Binary(), Path.Combine(path, "report.html"));
        AuditReport.Write(SampleAudit.Without("regression", "mae"), Path.Combine(path, "regression.html"));
        Assert.InRange(new FileInfo(Path.Combine(path, "report.html")).Length, 1_100_000, 2_000_000);
    }
}
