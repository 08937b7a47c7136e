using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isonomia.Embeddings;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Token ids printed by others: the fixtures of Hugging Face transformers' tokenizer tests (Apache-2.0;
/// tests/models/{clip,gpt2,bert}/test_tokenization_*.py, test_full_tokenizer), and CLIP ViT-B/32's ids as its users
/// print them.</summary>
public sealed class TextTokenizerTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Clip_splits_the_published_example_as_its_authors_do()
    {
        string[] vocabulary =
        [
            "l", "o", "w", "e", "r", "s", "t", "i", "d", "n", "lo", "l</w>", "w</w>", "r</w>", "t</w>", "low</w>",
            "er</w>", "lowest</w>",
            "newer</w>", "wider", "<unk>", "<|startoftext|>", "<|endoftext|>",
        ];
        TextTokenizer tokenizer =
            Pairs(TokenizerKind.ClipBytePair, Numbered(vocabulary), ["l o", "lo w</w>", "e r</w>"], "<|startoftext|>",
                "<|endoftext|>");
        Assert.Equal([21, 10, 2, 16, 9, 3, 2, 16, 22, 22, 22, 22], tokenizer.Encode("lower newer").Ids);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0], tokenizer.Encode("  Lower \n NEWER ").Mask);
        Assert.Equal(tokenizer.Encode("lower newer").Ids, tokenizer.Encode("  Lower \n NEWER ").Ids);
    }

    /// <summary>ids of openai/clip-vit-base-patch32; the merges here only join the letters of these words.</summary>
    [Theory]
    [InlineData("a photo of a cat", new long[] { 49406, 320, 1125, 539, 320, 2368, 49407 })]
    [InlineData("A PHOTO of  a Cat!", new long[] { 49406, 320, 1125, 539, 320, 2368, 256, 49407 })]
    [InlineData("Hello, world!", new long[] { 49406, 3306, 267, 1002, 256, 49407 })]
    [InlineData("don't stop 42 times", new long[] { 49406, 847, 713, 1691, 275, 273, 1661, 49407 })]
    [InlineData("", new long[] { 49406, 49407 })]
    public void Clip_gives_the_ids_that_are_printed_for_the_trained_model(string text, long[] expected)
    {
        Dictionary<string, long> ids = new()
        {
            ["a</w>"] = 320, ["photo</w>"] = 1125, ["of</w>"] = 539, ["cat</w>"] = 2368, ["!</w>"] = 256,
                ["hello</w>"] = 3306, [",</w>"] = 267,
            ["world</w>"] = 1002, ["don</w>"] = 847, ["'t</w>"] = 713, ["stop</w>"] = 1691, ["4</w>"] = 275,
                ["2</w>"] = 273,
            ["times</w>"] = 1661, ["<|startoftext|>"] = 49406, ["<|endoftext|>"] = 49407,
        };
        List<string> merges = [];
        foreach (string word in ids.Keys.Where(key => !key.StartsWith('<')))
        {
            string letters = word[..^4];
            for (int i = 1; i < letters.Length; i++)
            {
                merges.Add(letters[..i] + " " + letters[i] + (i == letters.Length - 1 ? "</w>" : string.Empty));
            }
        }

        TextTokenizer tokenizer = Pairs(TokenizerKind.ClipBytePair, ids, merges, "<|startoftext|>", "<|endoftext|>");
        Assert.Equal(expected, tokenizer.Encode(text).Ids.Take(expected.Length));
    }

    [Fact]
    public void Gpt2_keeps_the_space_before_a_word_as_its_authors_do()
    {
        string[] vocabulary =
        [
            "l", "o", "w", "e", "r", "s", "t", "i", "d", "n", "\u0120", "\u0120l", "\u0120n", "\u0120lo", "\u0120low",
            "er", "\u0120lowest",
            "\u0120newer", "\u0120wider", "<unk>", "<|endoftext|>",
        ];
        TextTokenizer tokenizer = Pairs(
            TokenizerKind.BytePair, Numbered(vocabulary), ["\u0120 l", "\u0120l o", "\u0120lo w", "e r"], null,
            "<|endoftext|>");
        Assert.Equal([14, 15, 10, 9, 3, 2, 15, 20], tokenizer.Encode(" lower newer").Ids.Take(8));
        Assert.Equal(19, tokenizer.Encode("x").Ids[0]); // the unknown token
    }

    [Fact]
    public void Bert_takes_off_accents_and_takes_the_longest_piece()
    {
        TextTokenizer tokenizer = WordPiece();
        Assert.Equal([1, 9, 6, 7, 12, 10, 11, 2, 3, 3, 3, 3], tokenizer.Encode("UNwant\u00E9d,running").Ids);
        Assert.Equal([1, 0, 13, 2],
            tokenizer.Encode("wantx low").Ids.Take(4)); // one unknown part makes the word unknown
    }

    [Fact]
    public void A_long_text_is_cut_before_the_closing_token()
    {
        (long[] ids, long[] mask, bool isCut) = WordPiece().Encode(string.Join(' ', Enumerable.Repeat("low", 40)));
        Assert.True(isCut);
        Assert.Equal((1L, 13L, 2L, 12), (ids[0], ids[10], ids[11], mask.Count(value => value == 1)));
    }

    /// <summary>Worked by hand: "▁ab" may be ▁a+b (−1 − 2 = −3), ▁+ab (−2.5 − 2 = −4.5) or ▁+a+b; the first is best.
    /// "▁abc": c is unknown.</summary>
    [Fact]
    public void SentencePiece_takes_the_split_of_the_largest_score()
    {
        byte[] model =
        [
            .. Piece("<pad>", 0, 3), .. Piece("</s>", 0, 3), .. Piece("<unk>", 0, 2),
            .. Piece("\u2581", -2.5f, 1), .. Piece("\u2581a", -1, 1), .. Piece("b", -2, 1), .. Piece("ab", -2, 1),
            .. Piece("a", -4, 1),
        ];
        File.WriteAllBytes(_scratch.File("spiece.model"), model);
        TextTokenizer tokenizer = Open(new ModelTokenizer
        {
            Kind = TokenizerKind.SentencePiece, Vocabulary = Named("spiece.model"), End = "</s>", Padding = "<pad>",
        });
        Assert.Equal([4, 5, 1, 0], tokenizer.Encode("ab").Ids.Take(4));
        Assert.Equal([4, 5, 4, 5, 1], tokenizer.Encode("  AB   ab ").Ids.Take(5));
        Assert.Equal([4, 5, 2, 1], tokenizer.Encode("abcc").Ids.Take(4)); // neighbours that are unknown are one token

        File.WriteAllBytes(_scratch.File("spiece.model"), model[..^3]);
        Assert.Contains("damaged", Assert.Throws<ModelException>(() => Open(new ModelTokenizer
        {
            Kind = TokenizerKind.SentencePiece, Vocabulary = Named("spiece.model"),
        })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_file_and_a_missing_special_token_are_refused()
    {
        WordPiece();
        ModelTokenizer settings = new()
        {
            Kind = TokenizerKind.WordPiece, Vocabulary = new ModelFile("vocab.txt", new string('0', 64)),
            Unknown = "[UNK]",
        };
        Assert.Contains("changed or damaged", Assert.Throws<ModelException>(() => Open(settings)).Message,
            StringComparison.Ordinal);
        settings = settings with { Vocabulary = Named("vocab.txt"), Start = "[BEGIN]" };
        Assert.Contains("no token '[BEGIN]'", Assert.Throws<ModelException>(() => Open(settings)).Message,
            StringComparison.Ordinal);
    }

    private static byte[] Piece(string text, float score, byte type)
    {
        byte[] name = Encoding.UTF8.GetBytes(text);
        byte[] body = [0x0A, (byte)name.Length, .. name, 0x15, .. BitConverter.GetBytes(score), 0x18, type];
        return [0x0A, (byte)body.Length, .. body];
    }

    private static Dictionary<string, long> Numbered(string[] tokens) =>
        tokens.Select((token, i) => (token, (long)i)).ToDictionary(pair => pair.token, pair => pair.Item2);

    private TextTokenizer WordPiece()
    {
        File.WriteAllLines(_scratch.File("vocab.txt"),
        [
            "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "want", "##want", "##ed", "wa", "un", "runn", "##ing", ",",
            "low", "lowest",
        ]);
        return Open(new ModelTokenizer
        {
            Kind = TokenizerKind.WordPiece, Vocabulary = Named("vocab.txt"), Start = "[CLS]", End = "[SEP]",
            Padding = "[PAD]", Unknown = "[UNK]",
        });
    }

    private TextTokenizer Pairs(TokenizerKind kind, Dictionary<string, long> ids, IEnumerable<string> merges,
        string? start, string end)
    {
        File.WriteAllText(_scratch.File("vocab.json"), JsonSerializer.Serialize(ids));
        File.WriteAllLines(_scratch.File("merges.txt"), ["#version: 0.2", .. merges]);
        return Open(new ModelTokenizer
        {
            Kind = kind, Vocabulary = Named("vocab.json"), Merges = Named("merges.txt"), Start = start, End = end,
            Padding = end,
            Unknown = ids.ContainsKey("<unk>") ? "<unk>" : null, IsLowerCase = kind == TokenizerKind.ClipBytePair,
        });
    }

    private TextTokenizer Open(ModelTokenizer tokenizer) => TextTokenizer.Open(
        _scratch.Root,
        new ModelText { Input = "input_ids", Output = "text_embedding", Length = 12, Tokenizer = tokenizer });

    private ModelFile Named(string name) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_scratch.File(name)))));
}
