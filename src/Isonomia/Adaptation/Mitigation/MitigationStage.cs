namespace Isonomia.Adaptation;

/// <summary>Where a mitigation acts.</summary>
public enum MitigationStage
{
    /// <summary>On the training rows: weights, sampling, changed embeddings or labels.</summary>
    Pre,

    /// <summary>On the training: loss, optimizer or procedure.</summary>
    In,

    /// <summary>On scores or embeddings afterwards; fitted on validation rows.</summary>
    Post,
}
