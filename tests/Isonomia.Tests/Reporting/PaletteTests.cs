using System.Globalization;
using System.Text.RegularExpressions;

namespace Isonomia.Tests;

/// <summary>Contrast by WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for what must be seen in plots and controls
/// (1.4.11).</summary>
public sealed class PaletteTests
{
    public static TheoryData<string> Themes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_stands_out_from_every_surface_it_lies_on(string theme)
    {
        Dictionary<string, string> c = Colors(theme);
        (string Text, string Surface)[] pairs =
        [
            .. new[] { "page", "surface", "sunken" }.SelectMany(
                s => new[] { "ink", "soft", "link" }.Select(t => (t, s))),
            ("found", "found-surface"), ("open", "open-surface"), ("none-found", "none-found-surface"),
            ("found", "surface"),
            ("ink", "open-surface"), ("ink", "found-surface"), ("soft", "found-surface"),
        ];
        Assert.All(pairs, pair => Assert.True(
            Contrast(c[pair.Text], c[pair.Surface]) >= 4.5,
            $"{theme}: {pair.Text} on {pair.Surface} is {Contrast(c[pair.Text], c[pair.Surface]):0.00}"));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Marks_lines_controls_and_focus_stand_out_from_the_surface(string theme)
    {
        Dictionary<string, string> c = Colors(theme);
        string[] marks =
            [.. Enumerable.Range(0, 8).Select(i => $"series-{i}"), "overall", "control-line", "focus", "found"];
        Assert.All(marks, mark => Assert.True(
            Contrast(c[mark], c["surface"]) >= 3, $"{theme}: {mark} is {Contrast(c[mark], c["surface"]):0.00}"));
    }

    [Fact]
    public void The_system_theme_and_the_chosen_theme_are_the_same_dark() =>
        Assert.Equal(
            Block("""\:root:not\(\[data-theme="light"\]\) \{(.*?)\}"""),
            Block("""\:root\[data-theme="dark"\] \{(.*?)\}"""));

    [Fact]
    public void The_contrast_formula_gives_the_published_extremes()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 9);
        Assert.Equal(1, Contrast("#777777", "#777777"), 9);
        Assert.Equal(4.48, Contrast("#777777", "#ffffff"), 2);
    }

    private static string Css =>
        File.ReadAllText(Path.Combine(RepositoryFolder.Root, "src", "Isonomia", "Reporting", "Assets", "theme.css"));

    private static string Block(string pattern) =>
        Regex.Replace(Regex.Match(Css, pattern, RegexOptions.Singleline).Groups[1].Value, "\\s+", " ").Trim();

    private static Dictionary<string, string> Colors(string theme) =>
        Regex.Matches(
            Block(theme == "light" ? """\:root \{(.*?)\}""" : """\:root\[data-theme="dark"\] \{(.*?)\}"""),
            "--([a-z0-9-]+): (#[0-9a-f]{6})")
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    private static double Contrast(string a, string b)
    {
        double[] l = [.. new[] { Luminance(a), Luminance(b) }.Order()];
        return (l[1] + 0.05) / (l[0] + 0.05);
    }

    private static double Luminance(string color)
    {
        double Channel(int at)
        {
            double c = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}
