using System.Text.RegularExpressions;

namespace Isonomia.Tests;

/// <summary>The rules of the page that the compiler cannot hold.</summary>
public sealed partial class SourceRulesTests
{
    private const int MaximumLineCount = 500;
    private const int MaximumColumnCount = 120;

    /// <summary>Files that may be longer: tables of constants, each with its reason.</summary>
    private static readonly string[] LongFiles = [];

    /// <summary>Files whose types are read together: one kind or result with the small records and delegates it is made
    /// of.</summary>
    private static readonly string[] FilesWithCompanions =
    [
        "src/Isonomia/Fairness/Criteria/Criterion.cs",
        "src/Isonomia/Fairness/Disparities/Disparity.cs",
        "src/Isonomia/Fairness/Metrics/BinarySummary.cs",
        "src/Isonomia/Fairness/Metrics/MetricKernel.cs",
    ];

    [Fact]
    public void A_namespace_is_the_project_and_the_module_never_deeper() => Violations.ShouldBeNone(
        from file in SourceFile.OfTheProduct
        where !file.Path.EndsWith("/Program.cs", StringComparison.Ordinal)
        let found = Namespace().Match(file.Code) is { Success: true } match ? match.Groups[1].Value : "none"
        where found != file.ExpectedNamespace
        select $"{file.Path}: namespace '{found}', expected '{file.ExpectedNamespace}'.");

    [Fact]
    public void A_file_has_at_most_one_public_type() => Violations.ShouldBeNone(
        from file in SourceFile.OfTheProduct
        let types = PublicTypesOf(file).ToArray()
        where types.Length > 1 && !FilesWithCompanions.Contains(file.Path)
        select $"{file.Path}: public types {string.Join(", ", types)}; give each a file of its own.");

    [Fact]
    public void No_file_is_longer_than_a_person_reads() => Violations.ShouldBeNone(
        from file in SourceFile.Read("src", "tests", "benchmarks")
        let count = file.Lines.Count()
        where count > MaximumLineCount && !LongFiles.Contains(file.Path)
        select $"{file.Path}: {count} lines, at most {MaximumLineCount}; split it by concern.");

    [Fact]
    public void No_line_is_wider_than_the_page() => Violations.ShouldBeNone(
        from file in SourceFile.Read("src", "tests", "benchmarks")
        from line in file.Lines.Index()
        where line.Item.Length > MaximumColumnCount
        select $"{file.Path}:{line.Index + 1}: {line.Item.Length} columns, at most {MaximumColumnCount}; wrap it.");

    [Fact]
    public void Nothing_unfinished_or_switched_off_is_left() => Violations.ShouldBeNone(
        from file in SourceFile.Read("src", "tests", "benchmarks")
        where !file.Path.StartsWith("tests/Isonomia.Tests/Architecture/", StringComparison.Ordinal)
        from line in file.Lines.Index()
        where Unfinished().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}");

    [Fact]
    public void No_word_promises_what_a_measurement_cannot_keep() => Violations.ShouldBeNone(
        from path in Directory.EnumerateFiles(
            Path.Combine(RepositoryFolder.Root, "src"), "*", SearchOption.AllDirectories)
        where Path.GetExtension(path) is ".cs" or ".js" or ".css" or ".html" or ".md"
        from line in File.ReadLines(path).Index()
        where Promise().IsMatch(line.Item)
        select $"{Path.GetRelativePath(RepositoryFolder.Root, path)}:{line.Index + 1}: {line.Item.Trim()}");

    [Theory]
    [InlineData("// TODO", true)]
    [InlineData("#region Fields", true)]
    [InlineData("#nullable disable", true)]
    [InlineData("#pragma warning disable CA1000", true)]
    [InlineData("#pragma warning disable CA1000 // the interface asks for it", false)]
    [InlineData("#nullable enable", false)]
    public void Unfinished_lines_are_recognized(string line, bool expected) =>
        Assert.Equal(expected, Unfinished().IsMatch(line));

    [Theory]
    [InlineData("an unbiased model", true)]
    [InlineData("Debiasing", true)]
    [InlineData("a fair model", true)]
    [InlineData("simpson@unbiased", false)]
    [InlineData("ce2_debiased", false)]
    [InlineData("the debiased squared calibration error", false)]
    [InlineData("fair foundation models", false)]
    public void Promises_are_told_from_the_ids_that_papers_use(string line, bool expected) =>
        Assert.Equal(expected, Promise().IsMatch(line));

    [Fact]
    public void Public_types_are_counted_by_name()
    {
        SourceFile file = new("src/Isonomia/Catalogs/A.cs", """
            public static class Catalog { public enum Inner { } }
            public sealed class Catalog<T> { }
            internal class Other { }
            public readonly record struct Second(int A);
            public delegate double Kernel(int a);
            """);
        Assert.Equal(["Catalog", "Second", "Kernel"], PublicTypesOf(file));
    }

    private static IEnumerable<string> PublicTypesOf(SourceFile file) =>
        PublicType().Matches(file.Code).Select(match => match.Groups["name"].Value).Distinct();

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"^public\s+(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*" +
        @"(?:(?:class|struct|interface|enum|record(?:\s+struct|\s+class)?)\s+(?<name>\w+)" +
        @"|delegate\s+[^(;]+?\s(?<name>\w+)\s*[<(])",
        RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(
        @"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|^\s*#region" +
        "|#nullable disable|#pragma warning disable(?!.*//)")]
    private static partial Regex Unfinished();

    // Kumar, Liang and Ma (2019) call their estimator of the squared calibration error debiased: a name, not a promise.
    [GeneratedRegex(
        @"(?<![\w@])(unbiased|debias(?!ed\s?squared\s?calibration\s?error|ed\(in CalibrationBins|ed\(s\.Bins))" +
        @"|\bfair model\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Promise();
}
