using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>What <c>isonomia check</c> found in the same table, as its file says.</summary>
/// <param name="Blocking">Ids of blocking findings, accepted ones too.</param>
/// <param name="Major">Ids of major findings.</param>
/// <param name="Minor">Ids of minor findings.</param>
/// <param name="Ran">Checks that ran.</param>
internal sealed record IntegrityEvidence(
    IReadOnlyList<string> Blocking, IReadOnlyList<string> Major, IReadOnlyList<string> Minor, int Ran)
{
    private const string Schema = "isonomia.check/1";

    /// <summary>The level of readiness, 0 to 3.</summary>
    internal int Level => Blocking.Count > 0 ? 0 : Major.Count > 0 ? 1 : Minor.Count > 0 ? 2 : 3;

    /// <summary>What was found, in words.</summary>
    internal string Words => Level switch
    {
        0 => $"'isonomia check' found what blocks: {string.Join(", ", Blocking)}",
        1 => $"'isonomia check' found major: {string.Join(", ", Major)}",
        2 => $"'isonomia check' found minor: {string.Join(", ", Minor)}",
        _ => $"'isonomia check' ran {Ran.ToString(CultureInfo.InvariantCulture)} checks and found nothing",
    };

    /// <summary>Reads the file.</summary>
    /// <param name="path">The <c>check.json</c>.</param>
    /// <param name="manifestSha256">The hash of the table that is documented.</param>
    /// <exception cref="TableException">The file is of another form, or of another table.</exception>
    internal static IntegrityEvidence Read(string path, string manifestSha256)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            JsonElement root = document.RootElement;
            if (root.GetProperty("schema").GetString() != Schema)
            {
                throw new KeyNotFoundException();
            }

            if (root.GetProperty("manifest_sha256").GetString() != manifestSha256)
            {
                throw new TableException(new TableProblem(
                    $"{path} is the check of another table (its SHA-256 differs); run 'isonomia check' on this one.",
                        path));
            }

            JsonElement[] checks = [.. root.GetProperty("checks").EnumerateArray()];
            return new IntegrityEvidence(Of("blocking"), Of("major"), Of("minor"),
                checks.Count(check => check.GetProperty("status").GetString() != "not_applicable"));

            string[] Of(string severity) => [.. checks.Where(check =>
                check.TryGetProperty("severity", out JsonElement own) && own.GetString() == severity)
                .Select(check => check.GetProperty("id").GetString()!)];
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new TableException(
                new TableProblem($"{path} is not what 'isonomia check' writes (check.json, schema '{Schema}').", path),
                failure);
        }
    }
}
