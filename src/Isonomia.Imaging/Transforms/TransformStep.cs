namespace Isonomia.Imaging;

/// <summary>One step of a pipeline: a kind with its arguments.</summary>
public sealed class TransformStep
{
    private readonly Func<Image, Image> _apply;

    internal TransformStep(ImageTransform kind, TransformAction action)
    {
        (Kind, _apply) = (kind, action.Apply);
        Text = action.Arguments.Count == 0
            ? $"{kind.Id}@{kind.Version}"
            : $"{kind.Id}({string.Join(',', action.Arguments)})@{kind.Version}";
    }

    /// <summary>The kind.</summary>
    public ImageTransform Kind { get; }

    /// <summary>The step in canonical form, for example <c>center_crop(224x224)@1</c>.</summary>
    public string Text { get; }

    /// <summary>Applies the step.</summary>
    /// <param name="image">The picture; it does not change.</param>
    /// <returns>The new picture.</returns>
    /// <exception cref="ArgumentException">The picture does not fit the step, for example in its number of
    /// bands.</exception>
    public Image Apply(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return _apply(image);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
