namespace Isonomia.Embeddings;

/// <summary>How a picture of any shape becomes one of the model's size.</summary>
public enum ResizeRule
{
    /// <summary>The whole picture is brought to size; its aspect ratio is not kept.</summary>
    Stretch,

    /// <summary>The shorter edge is brought to a length, then the middle is cut out; what torchvision's Resize and
    /// CenterCrop do.</summary>
    ShortestEdge,

    /// <summary>The picture is laid into the middle of a black square, then brought to size; nothing is lost.</summary>
    Pad,
}
