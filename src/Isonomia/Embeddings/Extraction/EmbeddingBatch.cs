namespace Isonomia.Embeddings;

/// <summary>One run of the model: pictures of one block or of neighbouring ones, always in a tensor of the store's
/// batch shape.</summary>
internal sealed class EmbeddingBatch(float[] tensor)
{
    private int _left;

    internal float[] Tensor { get; } = tensor;

    internal List<(EmbeddingBlock Block, int Position)> Slots { get; } = [];

    /// <summary>Why a slot's picture cannot be read, or null.</summary>
    internal string?[] Reasons { get; private set; } = [];

    /// <summary>Closes the batch: from now on its pictures may be read.</summary>
    internal void Close()
    {
        _left = Slots.Count;
        Reasons = new string?[Slots.Count];
    }

    /// <summary>Notes that one picture was read, or could not be.</summary>
    /// <returns>Whether it was the last one.</returns>
    internal bool Done() => Interlocked.Decrement(ref _left) == 0;
}
