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

    [Theory]
    [InlineData("audit")]
    [InlineData("compare")]
    [InlineData("demo")]
    [InlineData("metrics")]
    public async Task The_help_of_a_verb_names_the_program_and_ends_with_examples_and_exit_codes(string verb)
    {
        var result = (await IsonomiaProcess.RunAsync(verb, "--help")).ShouldExitWith(0);
        Assert.Contains($"isonomia {verb}", result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"Exit codes:\s+0 .*\s+1 .*\s+2 .*\s+3 .*\s+4 ", result.Output);
        Assert.DoesNotContain("Isonomia.Cli", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_without_its_options_says_how_to_get_help()
    {
        var result = (await IsonomiaProcess.RunAsync("audit")).ShouldExitWith(2);
        Assert.Contains("'isonomia audit --help'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_verb_is_wrong_use_and_is_named()
    {
        var result = (await IsonomiaProcess.RunAsync("frobnicate")).ShouldExitWith(2);
        Assert.Contains("'frobnicate'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the option '--atribute' is unknown; did you mean '--attribute'?", "ingest", "x", "--atribute", "sex")]
    [InlineData("'--lable' is unknown; did you mean '--label'?", "tune", "x", "--lable", "y")]
    [InlineData("'benhc' is unknown; did you mean 'bench'?", "benhc")]
    public async Task A_misspelled_name_is_told_with_the_one_that_was_meant(string sentence, params string[] args)
    {
        var result = (await IsonomiaProcess.RunAsync(args)).ShouldExitWith(2);
        Assert.Contains(sentence, result.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_cohort_that_is_not_there_is_named_with_what_was_expected()
    {
        var result = (await IsonomiaProcess.RunAsync(
            "probe", "nowhere", "--embeddings", "store", "--label", "y", "--out", "o")).ShouldExitWith(3);
        Assert.Contains("nowhere was not found; expected a cohort", result.Error, StringComparison.Ordinal);
    }
}
