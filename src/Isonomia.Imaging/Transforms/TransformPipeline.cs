using System.Text.RegularExpressions;
using Isonomia.Catalogs;

namespace Isonomia.Imaging;

/// <summary>Steps that turn a picture into a model's input, with a text that says all of them: part of cache
/// keys.</summary>
/// <remarks>
/// <para>Steps are separated by <c>|</c>, for example
/// <c>resize(256,bilinear,antialias)@1|center_crop(224)@1|rgb@1|scale(0,1)@1|normalize(0.485 0.456 0.406,0.229 0.224
/// 0.225)@1</c>. A version may be left out when reading; the canonical text always has it. Reading a canonical text
/// gives the same text again.</para>
/// <para>A pipeline holds no state and may be used by many threads at once.</para>
/// </remarks>
public sealed partial class TransformPipeline
{
    private TransformPipeline(IReadOnlyList<TransformStep> steps)
    {
        Steps = steps;
        Text = string.Join('|', steps.Select(step => step.Text));
    }

    /// <summary>The steps, in order; none leaves pictures as they are.</summary>
    public IReadOnlyList<TransformStep> Steps { get; }

    /// <summary>The canonical text: equal texts give equal tensors from equal pictures.</summary>
    public string Text { get; }

    /// <summary>Reads a pipeline.</summary>
    /// <param name="text">The steps; empty for none.</param>
    /// <param name="kinds">The kinds that are known, or null for <see cref="ImageTransform.All"/>.</param>
    /// <returns>The pipeline.</returns>
    /// <exception cref="TransformException">A step is malformed, of another version, or has wrong
    /// arguments.</exception>
    /// <exception cref="UnknownNameException">A step names no kind; the message offers the nearest ones.</exception>
    public static TransformPipeline Parse(string text, Catalog<ImageTransform>? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().Length == 0
            ? new TransformPipeline([])
            : new TransformPipeline(
                [.. text.Split('|').Select(step => Step(step.Trim(), kinds ?? ImageTransform.All))]);
    }

    /// <summary>Applies all steps.</summary>
    /// <param name="image">The picture; it does not change.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The picture does not fit a step.</exception>
    public Image Apply(Image image)
    {
        ArgumentNullException.ThrowIfNull(image);
        foreach (TransformStep step in Steps)
        {
            image = step.Apply(image);
        }

        return image;
    }

    /// <summary>Applies all steps and writes the result as one row of a tensor.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="target">Receives the samples, shape [bands, height, width].</param>
    /// <exception cref="ArgumentException">The result has another size than the target, or does not fit a
    /// step.</exception>
    public void Fill(Image image, Span<float> target)
    {
        Image result = Apply(image);
        int pixelCount = result.Width * result.Height;
        if (target.Length != pixelCount * result.BandCount)
        {
            throw new ArgumentException(
                $"The pipeline gives {result.BandCount} × {result.Height} × {result.Width} numbers; the target holds "
                    + $"{target.Length}.",
                nameof(target));
        }

        for (int band = 0; band < result.BandCount; band++)
        {
            Span<float> plane = target.Slice(band * pixelCount, pixelCount);
            for (int i = 0; i < pixelCount; i++)
            {
                int from = (i * result.BandCount) + band;
                plane[i] = result.IsByte ? result.Bytes[from] : result.Floats[from];
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static TransformStep Step(string text, Catalog<ImageTransform> kinds)
    {
        Match match = StepPattern().Match(text);
        if (!match.Success)
        {
            throw new TransformException(text, "it is not of the form name(arguments)@version");
        }

        ImageTransform kind = kinds[match.Groups["id"].Value];
        if (match.Groups["version"].Success && match.Groups["version"].Value != $"{kind.Version}")
        {
            throw new TransformException(
                text, $"version {match.Groups["version"].Value} is not known here; version {kind.Version} is");
        }

        string inner = match.Groups["arguments"].Value.Trim();
        string[] arguments = inner.Length == 0 ? [] : [.. inner.Split(',').Select(argument => argument.Trim())];
        return new TransformStep(kind, kind.Bind(new TransformArguments(text, kind.Usage, arguments)));
    }

    [GeneratedRegex(@"^(?<id>[a-z0-9_]+)(\((?<arguments>[^()]*)\))?(@(?<version>[0-9]+))?$")]
    private static partial Regex StepPattern();
}
