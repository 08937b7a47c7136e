using Isonomia.Studies;

namespace Isonomia.Tests;

public sealed class StudyReaderTests : IDisposable
{
    private const string Smallest = """
        cohort:
          sources: [images]
        models: [encoder]
        label: finding
        attributes: [sex, "age:0,40,60"]
        """;

    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_smallest_study_has_the_defaults_of_the_guide_and_paths_beside_the_file()
    {
        StudySpecification study = Read(Smallest);
        Assert.Equal("study", study.Name);
        Assert.Equal(_folder.At("results"), study.ResultsFolder);
        Assert.Equal([_folder.At("images")], study.Cohort.Ingest!.Sources);
        Assert.Equal(["sex", "age:0,40,60"], study.Attributes);
        Assert.Equal("logistic", study.Probe.Kind);
        Assert.Equal("youden", study.Audit.Threshold);
        Assert.True(study.ShowsPictures);
        Assert.NotNull(study.Leakage);
        Assert.Null(study.Efficiency);
        Assert.Null(study.Shift);
    }

    [Fact]
    public void Every_problem_is_reported_at_once_with_its_line_and_a_near_name()
    {
        StudyException error = Assert.Throws<StudyException>(() => Read("""
            cohort:
              sources: [images]
              unti: patient_id
              shares: [0.7, many, 0.2]
            models: [encoder]
            lable: finding
            attributes: [sex]
            probe:
              kind: logistik
              balanced: perhaps
            audit:
              replicates: 1.5
            """));
        Assert.Equal(
            [
                "study.yaml line 1: 'label' is missing; expected the column to predict.",
                "study.yaml line 3: field 'unti' in 'cohort' is unknown; did you mean 'unit'?",
                "study.yaml line 4: 'cohort.shares' is not a number in [0, 1].",
                "study.yaml line 6: field 'lable' is unknown; did you mean 'label'?",
                "study.yaml line 9: 'probe.kind' is 'logistik'; did you mean 'logistic'?; expected knn, logistic, "
                    + "prototype, ridge.",
                "study.yaml line 10: 'probe.balanced' is neither true nor false.",
                "study.yaml line 12: 'audit.replicates' is not a whole number.",
            ],
            error.Problems.Select(problem => problem.Sentence));
    }

    [Theory]
    [InlineData("cohort: [", "is not YAML")]
    [InlineData("just text", "holds no fields")]
    [InlineData("", "holds no fields")]
    [InlineData("seed: 1\nseed: 2", "is not YAML")]
    public void What_is_no_study_is_said_in_one_sentence(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<StudyException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cohort_has_one_origin_and_models_have_names_of_their_own()
    {
        StudyException error = Assert.Throws<StudyException>(() => Read("""
            cohort:
              sources: [images]
              folder: cohort
            models: [a/encoder, b/encoder]
            label: y
            attributes: [sex]
            """));
        Assert.Contains("'cohort' names 2 origins", error.Message, StringComparison.Ordinal);
        Assert.Contains("two models are called 'encoder'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preset_gives_what_the_file_does_not_say()
    {
        StudySpecification plain = Read("preset: fairmedfm_linear_probe\n" + Smallest);
        Assert.Equal("fairmedfm", plain.Audit.Parity);
        Assert.Null(plain.Audit.Threshold);
        StudySpecification said = Read(
            "preset: fairmedfm_linear_probe\n" + Smallest + "\naudit:\n  threshold: max_f1\n");
        Assert.Equal("max_f1", said.Audit.Threshold);
        Assert.Equal("fairmedfm", said.Audit.Parity);
    }

    [Fact]
    public void A_matrix_names_its_cells_by_what_varies()
    {
        StudySpecification study = Read("""
            cohort: {sources: [images]}
            models: [one, two]
            label: y
            attributes: [sex]
            probe: {shares: [1, 0.1], seeds: [1, 2]}
            """);
        Assert.Equal(
            [
                "one_share-100", "one_share-10_seed-1", "one_share-10_seed-2",
                "two_share-100", "two_share-10_seed-1", "two_share-10_seed-2",
            ],
            StudyCell.Of(study).Select(cell => cell.Name));
    }

    [Theory]
    [InlineData("../../etc", ".._.._etc")]
    [InlineData("a b/c", "a_b_c")]
    [InlineData("..", "_")]
    public void Names_cannot_lead_out_of_the_results(string name, string expected) =>
        Assert.Equal(expected.TrimStart('.'), StageNames.Safe(name));

    [SkippableTheory]
    [InlineData("ham10000.yaml")]
    [InlineData("phantoms.yaml")]
    public void The_examples_of_the_checkout_can_be_read(string name)
    {
        StudySpecification study = StudyReader.Read(Path.Combine(RepositoryFolder.Root, "examples", name));
        Assert.NotEmpty(study.Attributes);
        Assert.Equal(Path.Combine(RepositoryFolder.Root, "demo"), study.ResultsFolder);
    }

    private StudySpecification Read(string text) => StudyReader.Read(_folder.Write("study.yaml", text));
}
