namespace Isonomia.Tests;

/// <summary>What kernels must give: the gradients of the standard operators, up to rounding.</summary>
internal static class KernelGradients
{
    internal static void ShouldAgree(Dictionary<string, float[]> fused, Dictionary<string, float[]> plain)
    {
        foreach ((string parameter, float[] expected) in plain)
        {
            float scale = expected.Max(Math.Abs);
            Assert.True(scale > 1e-3, $"{parameter} has no gradient worth a test.");
            Violations.ShouldBeNone(expected.Zip(fused[parameter]).Index()
                .Where(entry => Math.Abs(entry.Item.First - entry.Item.Second) > 2e-5 * scale)
                .Select(entry => $"{parameter}[{entry.Index}]: {entry.Item.Second} instead of {entry.Item.First}"));
        }
    }
}
