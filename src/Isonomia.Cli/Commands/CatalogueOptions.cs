using System.CommandLine;
using Isonomia.Documentation;

namespace Isonomia.Cli;

/// <summary>Which catalogue, and which of its rows: shared by the verbs of <c>isonomia datasets</c>.</summary>
internal sealed class CatalogueOptions
{
    private readonly Option<string[]> _catalogue = new("--catalogue")
    {
        Description = "A file with rows of your own (see 'isonomia datasets add'); may be repeated. They are never "
            + "mixed into the published totals.",
    };

    private readonly Option<string?> _text =
        new("--text") { Description = "Name, id, source or doubt contains this text." };
    private readonly Option<string?> _model = new("--model") { Description = "Vision or Multimodal." };
    private readonly Option<string?> _language = new("--language") { Description = "Language of the text, or 'none'." };
    private readonly Option<string?> _organ = new("--organ") { Description = "Anatomical region, for example Ocular." };
    private readonly Option<string?> _modality =
        new("--modality") { Description = "Imaging modality, for example MRI." };
    private readonly Option<string?> _country = new("--country")
    {
        Description = "ISO code or name of a country in any language, or 'multiple'.",
    };

    private readonly Option<string?> _region =
        new("--un-region") { Description = "UN region or subregion, for example Africa." };
    private readonly Option<string?> _income =
        new("--income") { Description = "World Bank income group: LIC, LMC, UMC or HIC." };
    private readonly Option<string?> _license =
        new("--license") { Description = "Licence as printed or by id, or 'none'." };
    private readonly Option<string[]> _attributes = new("--records")
    {
        Description = "A demographic attribute that must be recorded: age, sex, race, ethnicity or nationality; may "
            + "be repeated.",
    };

    private readonly Option<long?> _minimum = new("--min-images") { Description = "The fewest images." };
    private readonly Option<string?> _set = new("--in-set")
    {
        Description = $"Only countries of a named set: {string.Join(", ", RegionSet.All.Select(set => set.Id))}.",
    };

    internal void AddTo(Command command)
    {
        foreach (Option option in new Option[]
        {
            _text, _country, _region, _income, _set, _language, _modality, _organ, _license, _attributes, _model,
                _minimum, _catalogue,
        })
        {
            command.Options.Add(option);
        }
    }

    internal DatasetCatalogue Whole(ParseResult parsed, CancellationToken cancellation)
    {
        DatasetCatalogue catalogue = DatasetCatalogue.Published;
        foreach (string path in parsed.GetValue(_catalogue) ?? [])
        {
            catalogue = catalogue.With(CatalogueFile.Read(path, cancellation));
        }

        return catalogue;
    }

    internal DatasetCatalogue Filtered(ParseResult parsed, CancellationToken cancellation) =>
        Whole(parsed, cancellation).Where(new CatalogueFilter
    {
        Text = parsed.GetValue(_text),
        Model = parsed.GetValue(_model),
        Language = parsed.GetValue(_language),
        Organ = parsed.GetValue(_organ),
        Modality = parsed.GetValue(_modality),
        Country = parsed.GetValue(_country),
        UnRegion = parsed.GetValue(_region),
        Income = parsed.GetValue(_income),
        Set = parsed.GetValue(_set),
        License = parsed.GetValue(_license),
        Attributes = parsed.GetValue(_attributes) ?? [],
        MinimumImages = parsed.GetValue(_minimum),
    });
}
