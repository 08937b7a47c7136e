namespace Isonomia.Onnx;

/// <summary>Prompts as token ids, with places for a context that is trained.</summary>
/// <param name="Ids">A row a prompt, each of the tower's length; at the context's places any ordinary token.</param>
/// <param name="Masks">A row a prompt: 1 for tokens, the context's too, 0 for filling.</param>
/// <param name="Classes">The class of every prompt, from 0; a class is the mean of its prompts' unit vectors.</param>
/// <param name="Start">The first place of the context in a row.</param>
/// <param name="ContextCount">How many places the context has.</param>
public sealed record PromptTokens(
    IReadOnlyList<long[]> Ids, IReadOnlyList<long[]> Masks, IReadOnlyList<int> Classes, int Start, int ContextCount)
{
    /// <summary>How many classes there are.</summary>
    public int ClassCount => Classes.Max() + 1;
}
