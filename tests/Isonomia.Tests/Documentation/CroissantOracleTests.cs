using System.Text.Json.Nodes;
using Isonomia.Documentation;

namespace Isonomia.Tests;

/// <summary>The reference library's own cases: the report is its text to the character.</summary>
public sealed class CroissantOracleTests
{
    public static TheoryData<string> Cases()
    {
        TheoryData<string> cases = [];
        foreach (string name in SharedFolder.Exists
            ? Directory.GetFiles(SharedFolder.Path("oracles/croissant"), "expected.txt", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>())
        {
            cases.Add(Path.GetRelativePath(SharedFolder.Path("oracles/croissant"), Path.GetDirectoryName(name)!));
        }

        if (cases.Count == 0)
        {
            cases.Add(string.Empty);
        }

        return cases;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void The_report_equals_the_reference_to_the_character(string name)
    {
        SharedFolder.Require();
        string folder = SharedFolder.Path(Path.Combine("oracles/croissant", name));
        CroissantReport report = CroissantDocument.Read(Path.Combine(folder, "metadata.json")).Validate();
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected.txt")).Trim(), report.Text);
        Assert.False(report.IsValid);
        Assert.All(report.Issues, issue => Assert.StartsWith("$", issue.JsonPath, StringComparison.Ordinal));
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void What_is_read_is_written_back_unchanged(string name)
    {
        SharedFolder.Require();
        string text = File.ReadAllText(SharedFolder.Path(Path.Combine("oracles/croissant", name, "metadata.json")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(CroissantDocument.Parse(text).ToText())));
    }
}
