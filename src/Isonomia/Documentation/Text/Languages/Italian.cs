namespace Isonomia.Documentation;

internal sealed partial record TextLanguage
{
    /// <summary>Italian.</summary>
    internal static TextLanguage Italian => field ??= new("it", "di del della con senza una il lo gli che per nel "
        + "anni paziente dopo radiografia mostra destra sinistra e è")
    {
        NoPerson = @"\b(?:topi|topo|ratti|ratto|conigli|suini|maiali|cani|fantoccio)\b",
        Cohort =
            @"\betà\s+(?:media|mediana)\b|\btra\s+\d+\s+e\s+\d+\s+anni\b|\b\d+\s*-\s*\d+\s+anni\b|"
                + @"\b\d+\s+(?:pazienti|donne|uomini|bambini|casi)\b",
        Excluded =
        [
            @"\b(?:sua|suo|la|il)\s+(?:madre|padre|sorella|fratello|moglie|marito|figlio|figlia|nonna|nonno)\b[^.;]*",
            @"\b(?:da|dopo|per|negli ultimi|circa)\s+(?:circa\s+|oltre\s+)*\w+\s+(?:anni|mesi|settimane|giorni)\b",
            @"\b\w+\s+(?:anni|mesi|settimane|giorni)\s+(?:fa|dopo|prima|di follow|di evoluzione|di sopravvivenza)",
            @"\b(?:frattura|protesi|stent|lesione|cicatrice|infarto)\s+(?:\w+\s+)?di\s+\d+\s+(?:anni|mesi)",
            @"\b\d+\s*settimane\s+(?:di\s+)?(?:gestazione|gravidanza)",
        ],
        BirthDate =
            @"\b(?:nat[oa](?:\s+il)?|data di nascita)\s*[:=]?\s*(?:il\s+)?(?:\d[\d/.\- ]{5,}\d|\d{1,2}\s+\w+\s+\d{4})",
        Ages =
        [
            ("years", @"\b(?<n>\d{1,3})\s*(?<u>anni|anno|mesi|mese|settimane|giorni)(?!\w)"),
            ("label", @"\betà\s*[:=]?\s*(?:di\s+)?(?<n>\d{1,3})\b(?!\s*-\s*\d)"),
            ("dicom", @"\b(?<n>0\d\d)(?<u>[YMWD])\b"),
        ],
        Units = [("year", "a|y"), ("month", "m"), ("week", "s|w"), ("day", "g|d")],
        Classes = [("newborn", @"\bneonat[oa]\b"), ("infant", @"\blattante\b"), ("child", @"\bbambin[oa]\b"),
            ("adolescent", @"\badolescente\b"), ("elderly", @"\banzian[oa]\b")],
        Female = [(@"\b(?:donna|ragazza|bambina|signora|femmin\w+|anziana)\b", 0.95), (@"\bsesso\s*[:=]\s*f\b", 0.95),
            (@"\b(?:la|una)\s+paziente\b", 0.8)],
        Male = [(@"\b(?:uomo|ragazzo|bambino|signore|maschi\w*|anziano)\b", 0.95), (@"\bsesso\s*[:=]\s*m\b", 0.95),
            (@"\b(?:il|un|del)\s+paziente\b", 0.8)],
        Country =
            @"\b(?:paziente|donna|uomo)\s+(?:originari[oa]|proveniente)\s+(?:del|della|dal|dalla|di)\s+|\b(?:paese|"
                + @"nazionalità)\s*[:=]\s*",
        Person = "(?:paziente|donna|uomo|bambin[oa])",
        EthnicityLabel = @"\betnia\s*[:=]\s*",
    };
}
