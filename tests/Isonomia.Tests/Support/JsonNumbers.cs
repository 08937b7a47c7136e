using System.Text.Json;

namespace Isonomia.Tests;

/// <summary>Reads arrays out of reference files.</summary>
internal static class JsonNumbers
{
    internal static double Number(this JsonElement element, string name) => Number(element.GetProperty(name));

    internal static double[] Numbers(this JsonElement element, string name) => Numbers(element.GetProperty(name));

    internal static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(Number)];

    internal static double[][] Matrix(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(row => row.Numbers())];

    internal static sbyte[] Labels(this JsonElement element, string name) =>
        [
            .. element.GetProperty(name)
            .EnumerateArray()
            .Select(x => x.ValueKind == JsonValueKind.Null ? (sbyte)-1 : (sbyte)x.GetInt32())];

    internal static string?[] Texts(this JsonElement element, string name) =>
        [
            .. element.GetProperty(name)
            .EnumerateArray()
            .Select(x => x.ValueKind == JsonValueKind.Null ? null : x.ToString())];

    internal static double Number(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => double.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
        _ => element.GetDouble(),
    };
}
