using System.CommandLine;

namespace Isonomia.Cli;

/// <summary>A verb of the command line, with the examples that its long help ends with.</summary>
/// <param name="name">The verb.</param>
/// <param name="description">What it does, in a sentence or two.</param>
/// <param name="examples">Commands as a person types them, each with a line before it that says what for.</param>
internal sealed class Verb(string name, string description, params (string Purpose, string CommandLine)[] examples)
    : Command(name, description)
{
    internal IReadOnlyList<(string Purpose, string CommandLine)> Examples { get; } = examples;
}
