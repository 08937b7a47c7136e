namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Pictures of one shade.</summary>
    public static IntegrityCheck Constant { get; } = new(
        "constant",
        "Pictures of one shade",
        "images",
        "all pixels have one gray level",
        CheckSeverity.Minor,
        "Take them out; look for an export that failed.",
        "The model says the same for each of them: errors that are not the model's.",
        Own,
        [new("share", 0, "the share that may be")])
    {
        NeedsPictures = true,
        Rule = ConstantRule.Find,
    };
}

/// <summary>The rule of <c>constant</c>.</summary>
file static class ConstantRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        int[] rows = [.. Enumerable.Range(0, context.Pictures!.Length)
            .Where(row => context.Pictures[row].Facts is { Failure: null, Content: null })];
        return PictureFlags.Of(
            context, rows, row => context.Pictures[row].Facts.Failure is null, CheckSeverity.Minor, context["share"],
            $"{(rows.Length == 1 ? "has" : "have")} one shade only", "No picture has one shade only.",
            static _ => "one shade");
    }
}
