namespace Isonomia.Documentation;

internal sealed partial record TextLanguage
{
    /// <summary>German.</summary>
    internal static TextLanguage German => field ??= new("de", "der die das und mit ohne ein eine einer bei im in "
        + "nach zur von jährige jährigen Jahre Patient Patientin Röntgen zeigt rechts links ist")
    {
        NoPerson = @"\b(?:Mäuse|Maus|Ratten?|Kaninchen|Schweine?|Hunde?|Phantome?)\b",
        Cohort =
            @"\b(?:mittleres|medianes|durchschnittliches)\s+Alter\b|\b\d+\s*(?:-|bis)\s*\d+\s*(?:Jahre|-?jährige)|"
                + @"\bzwischen\s+\d+\s+und\s+\d+\s+Jahren\b|\b\d+\s+(?:Patienten|Patientinnen|Frauen|Männer|Kinder|"
                + @"Fälle|Probanden)\b|\bdie Patient(?:en|innen)\b",
        Excluded =
        [
            @"\b(?:ihre|seine|deren|dessen|die|der)\s+(?:Mutter|Vater|Schwester|Bruder|Tante|Onkel|Großmutter|"
                + @"Großvater|Ehefrau|Ehemann|Sohn|Tochter)\b[^.;]*",
            @"\b(?:Mutter|Vater|Schwester|Bruder)\s+(?:des|der)\s+Patient(?:en|in)\b[^.;]*|\bFamilienanamnese\b[^.;]*",
            @"\b(?:männlich|weiblich)e[rsn]?\s+(?:Konnektor|Stecker|Luer\w*|Anschluss|Adapter)",
            @"\b\d+\s*(?:-?jährige|Jahre alte|-?monatige|Monate alte)[rsnm]?\s+(?:\w+\s+)?(?:Fraktur|Prothese|Stent|"
                + @"Transplantat|Läsion|Narbe|Infarkt|Implantat|Überleben\w*|Verlauf\w*|Anamnese|Nachsorge|"
                + @"Therapie)\w*",
            @"\b(?:vor|seit|nach|über|während|innerhalb von|in den letzten|alle|letzten)\s+(?:mehr als\s+|etwa\s+|"
                + @"ca\.\s+|den\s+|letzten\s+)*\w+\s+(?:Jahr(?:en|e)?|Monat(?:en|e)?|Wochen?|Tag(?:en|e)?)\b",
            @"\b\w+\s+(?:Jahre|Monate|Wochen|Tage)\s+(?:später|zuvor|danach|nach|vor|Verlauf|Nachbeobachtung|lang)",
            @"\b\d+[- ]?(?:Jahres?|Monats?)[- ]?(?:Überleben\w*|Kontrolle|Nachsorge|Mortalität)",
            @"\b\d+(?:\s*\+\s*\d)?\.?\s*(?:SSW|Schwangerschaftswoche|Gestationswoche)\b|\bGestationsalter\b[^.;]*",
            @"\b(?:kein|keine|nicht|ohne)\s+(?:ein\w*\s+)?(?:Frau|Mann|Mädchen|Junge)\b",
        ],
        BirthDate =
            @"\b(?:geboren(?:\s+am)?|geb\.(?:\s+am)?|Geburtsdatum)\s*[:=]?\s*(?:am\s+)?(?:\d[\d/.\- ]{5,}\d|"
                + @"\d{1,2}\.\s*\w+\s+\d{4}|(?:19|20)\d\d)",
        Ages =
        [
            ("jaehrig", @"\b(?<n>\d{1,3}|NUMBER)[- ]?(?<u>jährig|monatig|wöchig|tägig)e?[rnms]?\b"),
            ("alter", @"\b(?:im\s+)?Alter\s*(?:von|[:=])?\s*(?<n>\d{1,3})\b\s*(?<u>Jahren?|Monaten?|Wochen?|Tagen?)?"),
            ("jahre", @"\b(?<n>\d{1,3}|NUMBER)\s*(?<u>Jahre|Jahren|J\.|Monate|Monaten|Wochen|Tage|Tagen)(?!\w)"),
            ("dicom", @"\b(?<n>0\d\d)(?<u>[YMWD])\b"),
        ],
        Units = [("year", "j|y"), ("month", "m"), ("week", "w"), ("day", "t|d")],
        Decades = [(@"\bSechzigerin?\b|\bEnde 60\b|\bMitte 60\b|\bAnfang 60\b", 60),
            (@"\bMitte 50\b|\bEnde 50\b|\bAnfang 50\b", 50), (@"\bMitte 70\b|\bEnde 70\b|\bAnfang 70\b", 70),
            (@"\bMitte 40\b|\bEnde 40\b|\bAnfang 40\b", 40)],
        Classes =
        [
            ("newborn", @"\bNeugeborene[sn]?\b"), ("infant", @"\bSäugling\b"),
                ("child", @"\b(?:Kind|Kleinkind|Mädchen|Junge|Schulkind)\b"),
            ("adolescent", @"\bJugendliche[rn]?\b"), ("elderly", @"\b(?:Seniorin?|Greisin|Greis|betagte[rn]?)\b"),
        ],
        Female =
        [
            (@"\b(?:Frau|Mädchen|Dame|Patientin|weiblich(?:e[rnms]?)?|Seniorin|Greisin)\b", 0.95),
                (@"\bGeschlecht\s*[:=]\s*w\b", 0.95), (@"\bSchwangere\b|jährigen?\s+\w+in\b", 0.8),
        ],
        Male =
        [
            (@"\b(?:Mann|Mannes|Junge|Jungen|Knabe|Herr|Herrn|männlich(?:e[rnms]?)?|Senior|Greis)\b", 0.95),
                (@"\bGeschlecht\s*[:=]\s*m\b", 0.95),
            (@"\b(?:der|ein|des|eines|dem|einem|den|einen)\s+(?:\S*jährige[rnms]?\s+)?Patient(?:en)?\b|"
                + @"jährige[rn]? Patient(?:en)?\b|^Patient\b|\w*jähriger\s+(?!\w*(?:in|frau)\b)\w+", 0.8),
        ],
        Country =
            @"\b(?:Patient(?:in|en)?|Frau|Mann|Mädchen|Junge)\s+aus\s+(?:der\s+|dem\s+|den\s+)?|\b(?:stammt|gebürtig|"
                + @"kommt)\s+aus\s+(?:der\s+|dem\s+|den\s+)?|\b(?:Land|Staatsangehörigkeit|Herkunftsland)\s*[:=]\s*",
        Person = "(?:Patientin?|Frau|Mann|Mädchen|Junge)",
        EthnicityLabel = @"\b(?:Ethnie|ethnische Zugehörigkeit)\s*[:=]\s*",
        Numbers = GermanNumbers(),
    };

    private static Dictionary<string, int> GermanNumbers()
    {
        const string Small = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
            + "fünfzehn sechzehn siebzehn achtzehn neunzehn";
        string[] units = Small.Split(' ');
        Dictionary<string, int> numbers = units.Index()
            .ToDictionary(word => word.Item, word => word.Index, StringComparer.Ordinal);
        foreach ((int t, string ten) in "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".Split(' ')
            .Index())
        {
            numbers[ten] = (t + 2) * 10;
            for (int i = 1; i < 10; i++)
            {
                numbers[units[i] + "und" + ten] = ((t + 2) * 10) + i;
            }
        }

        return numbers;
    }
}
