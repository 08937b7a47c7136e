using System.Reflection;
using System.Runtime.InteropServices;
using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>What a result says of the audit itself: how large, what was asked, by which versions.</summary>
internal static class AuditFacts
{
    internal static SampleSize SizeOf(PredictionTable table)
    {
        double sum = table.Weights?.Sum() ?? 0;
        double? effective = table.Weights is null ? null : sum * sum / table.Weights.Sum(w => w * w);
        return table.Outcome is Outcome.Binary binary
            ? new SampleSize(
                table.RowCount,
                table.UnitCount,
                binary.Labels.LongCount(label => label == 1),
                binary.Labels.LongCount(label => label == 0),
                binary.Labels.LongCount(label => label < 0),
                effective)
            : new SampleSize(table.RowCount, table.UnitCount, null, null, 0, effective);
    }

    /// <summary>A result may be shared: it names files, never folders.</summary>
    internal static AuditRequest WithoutFolders(AuditRequest request) => request with
    {
        Predictions = request.Predictions with
        {
            Paths = [.. request.Predictions.Paths.Select(path => Path.GetFileName(path))],
            MetadataPath = Path.GetFileName(request.Predictions.MetadataPath),
            EmbeddingsPath = Path.GetFileName(request.Predictions.EmbeddingsPath),
        },
    };

    internal static Dictionary<string, string> Versions() => new()
    {
        ["isonomia"] = typeof(AuditFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "unknown",
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
    };
}
