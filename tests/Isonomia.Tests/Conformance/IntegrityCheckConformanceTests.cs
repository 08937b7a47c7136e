using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Integrity;

namespace Isonomia.Tests;

/// <summary>The laws of every integrity check: it fires on one cohort and not on another.</summary>
public sealed class IntegrityCheckConformanceTests : CatalogConformance<IntegrityCheck>
{
    protected override Catalog<IntegrityCheck> Catalog => IntegrityCheck.All;

    protected override string GuidePage => "docs/guide/integrity.md";

    protected override string Module => "Integrity/Checks";

    protected override Citation? CitationOf(IntegrityCheck entry) => entry.Source;

    public static TheoryData<string> Ids() => [.. IntegrityCheck.All.Select(check => check.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Fires_on_one_cohort_and_is_clear_on_another_with_the_counts_worked_by_hand(string id)
    {
        HashSet<CheckStatus> seen = [];
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            CheckResult check = Assert.Single(CheckCohort.Run(golden.Input, id).Checks);
            string status = golden.Input.GetProperty("status").GetString()!;
            Assert.True(
                status == JsonName(check.Status.ToString()) && check.Count == golden.Value!.Value.GetInt64(),
                $"{golden.Source}: expected {status} with {golden.Value}, got {check.Status} with {check.Count}: "
                    + check.Sentence);
            if (golden.Input.TryGetProperty("severity", out JsonElement severity))
            {
                Assert.Equal(severity.GetString(), JsonName(check.Severity.ToString()!));
            }

            if (golden.Input.TryGetProperty("samples", out JsonElement samples))
            {
                Assert.Equal(samples.EnumerateArray().Select(one => one.GetString()!), check.Samples);
            }

            seen.Add(check.Status);
        }

        Assert.Contains(CheckStatus.Found, seen);
        Assert.Contains(CheckStatus.Clear, seen);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Any_number_of_threads_gives_the_same_bytes_and_the_worst_severity_is_not_exceeded(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            using ScratchFolder folder = new();
            IntegrityRequest request = CheckCohort.Request(golden.Input, folder) with { Checks = [id] };
            IntegrityResult one = CohortIntegrity.Run(request with { MaxThreads = 1 });
            Assert.Equal(
                IntegrityJson.Serialize(one),
                IntegrityJson.Serialize(CohortIntegrity.Run(request with { MaxThreads = 8 })));
            Assert.True((one.Checks[0].Severity ?? CheckSeverity.Note) <= IntegrityCheck.All[id].Worst);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Says_what_it_would_do_to_an_audit_and_what_to_do(string id)
    {
        IntegrityCheck check = IntegrityCheck.All[id];
        Assert.EndsWith(".", check.AuditEffect, StringComparison.Ordinal);
        Assert.EndsWith(".", check.Remedy, StringComparison.Ordinal);
        Assert.All(check.Settings, setting => Assert.Matches("^[a-z_]+$", setting.Name));
        Assert.Distinct(check.Settings.Select(setting => setting.Name));
    }

    private static string JsonName(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
