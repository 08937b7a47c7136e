using Spectre.Console;

namespace Isonomia.Cli;

/// <summary>Standard output: as wide as the terminal, and wide enough for a table where it is a file or a
/// pipe.</summary>
internal static class Terminal
{
    private const int FileWidth = 140;

    /// <summary>The console that verbs write to.</summary>
    internal static IAnsiConsole Output
    {
        get
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            });
            if (Console.IsOutputRedirected)
            {
                console.Profile.Width = FileWidth;
            }

            return console;
        }
    }
}
