using System.CommandLine;
using Isonomia.Adaptation;

namespace Isonomia.Cli;

/// <summary>A cohort with its embeddings and splits, shared by the verbs that learn from embeddings.</summary>
internal sealed class EmbeddedCohortOptions
{
    internal CohortOptions Cohort { get; } = new();

    internal Option<string> Embeddings { get; } = new("--embeddings", "-e")
    {
        Description = "The embedding store of the cohort, made by 'isonomia embed'.", HelpName = "STORE",
            Required = true,
    };

    internal Option<string?> Training { get; } =
        One("--train-split", "The split that trains (default: train, training).");

    internal Option<string?> Validation { get; } = One(
        "--validation-split", "The split that chooses settings and calibrates (default: val, validation, dev, …).");

    internal Option<string?> Test { get; } = One("--test-split", "The split that is judged (default: test, …).");

    internal Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "The seed: the same seed gives the same bytes.", HelpName = "N", DefaultValueFactory = _ => 1,
    };

    internal Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads; 0: one for each core. The result does not depend on it.", HelpName = "N",
    };

    internal Option<string> Out { get; } = new("--out", "-o")
    {
        Description = "The folder for the results.", HelpName = "DIR", Required = true,
    };

    /// <summary>Adds the argument and the options to a verb, the verb's own ones in between.</summary>
    internal void AddTo(Command command, params Option[] own)
    {
        Cohort.AddTo(command);
        foreach (Option option in (Option[])[Embeddings, .. own, Training, Validation, Test, Seed, Threads, Out])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What a person asked for.</summary>
    internal EmbeddedCohortSource From(ParseResult parsed) => new()
    {
        Cohort = Cohort.From(parsed),
        Embeddings = parsed.GetValue(Embeddings) ?? string.Empty,
        Training = parsed.GetValue(Training),
        Validation = parsed.GetValue(Validation),
        Test = parsed.GetValue(Test),
    };

    /// <summary>The one label column of a verb that needs one.</summary>
    internal string RequireLabel(ParseResult parsed) => parsed.GetValue(Cohort.Label) is [string label]
        ? label
        : throw new ArgumentException("Exactly one label column is needed: --label COL.");

    internal static Option<string?> One(string name, string description, string value = "VALUE") =>
        NewOption.One(name, value, description);

    internal static Option<int> Count(string name, string description, int usual) =>
        NewOption.With(name, "N", description, usual);
}
