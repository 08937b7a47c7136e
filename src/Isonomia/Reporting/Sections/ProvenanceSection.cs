using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>What a reader needs to make the same report again.</summary>
internal static class ProvenanceSection
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    internal static ReportSection? For(AuditReading reading) =>
        new("provenance", "Provenance", writer => Write(reading.Audit, writer));

    private static void Write(AuditResult audit, ReportWriter writer)
    {
        AuditRequest request = WithoutFolders(audit.Request);
        writer.Lead(
            "The same files, request, seed and versions give the same numbers, on any number of processor cores.");
        ReportTable files = new("Files", ["File", TableColumn.Number("Rows"), TableColumn.Number("Bytes"), "SHA-256"]);
        foreach (FileFingerprint f in audit.Data.Files)
        {
            files.Add(
                [
                    f.Name, TableCell.Count(f.Rows), TableCell.Count(f.Bytes),
                    Markup.Of($"<code class=\"hash\">{f.Sha256}</code>")]);
        }

        writer.Table(files);
        ReportTable run = new("Run", ["What", "Value"]);
        run.Add("Data fingerprint", Markup.Of($"<code class=\"hash\">{audit.Data.Sha256}</code>"));
        run.Add("Task", audit.Task);
        run.Add("Definitions", audit.Parity);
        run.Add("Seed", audit.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        AddThreshold(run, audit.Threshold);
        foreach ((string name, string version) in audit.Versions.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            run.Add($"Version of {name}", version);
        }

        writer.Table(run);
        writer.Heading("Command to make it again");
        writer.Write(
            $"<pre tabindex=\"0\" "
                + $"aria-label=\"Command\"><code>{AuditCommand.Of(request, audit.Baseline?.Name)}</code></pre>");
        writer.Write(
            $"<details><summary>Request as JSON</summary><pre tabindex=\"0\" aria-label=\"Request as "
                + $"JSON\"><code>{JsonSerializer.Serialize(request, Options)}</code></pre></details>");
    }

    private static void AddThreshold(ReportTable run, ThresholdResult? threshold)
    {
        if (threshold is null)
        {
            return;
        }

        run.Add("Threshold policy", threshold.Policy);
        run.Add(
            "Threshold",
            TableCell.Number(
                threshold.Value,
                threshold.Value is null
                    ? null
                    : $"score {threshold.Comparison} {NumberFormat.Value(threshold.Value)}"));
        run.Add("Threshold chosen on", SweepSection.Origin(threshold.Origin));
        foreach ((string group, double value) in threshold.ByGroup.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            run.Add($"Threshold of {group}", TableCell.Number(value));
        }
    }

    /// <summary>A folder can name a person or a hospital; a shared page shows file names only, as the fingerprint
    /// does.</summary>
    private static AuditRequest WithoutFolders(AuditRequest request) => request with
    {
        Predictions = request.Predictions with
        {
            Paths = [.. request.Predictions.Paths.Select(p => Path.GetFileName(p))],
            MetadataPath = request.Predictions.MetadataPath is string path ? Path.GetFileName(path) : null,
        },
    };
}
