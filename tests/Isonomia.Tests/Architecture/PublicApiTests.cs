using System.Reflection;

namespace Isonomia.Tests;

/// <summary>A change of what outsiders can call is seen in review: the list is committed and compared.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Assemblies =>
        ["Isonomia.Numerics", "Isonomia.Catalogs", "Isonomia.Imaging", "Isonomia.Onnx", "Isonomia"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Public_surface_is_the_committed_one(string name)
    {
        string path = Path.Combine(
            RepositoryFolder.Root, "tests", "Isonomia.Tests", "Architecture", $"public-api-{name}.txt");
        var actual = PublicApi.LinesOf(Assembly.Load(name));
        if (Environment.GetEnvironmentVariable("ISONOMIA_UPDATE_API") == "1")
        {
            File.WriteAllText(path, string.Concat(actual.Select(line => line + "\n")));
            return;
        }

        string[] committed = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] difference =
        [
            .. committed.Except(actual).Select(line => $"- {line}"),
            .. actual.Except(committed).Select(line => $"+ {line}"),
        ];
        if (difference.Length > 0)
        {
            Assert.Fail($"The public surface of {name} changed. If that is meant, run the tests once with " +
                "ISONOMIA_UPDATE_API=1, commit the list and name the change in CHANGELOG.md.\n" +
                string.Join('\n', difference));
        }
    }

    [Fact]
    public void A_member_is_one_readable_line()
    {
        var lines = PublicApi.LinesOf(typeof(Numerics.RandomSource).Assembly);
        Assert.Contains("Isonomia.Numerics.RandomSource: sealed class", lines);
        Assert.Contains("Isonomia.Numerics.RandomSource(ulong seed)", lines);
        Assert.Contains("Isonomia.Numerics.RandomSource.NextInt32(int bound): int", lines);
        Assert.Contains("Isonomia.Numerics.RandomSource.Shuffle<T>(Span<T> items): void", lines);
        Assert.Contains("Isonomia.Numerics.Statistic.ValueOrNull: double? { get; }", lines);
        Assert.Contains("Isonomia.Numerics.UndefinedReason.NoPositives = 1", lines);
        Assert.DoesNotContain(lines, line => line.Contains("SplitMix64", StringComparison.Ordinal));
    }
}
