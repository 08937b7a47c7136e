using System.CommandLine;
using Isonomia.Adaptation;

namespace Isonomia.Cli;

/// <summary>What the verbs that mitigate have in common.</summary>
/// <param name="standard">How heads are trained where nothing is asked for.</param>
internal sealed class MitigationOptions(TrainingOptions standard)
{
    internal Option<string?> Positive { get; } = NewOption.One(
        "--positive", "VALUE",
        "The label value that is positive, all others are negative (default: 1 or true; of more than two values each "
            + "is a class).");

    internal Option<string[]> By { get; } = NewOption.Many(
        "--by", "COL",
        "The attribute that methods work on (default: the first --attribute; bench: all). Several: bench takes one "
            + "after the other, adapt and tune cross them.");

    internal Option<string[]> Set { get; } = NewOption.Many(
        "--set", "NAME=VALUE", "A hyper-parameter of the method; docs/guide/mitigation.md lists them.");

    internal Option<string?> Texts { get; } = NewOption.One(
        "--texts", "STORE",
        "Embeddings of texts for methods and heads that need them: ids class:NAME, attribute:ATTRIBUTE/VALUE and "
            + "sample ids.");

    internal HeadOptions Training { get; } = new(standard);

    internal Option<int> Replicates { get; } = NewOption.With(
        "--replicates", "B", "Bootstrap replicates of the comparison with plain training.", 2000);

    internal Option[] All => [Positive, By, Texts, .. Training.All, Replicates];

    /// <summary>The settings of the method that a person asked for.</summary>
    /// <exception cref="ArgumentException">A pair is not one.</exception>
    internal Dictionary<string, string> Settings(ParseResult parsed) => (parsed.GetValue(Set) ?? [])
        .Select(text => text.Split('=', 2))
        .ToDictionary(
            pair => pair.Length == 2 ? pair[0]
                : throw new ArgumentException($"'{pair[0]}' is not a setting; NAME=VALUE was expected."),
            pair => pair[1]);
}
