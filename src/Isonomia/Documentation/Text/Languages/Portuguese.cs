namespace Isonomia.Documentation;

internal sealed partial record TextLanguage
{
    /// <summary>Portuguese.</summary>
    internal static TextLanguage Portuguese =>
        field ??= new("pt", "de da do com sem em uma um que por na no os as anos paciente apresenta após radiografia "
        + "mostra direita esquerda e não é")
    {
        NoPerson = @"\b(?:camundongos?|ratos?|coelhos?|su[ií]nos?|porcos?|caninos?|cães|cão|fantoma|manequim)\b",
        Cohort =
            @"\bidade\s+(?:média|mediana)\b|\b(?:entre|de)\s+\d+\s+(?:e|a)\s+\d+\s+anos\b|\b\d+\s*-\s*\d+\s+anos\b|"
                + @"\b\d+\s+(?:pacientes|mulheres|homens|crianças|casos|participantes)\b|\bos pacientes\b|"
                + @"\bas pacientes\b",
        Excluded =
        [
            @"\b(?:sua|seu|a|o)\s+(?:mãe|pai|irmã|irmão|tia|tio|avó|avô|esposa|marido|filho|filha)\b[^.;]*",
            @"\b(?:mãe|pai|irmã|irmão|avó|avô)\s+d[ao]\s+paciente\b[^.;]*|\bhistória familiar\b[^.;]*",
            @"\b(?:conector|adaptador|luer|rosca)\s+(?:macho|fêmea|masculino|feminino)",
            @"\b(?:fratura|prótese|stent|enxerto|lesão|cicatriz|infarto|implante|marca-passo|"
                + @"transplante)\s+(?:\w+\s+)?(?:de|há|com)\s+(?:há\s+)?\d+\s+(?:anos?|meses|semanas?|dias?)",
            @"\b(?:há|desde há|durante|após|depois de|até|em|cada|últim[oa]s|por)\s+(?:mais de\s+|cerca de\s+|os\s+|"
                + @"as\s+|últim[oa]s\s+)*\w+\s+(?:anos?|meses|mês|semanas?|dias?)(?!\s+de\s+idade)",
            @"\b\w+\s+(?:anos?|meses|semanas?|dias?)\s+(?:depois|atrás|antes|de evolução|de seguimento|de sobrevida|"
                + @"prévios?|de duração|de tratamento|de dor|de tosse|de febre|após)",
            @"\b(?:sobrevida|seguimento|controle)\s+(?:em|de|aos)\s+\d+\s+(?:anos|meses)",
            @"\b\d+(?:\s*\+\s*\d)?\s*semanas?\s+(?:de\s+)?(?:gestação|gravidez|gestacionais|amenorreia)|"
                + @"\bidade gestacional\b[^.;]*",
            @"\b(?:não|nem|sem)\s+(?:é\s+)?(?:uma?\s+)?(?:mulher|homem|menin[oa])\b",
        ],
        BirthDate =
            @"\b(?:nascid[oa](?:\s+em)?|data de nascimento|d\.?\s?n\.?\s?:)\s*[:=]?\s*(?:em\s+)?(?:\d[\d/.\- ]{5,}\d|"
                + @"\d{1,2}\s+de\s+\w+\s+de\s+\d{4}|(?:19|20)\d\d)",
        Ages =
        [
            ("years", @"\b(?<n>\d{1,3}|NUMBER)\s*(?<u>anos?|meses|mês|semanas?|dias?)(?!\w)"),
            ("label", @"\bidade\s*[:=]?\s*(?:de\s+)?(?<n>\d{1,3})\b(?!\s*(?:-|a)\s*\d)"),
            ("dicom", @"\b(?<n>0\d\d)(?<u>[YMWD])\b"),
        ],
        Units = [("year", "a|y"), ("month", "m"), ("week", "s|w"), ("day", "d")],
        Decades =
        [
            (@"\bsexagenári[oa]\b", 60), (@"\bseptuagenári[oa]\b", 70), (@"\boctogenári[oa]\b", 80),
                (@"\bnonagenári[oa]\b", 90),
            (@"\bsexta década\b", 50), (@"\bsétima década\b", 60), (@"\boitava década\b", 70),
        ],
        Classes =
        [
            ("newborn", @"\b(?:rec[eé]m[- ]nascid[oa]|neonato)\b"), ("infant", @"\b(?:lactente|bebê)\b"),
                ("child", @"\b(?:menin[oa]|criança)\b"),
            ("adolescent", @"\badolescente\b"), ("elderly", @"\bidos[oa]\b"),
        ],
        Female =
        [
            (@"\b(?:mulher|menina|senhora|feminin[oa]|moça|idosa|garota)\b", 0.95),
                (@"\bsexo\s*[:=]\s*(?:f\b|fem)", 0.95),
            (@"\b(?:a|uma|da)\s+paciente\b|\bgestante\b|\bgrávida\b|\bnascida\b|\boctogenária\b|\bsexagenária\b|"
                + @"\bseptuagenária\b|\bnonagenária\b", 0.8),
        ],
        Male =
        [
            (@"\b(?:homem|menino|senhor|masculin[oa]|rapaz|idoso|garoto)\b", 0.95),
                (@"\bsexo\s*[:=]\s*(?:m\b|masc)", 0.95),
            (@"\b(?:o|um|do)\s+paciente\b|\boctogenário\b|\bsexagenário\b|\bseptuagenário\b|\bnonagenário\b", 0.8),
        ],
        Country =
            @"\b(?:paciente|mulher|homem|menin[oa]|imigrante)\s+(?:procedente|natural|originári[oa]|"
                + @"proveniente)\s+d[aeo]\s+|\b(?:natural|procedente|originári[oa]|proveniente)\s+d[aeo]\s+|"
                + @"\b(?:país|nacionalidade)\s*[:=]\s*",
        Person = "(?:paciente|mulher|homem|menin[oa])",
        EthnicityLabel = @"\b(?:etnia|raça|cor)\s*[:=]\s*",
        Numbers = Spelled(
            "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis "
                + "dezessete dezoito dezenove",
            "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 2, " e ", string.Empty),
    };
}
