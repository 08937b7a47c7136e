namespace Isonomia.Fairness;

/// <summary>Computes metrics in all cells from how often every unit was drawn, for eight replicates at once.</summary>
internal interface IGroupEvaluator
{
    /// <summary>Makes a worker with its own working memory, for one thread.</summary>
    /// <returns>The worker.</returns>
    IGroupWorker CreateWorker();
}

/// <summary>One thread's evaluator.</summary>
internal interface IGroupWorker
{
    /// <summary>Evaluates one block of eight replicates.</summary>
    /// <param name="counts">How often every unit was drawn, laid out [unit · 8 + lane].</param>
    /// <param name="values">The values, laid out [(metric · cells + cell) · 8 + lane]; NaN where undefined.</param>
    void Evaluate(Span<byte> counts, Span<double> values);
}
