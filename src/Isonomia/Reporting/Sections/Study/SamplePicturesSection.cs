using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>A few pictures of every group, so that a reader sees what the numbers are about.</summary>
internal static class SamplePicturesSection
{
    internal static ReportSection? For(StudyResult study) => study.Pictures.Count == 0
        ? null
        : new("pictures", "Sample pictures", writer => Write(study, writer));

    private static void Write(StudyResult study, ReportWriter writer)
    {
        writer.Lead(
            "Drawn at random from the test part, reduced, the same number a group. A few pictures prove nothing; they "
                + "show "
            + "coarse differences (another device, a ruler, writing in the picture) that no table would.");
        writer.Write(
            $"<p class=\"note\">This report holds pictures of patients. Run with <code>--no-pictures</code> before "
                + $"sharing it.</p>");
        foreach (IGrouping<string, GroupPictures> attribute in study.Pictures.GroupBy(group => group.Attribute))
        {
            writer.Heading(attribute.Key);
            IEnumerable<Markup> groups = attribute.Select(group => Group(study, group));
            writer.Write($"<div class=\"samples\">{Markup.Join(groups)}</div>");
        }
    }

    private static Markup Group(StudyResult study, GroupPictures group)
    {
        IEnumerable<Markup> pictures = group.Files.Select((file, i) => Markup.Of(
            $"<img alt=\"{group.Attribute} {group.Group}, sample {new Markup($"{i + 1}")}\" "
                + $"src=\"data:image/png;base64,{Bytes(study, file)}\">"));
        Markup shown = group.Files.Count == 0
            ? Markup.Of($"<span class=\"none\">none in the test part</span>")
            : Markup.Join(pictures);
        return Markup.Of($"<figure><figcaption>{group.Group}</figcaption><div>{shown}</div></figure>");
    }

    private static Markup Bytes(StudyResult study, string file) =>
        new(Convert.ToBase64String(File.ReadAllBytes(Path.Combine(study.Folder, file))));
}
