namespace Isonomia.Adaptation;

/// <summary>Prompts whose context was trained.</summary>
/// <param name="Classes">The prompts of every class, without the context.</param>
/// <param name="ContextCount">Context vectors before every prompt.</param>
/// <param name="ContextInit">The words that the context started from, or null: it was drawn.</param>
/// <param name="LogitScale">What cosines are multiplied with; not trained.</param>
public sealed record TunedPromptFacts(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Classes, int ContextCount, string? ContextInit,
    double LogitScale);
