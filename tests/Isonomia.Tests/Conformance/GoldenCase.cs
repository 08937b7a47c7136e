using System.Globalization;
using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>
/// One case of a golden file: numbers from outside, with where they come from and how closely they must be met.
/// </summary>
/// <remarks>
/// A file is <c>Golden/&lt;Module&gt;/&lt;id&gt;.json</c> and holds one case or an array of cases. A case has
/// <c>source</c>,
/// <c>tolerance</c> (absolute), <c>why</c> (the reason of the tolerance), <c>input</c>, and one of <c>value</c> and
/// <c>undefined</c> (the id of an <see cref="UndefinedReason"/>).
/// </remarks>
internal sealed record GoldenCase(
    string Source, double Tolerance, string Why, JsonElement Input, JsonElement? Value, UndefinedReason? Undefined)
{
    internal static string Folder { get; } = Path.Combine(RepositoryFolder.Root, "tests", "Isonomia.Tests", "Golden");

    internal static string PathOf(string module, string id) => Path.Combine(Folder, module, $"{id}.json");

    /// <summary>Reads the cases of an entry.</summary>
    /// <exception cref="FormatException">The file is not a golden file; the message says which case and what is
    /// wrong.</exception>
    internal static IReadOnlyList<GoldenCase> Load(string module, string id) => LoadFile(PathOf(module, id));

    internal static IReadOnlyList<GoldenCase> LoadFile(string path) =>
        Parse(File.ReadAllText(path), Path.GetFileName(path));

    internal static IReadOnlyList<GoldenCase> Parse(string json, string file)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement.Clone();
        GoldenCase[] cases = root.ValueKind == JsonValueKind.Array
            ? [.. root.EnumerateArray().Select((element, index) => Read(element, $"{file}, case {index}"))]
            : [Read(root, file)];
        return cases.Length > 0 ? cases : throw new FormatException($"{file}: the file holds no case.");
    }

    /// <summary>The numbers of an input array, for example <c>score</c>.</summary>
    internal double[] Doubles(string name) =>
        [.. Input.GetProperty(name).EnumerateArray().Select(element => element.GetDouble())];

    /// <summary>The whole numbers of an input array, for example <c>label</c>.</summary>
    internal int[] Integers(string name) =>
        [.. Input.GetProperty(name).EnumerateArray().Select(element => element.GetInt32())];

    /// <summary>
    /// Fails where a statistic is not the golden one: value within the tolerance, or the same reason.
    /// </summary>
    internal void ShouldMatch(Statistic actual)
    {
        if (Undefined is { } reason)
        {
            Assert.True(actual.Reason == reason, $"{Source}: expected undefined ({reason.Id()}), got {actual}.");
            return;
        }

        double expected = Value!.Value.GetDouble();
        Assert.True(
            actual.IsDefined && Math.Abs(actual.Value - expected) <= Tolerance,
            string.Create(CultureInfo.InvariantCulture,
                $"{Source}: expected {expected:R} within {Tolerance:R} ({Why}), got {actual}."));
    }

    private static GoldenCase Read(JsonElement element, string place)
    {
        JsonElement Property(string name) => element.TryGetProperty(name, out JsonElement found)
            ? found
            : throw new FormatException($"{place}: '{name}' is missing.");
        string Sentence(string name) => Property(name).GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw new FormatException($"{place}: '{name}' is empty.");

        bool hasValue = element.TryGetProperty("value", out JsonElement value);
        bool isUndefined = element.TryGetProperty("undefined", out JsonElement undefined);
        if (hasValue == isUndefined)
        {
            throw new FormatException($"{place}: exactly one of 'value' and 'undefined' is needed.");
        }

        double tolerance = Property("tolerance").GetDouble();
        return tolerance >= 0
            ? new GoldenCase(
                Sentence("source"), tolerance, Sentence("why"), Property("input"), hasValue ? value : null,
                isUndefined ? UndefinedReasons.Parse(undefined.GetString()!) : null)
            : throw new FormatException($"{place}: 'tolerance' is negative.");
    }
}
