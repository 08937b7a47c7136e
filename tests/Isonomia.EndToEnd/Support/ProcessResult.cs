namespace Isonomia.EndToEnd;

/// <summary>How a process ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test with everything the process said where the exit code is another one.</summary>
    internal ProcessResult ShouldExitWith(int code)
    {
        Assert.True(ExitCode == code, $"Exit code {ExitCode}, expected {code}.\nOutput:\n{Output}\nError:\n{Error}");
        return this;
    }
}
