using System.Text.Json;

namespace Isonomia.Tests;

/// <summary>Gradients of single operators and whole networks against torch in double precision.</summary>
public sealed class GradientOracleTests
{
    public static TheoryData<string> Cases
    {
        get
        {
            TheoryData<string> cases = [];
            foreach (string name in SharedFolder.Exists ? Names() : ["none"])
            {
                cases.Add(name);
            }

            return cases;
        }
    }

    internal static string[] Names()
    {
        using var index = JsonDocument.Parse(File.ReadAllText(SharedFolder.Path("oracles/autodiff/index.json")));
        return [.. index.RootElement.EnumerateArray().Select(entry => entry.GetProperty("case").GetString()!)
            .Where(name => name.StartsWith("op_", StringComparison.Ordinal)
                || name.StartsWith("model_", StringComparison.Ordinal))];
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_those_of_torch(string name)
    {
        SharedFolder.Require();
        AutodiffOracle oracle = new(name);
        string[] wanted = [.. oracle.Case.GetProperty("gradients").EnumerateArray()
            .Select(entry => entry.GetProperty("tensor").GetString()!)];
        JsonElement norms = default;
        bool hasNorms = oracle.Case.TryGetProperty("gradient_l2_norms", out norms);
        string[] normed = hasNorms ? [.. norms.EnumerateObject().Select(entry => entry.Name)] : [];
        OracleGradients got = OracleGradients.Of(oracle, oracle.Model(), [.. wanted.Union(normed)]);

        JsonElement tolerance = oracle.Case.GetProperty("tolerance");
        double value = oracle.Case.GetProperty("loss").GetProperty("value").GetDouble();
        Assert.InRange(got.Loss, value - 1e-4 - (1e-4 * Math.Abs(value)), value + 1e-4 + (1e-4 * Math.Abs(value)));
        foreach ((string tensor, double[] gradient) in got.Gradients)
        {
            if (wanted.Contains(tensor))
            {
                Compare(oracle.Expected($"grad/{tensor}"), gradient, tolerance, tensor);
            }

            if (normed.Contains(tensor))
            {
                double norm = norms.GetProperty(tensor).GetDouble();
                Assert.Equal(norm, Math.Sqrt(gradient.Sum(number => number * number)), 5e-3 * norm);
            }
        }
    }

    private static void Compare(double[] want, double[] got, JsonElement tolerance, string tensor)
    {
        if (tolerance.TryGetProperty("rtol", out JsonElement rtol))
        {
            AutodiffOracle.AssertClose(want, got, rtol.GetDouble(), tolerance.GetProperty("atol").GetDouble(), tensor);
            return;
        }

        double size = Math.Sqrt(want.Sum(number => number * number));
        double off = Math.Sqrt(want.Zip(got).Sum(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));
        double share = tolerance.GetProperty("l2_rtol").GetDouble();
        Assert.True(off <= share * size, $"{tensor}: off by {off:g3} in L2, where its norm is {size:g3}.");
    }
}
