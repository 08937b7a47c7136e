namespace Isonomia.Adaptation;

/// <summary>What enters the trained part of a model, row by row.</summary>
internal abstract class TunedRows : IDisposable
{
    /// <summary>Rows.</summary>
    internal abstract int RowCount { get; }

    /// <summary>Numbers a row.</summary>
    internal abstract int Length { get; }

    /// <summary>Fills a batch; places beyond the given rows repeat the first.</summary>
    /// <param name="rows">Rows, at most a batch.</param>
    /// <param name="batch">Shape [batch, length].</param>
    /// <param name="cancellation">Stops between two rows.</param>
    internal abstract void Fill(ReadOnlySpan<int> rows, float[] batch, CancellationToken cancellation);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
