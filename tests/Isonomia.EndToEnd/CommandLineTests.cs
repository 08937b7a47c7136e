namespace Isonomia.EndToEnd;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Version_is_printed()
    {
        var result = (await IsonomiaProcess.RunAsync("--version")).ShouldExitWith(0);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task Help_names_the_program_and_how_to_use_it()
    {
        var result = (await IsonomiaProcess.RunAsync("--help")).ShouldExitWith(0);
        Assert.Contains("Isonomia", result.Output, StringComparison.Ordinal);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_is_wrong_use_and_is_named()
    {
        var result = (await IsonomiaProcess.RunAsync("frobnicate")).ShouldExitWith(2);
        Assert.Contains("'frobnicate'", result.Error, StringComparison.Ordinal);
    }
}
