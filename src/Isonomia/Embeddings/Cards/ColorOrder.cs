namespace Isonomia.Embeddings;

/// <summary>The bands a model expects.</summary>
public enum ColorOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>One gray band; color pictures become 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601).</summary>
    Gray,
}
