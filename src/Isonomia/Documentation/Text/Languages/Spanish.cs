namespace Isonomia.Documentation;

internal sealed partial record TextLanguage
{
    private const string SpanishUnits = "años?|anos?|a\\.|meses|mes|semanas?|d[ií]as?";

    /// <summary>Spanish.</summary>
    internal static TextLanguage Spanish => field ??= new("es", "de la el con sin en del los las una un que por se "
        + "años paciente presenta tras radiografía muestra derecha izquierda y")
    {
        NoPerson = @"\b(?:ratones|ratón|ratas?|conejos?|cerdos?|porcin[oa]s?|canin[oa]s?|perros?|maniquí|fantoma)\b",
        Cohort =
            @"\bedad\s+(?:media|mediana|promedio)\b|\b(?:entre|de)\s+\d+\s+(?:y|a)\s+\d+\s+años\b|"
                + @"\b\d+\s*-\s*\d+\s+años\b|\b\d+\s+(?:pacientes|mujeres|hombres|varones|niños|niñas|casos|"
                + @"sujetos)\b|\blos pacientes\b|\blas pacientes\b",
        Excluded =
        [
            @"\b(?:su|la|el)\s+(?:madre|padre|hermano|hermana|t[ií]a|t[ií]o|abuelo|abuela|esposo|esposa|marido|hijo|"
                + @"hija)\b[^.;]*",
            @"\b(?:madre|padre|hermano|hermana|abuelo|abuela)\s+(?:del|de la)\s+paciente\b[^.;]*|"
                + @"\bantecedentes familiares\b[^.;]*",
            @"\b(?:conector|adaptador|luer|rosca)\s+(?:macho|hembra|masculino|femenino)",
            @"\b(?:fractura|prótesis|stent|injerto|lesión|cicatriz|infarto|implante|marcapasos|"
                + @"trasplante)\s+(?:\w+\s+)?(?:de|hace|con)\s+(?:hace\s+)?\d+\s+(?:años?|meses|semanas?|días?)",
            @"\b(?:hace|desde hace|durante|tras|después de|hasta|en|cada|últim[oa]s|desde los|por)\s+(?:m[aá]s de\s+|"
                + @"unos\s+|los\s+|las\s+|últim[oa]s\s+)*\w+\s+(?:años?|meses|mes|semanas?|días?)(?!\s+de\s+edad)",
            @"\b\w+\s+(?:años?|meses|semanas?|días?)\s+(?:después|atrás|antes|de evolución|de seguimiento|"
                + @"de supervivencia|de antigüedad|previos?|de duración|de tratamiento|de dolor|de tos|de fiebre|"
                + @"de clínica)",
            @"\b(?:supervivencia|seguimiento|control)\s+(?:a|de)\s+(?:los\s+)?\d+\s+(?:años|meses)",
            @"\b\d+(?:\s*\+\s*\d)?\s*semanas?\s+(?:de\s+)?(?:gestaci[oó]n|embarazo|gestacionales?|amenorrea)|"
                + @"\bedad gestacional\b[^.;]*",
            @"\b(?:no|ni|sin)\s+(?:es\s+)?(?:una?\s+)?(?:mujer|hombre|varón|niñ[oa])\b",
        ],
        BirthDate =
            @"\b(?:nacid[oa](?:\s+el)?|fecha de nacimiento|f\.?\s?nac\.?|"
                + @"fdn)\s*[:=]?\s*(?:el\s+)?(?:\d[\d/.\- ]{5,}\d|\d{1,2}\s+de\s+\w+\s+de\s+\d{4}|(?:en\s+)?(?:19|"
                + @"20)\d\d)",
        Ages =
        [
            ("years", $@"\b(?<n>\d{{1,3}}|NUMBER)\s*(?<u>{SpanishUnits})(?!\w)"),
            ("label", @"\bedad\s*[:=]?\s*(?:de\s+)?(?<n>\d{1,3})\b(?!\s*(?:-|a)\s*\d)"),
            ("dicom", @"\b(?<n>0\d\d)(?<u>[YMWD])\b"),
        ],
        Units = [("year", "a|y"), ("month", "m"), ("week", "s|w"), ("day", "d")],
        Decades =
        [
            (@"\bsexagenari[oa]\b", 60), (@"\bseptuagenari[oa]\b", 70), (@"\boctogenari[oa]\b", 80),
                (@"\bnonagenari[oa]\b", 90),
            (@"\bquinta década\b", 40), (@"\bsexta década\b", 50), (@"\bséptima década\b", 60),
                (@"\boctava década\b", 70),
        ],
        Classes =
        [
            ("newborn", @"\b(?:reci[eé]n nacid[oa]|neonato)\b"), ("infant", @"\blactante\b"),
                ("child", @"\b(?:niñ[oa]|escolar)\b"),
            ("adolescent", @"\badolescente\b"), ("elderly", @"\bancian[oa]\b"),
        ],
        Female =
        [
            (@"\b(?:mujer|niña|señora|femenin[oa]|anciana|lactante femenina|chica)\b", 0.95),
                (@"\bsexo\s*[:=]\s*(?:f\b|fem)", 0.95),
            (@"\b(?:la|una)\s+paciente\b|\bembarazada\b|\bgestante\b|\bnacida\b|\boctogenaria\b|\bsexagenaria\b|"
                + @"\bseptuagenaria\b|\bnonagenaria\b", 0.8),
        ],
        Male =
        [
            (@"\b(?:hombre|var[oó]n|niño|señor|masculin[oa]|anciano|chico)\b", 0.95),
                (@"\bsexo\s*[:=]\s*(?:h\b|v\b|masc)", 0.95),
            (@"\b(?:el|un|del)\s+paciente\b|\boctogenario\b|\bsexagenario\b|\bseptuagenario\b|\bnonagenario\b", 0.8),
        ],
        Country =
            @"\b(?:paciente|mujer|hombre|var[oó]n|niñ[oa]|inmigrante)\s+(?:procedente|natural|originari[oa]|"
                + @"proveniente)\s+(?:de|del)\s+(?:la\s+)?|\b(?:natural|procedente|originari[oa]|"
                + @"proveniente)\s+(?:de|del)\s+|\b(?:pa[ií]s|nacionalidad)\s*[:=]\s*",
        Person = "(?:paciente|mujer|hombre|varón|niñ[oa])",
        EthnicityLabel = @"\b(?:etnia|raza)\s*[:=]\s*",
        Numbers = Spelled(
            "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
                + "diecisiete dieciocho diecinueve",
            "treinta cuarenta cincuenta sesenta setenta ochenta noventa", 3, " y ",
            "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
                + "veintinueve"),
    };

    /// <summary>Number words where the twenties have names of their own.</summary>
    private static Dictionary<string,
        int> Spelled(string small, string tens, int firstTen, string joint, string twenties)
    {
        string[] units = small.Split(' ');
        Dictionary<string, int> numbers = units.Index()
            .ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
        foreach ((int i, string word) in twenties.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            numbers[word.Replace('_', ' ')] = 20 + i;
        }

        foreach ((int t, string ten) in tens.Split(' ').Index())
        {
            numbers[ten] = (t + firstTen) * 10;
            for (int i = 1; i < 10; i++)
            {
                numbers[ten + joint + units[i]] = ((t + firstTen) * 10) + i;
            }
        }

        return numbers;
    }
}
