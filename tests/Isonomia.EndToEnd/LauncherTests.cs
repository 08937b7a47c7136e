namespace Isonomia.EndToEnd;

/// <summary>The launcher, the exit code of the program through it, and a call through a link from another
/// folder.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task Runs_from_another_folder_through_a_link_and_hands_on_the_exit_code()
    {
        string link = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.CreateSymbolicLink(link, Path.Combine(RepositoryFolder.Root, "isonomia"));
        try
        {
            var timeout = TimeSpan.FromMinutes(5);
            var version = await IsonomiaProcess.RunProgramAsync(link, ["--version"], Path.GetTempPath(), timeout);
            Assert.Matches(@"^\d+\.\d+\.\d+", version.ShouldExitWith(0).Output);
            var wrong = await IsonomiaProcess.RunProgramAsync(link, ["frobnicate"], Path.GetTempPath(), timeout);
            wrong.ShouldExitWith(2);
        }
        finally
        {
            File.Delete(link);
        }
    }
}
