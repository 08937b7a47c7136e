using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    private static readonly Dictionary<string, DicomWindowFunction> WindowFunctions = new(StringComparer.Ordinal)
    {
        ["linear"] = DicomWindowFunction.Linear,
        ["linear_exact"] = DicomWindowFunction.LinearExact,
        ["sigmoid"] = DicomWindowFunction.Sigmoid,
    };

    /// <summary>Applies a DICOM window to modality values.</summary>
    public static ImageTransform Window { get; } = new(
        "window",
        1,
        "window(CENTER, WIDTH[, linear|linear_exact|sigmoid])",
        "Gives floats in [0, 1] from modality values, for example Hounsfield units read with the gray scale "
            + "'modality'.",
        new Citation("DICOM PS3.3 C.11.2.1.2 and C.11.2.1.3"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(2, 3);
            string name = arguments.Count == 3 ? arguments.Word(2, [.. WindowFunctions.Keys]) : "linear";
            DicomWindow window = new(
                arguments.Number(0, "CENTER"), arguments.Number(1, "WIDTH"), WindowFunctions[name]);
            if (!window.IsValid)
            {
                throw arguments.Wrong("WIDTH is too small; at least 1 for linear and above 0 otherwise were expected");
            }

            return new TransformAction(
                [TransformArguments.Text(window.Center), TransformArguments.Text(window.Width), name],
                image => new Image(
                    image.Width, image.Height, image.BandCount,
                    Array.ConvertAll(image.ToFloats(), value => (float)window.Apply(value))));
        },
    };
}
