using Isonomia.Numerics;
using Xunit.Sdk;

namespace Isonomia.Tests;

public sealed class GoldenCaseTests
{
    private const string Example = """
        { "source": "worked by hand: (1 + 1/2 + 1 + 1/2) / 4, ties count one half", "tolerance": 1e-12,
          "why": "exact in double", "input": { "label": [0,1,1,0], "score": [0.1,0.4,0.4,0.4] }, "value": 0.75 }
        """;

    [Fact]
    public void One_case_or_an_array_is_read()
    {
        var golden = Assert.Single(GoldenCase.Parse(Example, "auroc.json"));
        Assert.Equal([0, 1, 1, 0], golden.Integers("label"));
        Assert.Equal([0.1, 0.4, 0.4, 0.4], golden.Doubles("score"));
        Assert.Equal(2, GoldenCase.Parse($"[{Example},{Example}]", "auroc.json").Count);
    }

    [Fact]
    public void A_value_within_the_tolerance_matches_and_another_does_not()
    {
        var golden = GoldenCase.Parse(Example, "auroc.json")[0];
        golden.ShouldMatch(0.75);
        Assert.Throws<TrueException>(() => golden.ShouldMatch(0.7500001));
        Assert.Throws<TrueException>(() => golden.ShouldMatch(UndefinedReason.NoPositives));
    }

    [Fact]
    public void An_undefined_case_matches_its_reason_only()
    {
        string json = Example.Replace("\"value\": 0.75", "\"undefined\": \"no_positives\"", StringComparison.Ordinal);
        var golden = GoldenCase.Parse(json, "auroc.json")[0];
        golden.ShouldMatch(UndefinedReason.NoPositives);
        Assert.Throws<TrueException>(() => golden.ShouldMatch(UndefinedReason.EmptyGroup));
        Assert.Throws<TrueException>(() => golden.ShouldMatch(0.0));
    }

    [Theory]
    [InlineData("\"source\"", "'source' is missing")]
    [InlineData("\"tolerance\"", "'tolerance' is missing")]
    [InlineData("\"value\"", "exactly one")]
    public void A_missing_part_is_named_with_its_place(string property, string expected)
    {
        string json = Example.Replace(property, "\"other\"", StringComparison.Ordinal);
        var thrown = Assert.Throws<FormatException>(() => GoldenCase.Parse($"[{json}]", "auroc.json"));
        Assert.Contains("auroc.json, case 0", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_committed_golden_file_is_well_formed()
    {
        string[] files = Directory.Exists(GoldenCase.Folder)
            ? Directory.GetFiles(GoldenCase.Folder, "*.json", SearchOption.AllDirectories)
            : [];
        Assert.All(files, file => Assert.NotEmpty(GoldenCase.LoadFile(file)));
    }
}
