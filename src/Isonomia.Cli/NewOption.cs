using System.CommandLine;

namespace Isonomia.Cli;

/// <summary>Makes the options that most verbs are made of.</summary>
internal static class NewOption
{
    /// <summary>An option with one text, or none.</summary>
    internal static Option<string?> One(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    /// <summary>An option with several texts; it can also be repeated.</summary>
    internal static Option<string[]> Many(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore };

    /// <summary>An option with a value that is there where it is not given.</summary>
    internal static Option<T> With<T>(string name, string value, string description, T standard) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => standard };

    /// <summary>Adds options to a verb in the order its help lists them.</summary>
    internal static void AddAll(this Command command, params ReadOnlySpan<Option> options)
    {
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }
    }
}
