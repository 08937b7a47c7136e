namespace Isonomia.Tests;

/// <summary>Fails a test with every violation at once.</summary>
internal static class Violations
{
    internal static void ShouldBeNone(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        if (all.Length > 0)
        {
            Assert.Fail($"{all.Length} found:\n{string.Join('\n', all)}");
        }
    }
}
