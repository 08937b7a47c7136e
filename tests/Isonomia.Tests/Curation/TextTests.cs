using Isonomia.Curation;

namespace Isonomia.Tests;

public sealed class TextTests
{
    [Fact]
    public void Entries_match_at_word_boundaries_after_normalization()
    {
        EntryMatcher matcher = new(["ca", "chest x-ray", "x ray", "Ultrasound"]);
        Assert.Equal([1, 2], matcher.Match("A CHEST  X-Ray of the case."));
        Assert.Equal([0, 3], matcher.Match("Ca. of the prostate in ultrasound; ca"));
        Assert.Empty(matcher.Match("vocal cavity"));
        Assert.Empty(matcher.Match(null));
    }

    [Fact]
    public void Negated_matches_are_left_out_within_six_words_of_the_sentence_only()
    {
        EntryMatcher matcher = new(["pneumothorax", "effusion"]);
        Assert.Equal([1], matcher.Match("No focal lesion or pneumothorax. Small effusion.", excludeNegated: true));
        Assert.Equal([0, 1], matcher.Match("No focal lesion or pneumothorax. Small effusion."));
    }

    [Theory]
    [InlineData("empty", "--")]
    [InlineData("short", "Fig. 3 lung")]
    [InlineData("placeholder", "see text")]
    [InlineData("placeholder", "Figure 2b.")]
    [InlineData("truncated", "An opacity in the right (upper")]
    [InlineData("encoding", "Pati\uFFFDnt of 40 years")]
    [InlineData("encoding", "opacitÃ© basale droite")]
    [InlineData("unsupported_comparison", "Unchanged cardiac silhouette.")]
    [InlineData("measurement_without_unit", "A cyst measuring 3 x 4 in the liver.")]
    public void Each_filter_finds_what_it_is_for(string id, string text)
    {
        const string Good = "Frontal radiograph with an opacity measuring 3 x 4 cm in the right upper lobe.";
        Assert.Equal([1], TextFilter.All[id].Find([Good, text, null, "A second plain sentence about the upper lobe."]));
    }

    [Fact]
    public void Boilerplate_and_near_copies_are_found_among_many()
    {
        string[] texts =
        [
            .. Enumerable.Repeat("Normal study.", 51),
            "The heart is of normal size and the lungs are clear without focal consolidation, effusion or "
                + "pneumothorax on both sides today",
            "The heart is of normal size and the lungs are clear without focal consolidation, effusion or "
                + "pneumothorax on both sides today.",
            "A fracture of the distal radius with dorsal angulation is seen.",
        ];
        Assert.Equal(51, TextFilter.All["boilerplate"].Find(texts).Count());
        int[] copies = [.. TextFilter.All["near_copy"].Find(texts[51..])];
        Assert.Equal([1], copies);
    }

    [Fact]
    public void Abbreviations_are_resolved_where_the_text_decides()
    {
        var list = AmbiguousAbbreviations.Load();
        Assert.Equal(45, list.Abbreviations.Count);
        Assert.Equal([new FoundAbbreviation("MS", null)], list.Find("History of MS."));
        Assert.Equal([new FoundAbbreviation("RA", "room air")], list.Find("95 % on RA; room air since noon."));
        Assert.Empty(list.Find("Multiple sclerosis (MS) since 2010; MS is stable."));
        Assert.Empty(list.Find("DVT and ms and PET"));
    }
}
