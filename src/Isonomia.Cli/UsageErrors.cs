using System.CommandLine;
using System.CommandLine.Parsing;
using Isonomia.Catalogs;

namespace Isonomia.Cli;

/// <summary>What is wrong with a command line, one sentence each, with the name that was probably meant.</summary>
internal static class UsageErrors
{
    private const string Help = "--help";

    /// <summary>Lists what is wrong.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <param name="args">The words that were typed.</param>
    /// <returns>The sentences; empty where the command can run or its help was asked for.</returns>
    internal static IReadOnlyList<string> In(ParseResult parsed, IReadOnlyList<string> args)
    {
        if (args.Any(arg => arg is Help or "-h" or "-?"))
        {
            return [];
        }

        Command command = parsed.CommandResult.Command;
        return
        [
            .. TakenForArguments(parsed, args).Select(name => $"The option '{name}' is unknown{Meant(name, command)}."),
            .. parsed.UnmatchedTokens.Select(name => $"'{name}' is unknown{Meant(name, command)}."),
            .. parsed.Errors.Select(error => error.Message)
                .Where(message => !parsed.UnmatchedTokens.Any(name => message.Contains($"'{name}'"))),
        ];
    }

    /// <summary>The words with two dashes that the parser took for values of an argument; after <c>--</c> they
    /// are.</summary>
    private static IEnumerable<string> TakenForArguments(ParseResult parsed, IReadOnlyList<string> args) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .Where(word => word.StartsWith("--", StringComparison.Ordinal)
                && args.TakeWhile(arg => arg != "--").Contains(word));

    private static string Meant(string name, Command command)
    {
        bool isOption = name.StartsWith('-');
        IEnumerable<string> known = isOption
            ? command.Options.Select(option => option.Name)
            : command.Subcommands.Select(sub => sub.Name);
        return NearestName.Of(name, known) is { } near ? $"; did you mean '{near}'?" : string.Empty;
    }
}
