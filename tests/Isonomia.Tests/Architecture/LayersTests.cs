using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Isonomia.Tests;

/// <summary>Keeps layers.txt true: the sources use only what the table allows.</summary>
public sealed partial class LayersTests
{
    [Fact]
    public void Sources_use_only_what_the_table_allows()
    {
        Dictionary<string, HashSet<string>> types = SourceFile.OfTheProduct
            .GroupBy(file => file.Unit, StringComparer.Ordinal)
            .ToDictionary(
                unit => unit.Key,
                unit => unit.SelectMany(file => TopLevelType().Matches(file.Code)).Select(m => m.Groups[1].Value)
                    .ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
        Violations.ShouldBeNone(SourceFile.OfTheProduct.SelectMany(file => UsesOf(file, types)
            .Where(used => !Layers.OfTheRepository.Allows(file.Unit, used))
            .Select(used => $"{file.Path}: {file.Unit} may not use {used} (layers.txt).")));
    }

    [Fact]
    public void Every_project_and_module_has_a_line_in_the_table()
    {
        string[] units = [.. SourceFile.OfTheProduct.Select(file => file.Unit).Distinct()];
        Assert.Contains("Numerics", units);
        Violations.ShouldBeNone(units.Except(Layers.OfTheRepository.Names)
            .Select(
                unit =>
                    $"'{unit}' has sources and no line in layers.txt; a file of src/Isonomia lies in a module's "
                        + "folder."));
    }

    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        string source = Path.Combine(RepositoryFolder.Root, "src");
        string[] modules =
            [.. Directory.GetDirectories(Path.Combine(source, "Isonomia")).Select(d => Path.GetFileName(d)!)];
        IEnumerable<string> UnitsOf(string project) =>
            project == "Isonomia" ? modules : [project.Replace("Isonomia.", string.Empty, StringComparison.Ordinal)];

        Violations.ShouldBeNone(
            from file in Directory.GetFiles(source, "*.csproj", SearchOption.AllDirectories)
            let user = Path.GetFileNameWithoutExtension(file)
            from reference in XDocument.Load(file).Descendants("ProjectReference")
            let used = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)
            where !UnitsOf(user).Any(a => UnitsOf(used).Any(b => Layers.OfTheRepository.Allows(a, b)))
            select $"{user}.csproj: {user} may not reference {used} (layers.txt).");
    }

    [Fact]
    public void A_use_is_seen_however_it_is_written()
    {
        Dictionary<string, HashSet<string>> types = new(StringComparer.Ordinal) { ["Reporting"] = ["Page"] };
        string[] uses =
        [
            "using Isonomia.Reporting;", "using static Isonomia.Reporting.Page;", "using P = Isonomia.Reporting.Page;",
            "global::Isonomia.Reporting.Page x;", "Reporting.Page x;", "x = new Reporting.Page();",
        ];
        string[] others =
        [
            "// Isonomia.Reporting", "/// <see cref=\"Isonomia.Reporting.Page\"/>", "x = \"Isonomia.Reporting\";",
            "request.Reporting.Page();", "Reporting.Rows();", "x = \"\"\"\n Isonomia.Reporting \"\" \n\"\"\";",
        ];
        Assert.All(uses, code => Assert.Contains("Reporting", UsesOf(new("src/Isonomia/Fairness/A.cs", code), types)));
        Assert.All(others, code => Assert.Empty(UsesOf(new("src/Isonomia/Fairness/A.cs", code), types)));
    }

    [Fact]
    public void The_table_reads_stars_and_exceptions()
    {
        Layers layers = new(["# a comment", "A:", "B: A", "C: *", "D: * -C"]);
        Assert.True(
            layers.Allows("B", "A") && layers.Allows("C", "B") && layers.Allows("D", "B") && layers.Allows("A", "A"));
        Assert.False(layers.Allows("A", "B") || layers.Allows("D", "C") || layers.Allows("Unknown", "A"));
        Assert.Throws<FormatException>(() => new Layers(["A: B", "B:"]));
    }

    private static IEnumerable<string> UsesOf(SourceFile file, Dictionary<string, HashSet<string>> types)
    {
        IEnumerable<string> qualified = QualifiedName().Matches(file.Code).Select(match => match.Groups[1].Value);

        // Inside a namespace Isonomia.X, 'Reporting.Page' means Isonomia.Reporting.Page without any using.
        IEnumerable<string> relative = RelativeName().Matches(file.Code)
            .Where(match => types.TryGetValue(match.Groups[1].Value, out HashSet<string>? names) &&
                names.Contains(match.Groups[2].Value))
            .Select(match => match.Groups[1].Value);
        return qualified.Concat(relative).Where(name => name != file.Unit).Distinct();
    }

    [GeneratedRegex(@"\bIsonomia\s*\.\s*([A-Z]\w*)")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w*)\.([A-Z]\w*)\b")]
    private static partial Regex RelativeName();

    [GeneratedRegex(
        @"^(?:public|internal|file)\b[^\n;({=]*?\b(?:class|struct|record|interface|enum)\s+" +
        @"(?:struct\s+|class\s+)?(\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
