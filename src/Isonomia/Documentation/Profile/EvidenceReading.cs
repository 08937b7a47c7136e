using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>Reads what other verbs wrote about the cohort: the integrity check, the curation, the list of withdrawn
/// consents.</summary>
internal static class EvidenceReading
{
    internal static WithdrawnCount? Withdrawn(DocumentRequest request, CohortReading reading,
        CancellationToken cancellation)
    {
        if (request.Withdrawn is not string path)
        {
            return null;
        }

        if (reading.Cohort.Units is not { } units)
        {
            throw new ArgumentException("A list of withdrawn consents needs the patient column (--unit).");
        }

        var table = TextTable.Read(path, null, cancellation);
        string column = table.Columns.Contains("patient") ? "patient" : table.Columns[0];
        HashSet<string> listed = [.. table[column].OfType<string>().Select(id => id.Trim())];
        int[] rows = [.. Enumerable.Range(0, units.Count).Where(i => listed.Contains(units[i]))];
        return new WithdrawnCount(listed.Count, rows.Select(i => units[i]).Distinct().Count(), rows.Length);
    }

    internal static IntegrityEvidence? Check(DocumentRequest request, CohortReading reading)
    {
        if (request.IntegrityCheck is not string path)
        {
            return null;
        }

        string file = Directory.Exists(path) ? Path.Combine(path, "check.json") : path;
        return File.Exists(file)
            ? IntegrityEvidence.Read(file, reading.Cohort.Manifest.Sha256)
            : throw new TableException([new TableProblem(
                $"'{file}' is not there; expected the check.json that 'isonomia check' wrote.", file)]);
    }

    internal static CurationSummary? Curation(DocumentRequest request)
    {
        if (Read(request.Curation, "curation.json", "isonomia.curation/1", "isonomia curate")
            is not (JsonElement root, string name))
        {
            return null;
        }

        JsonElement[] steps = [.. root.GetProperty("steps").EnumerateArray(), root.GetProperty("total")];
        return new CurationSummary(name, [.. steps.Select(Sentence)],
            [.. steps.SkipLast(1).SelectMany(step => step.GetProperty("factors").EnumerateArray()
                .Where(factor => Text(factor, "verdict") == "uneven")
                .Select(factor => $"{Text(factor, "factor")} by {Text(step, "step")}"
                    + (Text(factor, "accepted") is string reason ? $" (accepted: {reason})" : string.Empty)))]);
    }

    private static string Sentence(JsonElement step)
    {
        long Number(string name) => step.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;
        long before = Number("before");
        long removed = Number("removed");
        string share = before == 0 ? string.Empty
            : $" ({(100.0 * removed / before).ToString("0.0", CultureInfo.InvariantCulture)} %)";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Text(step, "step")}: {before:N0} images of {Number("patients_before"):N0} patients, {removed:N0} "
            + $"removed{share}, {before - removed:N0} of {Number("patients_after"):N0} patients left");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private static (JsonElement Root, string Name)? Read(string? path, string file, string schema, string verb)
    {
        if (path is null)
        {
            return null;
        }

        string place = Directory.Exists(path) ? Path.Combine(path, file) : path;
        string name = Path.GetFileName(place);
        if (!File.Exists(place))
        {
            throw new TableException([new TableProblem(
                $"'{place}' is not there; expected the folder or the {file} that '{verb}' wrote.", place)]);
        }

        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(place));
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new TableException([new TableProblem($"{name} is no JSON; expected the {file} that '{verb}' wrote.",
                place)]);
        }

        string? found = root.ValueKind == JsonValueKind.Object ? Text(root, "schema") : null;
        return found == schema ? (root, name)
            : throw new TableException([new TableProblem(
                $"{name} has the schema '{found ?? "none"}'; expected '{schema}', as '{verb}' writes it.", place)]);
    }
}
