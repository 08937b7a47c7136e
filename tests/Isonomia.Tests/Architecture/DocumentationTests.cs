using System.Text.RegularExpressions;

namespace Isonomia.Tests;

/// <summary>The pages lead where they say, and every decision says what it weighed.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] DecisionSections =
        ["Context", "Decision", "Rejected", "Consequences", "What would prove us wrong"];

    private static string Root => RepositoryFolder.Root;

    [Fact]
    public void Links_inside_the_repository_lead_somewhere()
    {
        string[] pages =
        [
            .. Directory.GetFiles(Root, "*.md"),
            .. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories),
        ];
        Assert.Contains(pages, page => page.EndsWith("README.md", StringComparison.Ordinal));
        Violations.ShouldBeNone(
            from page in pages
            from Match link in Link().Matches(WithoutCode(File.ReadAllText(page)))
            let target = link.Groups[1].Value
            where !target.Contains(':', StringComparison.Ordinal) && !Leads(page, target)
            select $"{Path.GetRelativePath(Root, page)}: the link '{target}' leads nowhere.");
    }

    [Fact]
    public void Decisions_have_all_their_sections_and_are_in_the_index()
    {
        string folder = Path.Combine(Root, "docs", "adr");
        string index = File.ReadAllText(Path.Combine(folder, "README.md"));
        string[] decisions =
            [.. Directory.GetFiles(folder, "*.md").Where(file => Path.GetFileName(file) != "README.md")];
        Assert.NotEmpty(decisions);
        Violations.ShouldBeNone(decisions.SelectMany(file => ProblemsOf(file, index)));
        Violations.ShouldBeNone(decisions
            .GroupBy(file => Path.GetFileName(file)[..4], StringComparer.Ordinal)
            .Where(number => number.Count() > 1)
            .Select(number => $"The number {number.Key} is given to {number.Count()} decisions."));
    }

    [Theory]
    [InlineData("## The two ideas", "the-two-ideas")]
    [InlineData("### `auroc`, ties half", "auroc-ties-half")]
    public void Anchors_are_made_as_the_usual_renderers_make_them(string heading, string anchor) =>
        Assert.Equal([anchor], AnchorsOf(heading));

    private static IEnumerable<string> ProblemsOf(string file, string index)
    {
        string name = Path.GetFileName(file);
        string text = File.ReadAllText(file);
        if (!DecisionFileName().IsMatch(name) || !text.StartsWith($"# {name[..4]} ", StringComparison.Ordinal))
        {
            yield return $"{name}: the file is named NNNN-title.md and begins with '# NNNN '.";
        }

        if (!Status().IsMatch(text))
        {
            yield return $"{name}: the line 'Status: …, YYYY-MM-DD' is missing.";
        }

        foreach (string section in DecisionSections.Where(s => !text.Contains($"\n## {s}\n", StringComparison.Ordinal)))
        {
            yield return $"{name}: the section '{section}' is missing.";
        }

        if (!index.Contains($"({name})", StringComparison.Ordinal))
        {
            yield return $"{name}: docs/adr/README.md does not list it.";
        }
    }

    private static bool Leads(string page, string target)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        return parts.Length == 1
            ? File.Exists(file) || Directory.Exists(file)
            : File.Exists(file) && AnchorsOf(WithoutFences(File.ReadAllText(file))).Contains(parts[1]);
    }

    private static IEnumerable<string> AnchorsOf(string text) => Heading().Matches(text).Select(match =>
        NotInAnchors().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    private static string WithoutFences(string text) => Fence().Replace(text, string.Empty);

    private static string WithoutCode(string text) => InlineCode().Replace(WithoutFences(text), string.Empty);

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)>?(?:\s+""[^""]*"")?\s*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionFileName();

    [GeneratedRegex(@"^Status: .*\d{4}-\d{2}-\d{2}", RegexOptions.Multiline)]
    private static partial Regex Status();
}
