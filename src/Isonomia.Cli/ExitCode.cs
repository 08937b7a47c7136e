namespace Isonomia.Cli;

/// <summary>What the program returns to its caller.</summary>
internal static class ExitCode
{
    /// <summary>Everything went well.</summary>
    internal const int Fine = 0;

    /// <summary>A gate that the caller set failed.</summary>
    internal const int GateFailed = 1;

    /// <summary>The command line does not say what to do.</summary>
    internal const int WrongUse = 2;

    /// <summary>The input cannot be read as what it should be.</summary>
    internal const int WrongData = 3;

    /// <summary>Something the program needs is missing on this machine.</summary>
    internal const int WrongEnvironment = 4;
}
