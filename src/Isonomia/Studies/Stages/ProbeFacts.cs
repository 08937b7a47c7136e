using System.Text.Json;

namespace Isonomia.Studies;

/// <summary>What a probe says about the table of predictions it wrote.</summary>
internal static class ProbeFacts
{
    /// <summary>The score columns, for more than two classes each with its class: <c>class=column</c>.</summary>
    internal static string[] Scores(StageContext context, StudyCell cell)
    {
        using JsonDocument facts = JsonDocument.Parse(File.ReadAllText(context.At("runs", cell.Name, "probe.json")));
        string[] columns = Texts(facts.RootElement.GetProperty("score_columns"));
        string[] classes = Texts(facts.RootElement.GetProperty("classes"));
        return columns.Length < 2 ? columns : [.. columns.Zip(classes, (column, name) => $"{name}={column}")];
    }

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
