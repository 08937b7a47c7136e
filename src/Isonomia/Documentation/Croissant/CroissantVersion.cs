namespace Isonomia.Documentation;

/// <summary>A version of the Croissant format.</summary>
public enum CroissantVersion
{
    /// <summary>0.8, which names its nodes and does not say its version.</summary>
    V08,

    /// <summary>1.0.</summary>
    V10,

    /// <summary>1.1.</summary>
    V11,
}
