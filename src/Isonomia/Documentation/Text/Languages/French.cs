namespace Isonomia.Documentation;

internal sealed partial record TextLanguage
{
    /// <summary>French.</summary>
    internal static TextLanguage French => field ??= new("fr", "le la les de des du un une avec sans et est chez pour "
        + "dans au aux ans patient patiente âgé âgée radiographie montre droite gauche")
    {
        NoPerson = @"\b(?:souris|rats?|lapins?|porcs?|porcine?s?|canine?s?|chiens?|fantômes?|mannequin)\b",
        Cohort =
            @"\bâge\s+(?:moyen|médian)\b|\b(?:de|entre)\s+\d+\s+(?:à|et)\s+\d+\s+ans\b|\b\d+\s*-\s*\d+\s+ans\b|"
                + @"\b\d+\s+(?:patients|patientes|femmes|hommes|enfants|cas|sujets)\b|\bles patient(?:e)?s\b",
        Excluded =
        [
            @"\b(?:sa|son|la|le)\s+(?:mère|père|sœur|soeur|frère|tante|oncle|grand-mère|grand-père|épouse|mari|"
                + @"fils)\b[^.;]*",
            @"\b(?:mère|père|sœur|frère)\s+(?:du|de la)\s+patiente?\b[^.;]*|\bantécédents familiaux\b[^.;]*",
            @"\b(?:connecteur|raccord|adaptateur|luer)\s+(?:mâle|femelle)",
            @"\b(?:fracture|prothèse|stent|greffe|lésion|cicatrice|infarctus|implant|"
                + @"pacemaker)\s+(?:\w+\s+)?(?:datant\s+)?(?:de|d'il y a)\s+\d+\s+(?:ans?|mois|semaines?|jours?)",
            @"\b(?:il y a|depuis|pendant|après|en|tous les|dernier[es]*|sur|sous)\s+(?:plus de\s+|environ\s+|les\s+|"
                + @"dernier[es]*\s+)*\w+\s+(?:ans?|mois|semaines?|jours?|années?)",
            @"\b\w+\s+(?:ans?|mois|semaines?|jours?)\s+(?:plus tard|après|avant|auparavant|de suivi|d'évolution|"
                + @"de survie|de traitement|de douleurs?|de toux|de fièvre)",
            @"\b(?:survie|suivi|contrôle)\s+à\s+\d+\s+(?:ans|mois)",
            @"\b\d+(?:\s*\+\s*\d)?\s*(?:semaines?|SA)\s*(?:d'aménorrhée|de gestation|de grossesse)?(?<=SA|aménorrhée|"
                + @"gestation|grossesse)|\bâge gestationnel\b[^.;]*",
            @"\b(?:pas|ni|sans|aucune?)\s+(?:d'|de\s+|une?\s+)?(?:femme|homme|fille|garçon)\b",
        ],
        BirthDate =
            @"\b(?:née?(?:\s+le)?|date de naissance|ddn)\s*[:=]?\s*(?:le\s+)?(?:\d[\d/.\- ]{5,}\d|"
                + @"\d{1,2}(?:er)?\s+\w+\s+\d{4}|(?:en\s+)?(?:19|20)\d\d)",
        Ages =
        [
            ("years", @"\b(?<n>\d{1,3}|NUMBER)\s*(?<u>ans?|mois|semaines?|jours?)(?!\w)"),
            ("label", @"\bâge\s*[:=]\s*(?<n>\d{1,3})\b(?!\s*(?:-|à)\s*\d)"),
            ("dicom", @"\b(?<n>0\d\d)(?<u>[YMWD])\b"),
        ],
        Units = [("year", "a|y"), ("month", "m"), ("week", "s|w"), ("day", "j|d")],
        Decades =
        [
            (@"\bsexagénaire\b", 60), (@"\bseptuagénaire\b", 70), (@"\boctogénaire\b", 80), (@"\bnonagénaire\b", 90),
                (@"\bquinquagénaire\b", 50),
            (@"\bquadragénaire\b", 40), (@"\bla cinquantaine\b", 50), (@"\bla soixantaine\b", 60),
                (@"\bla quarantaine\b", 40),
        ],
        Classes =
        [
            ("newborn", @"\bnouveau-née?\b"), ("infant", @"\bnourrisson\b"),
                ("child", @"\b(?:enfant|fillette|garçon(?:net)?|petite fille)\b"),
            ("adolescent", @"\badolescente?\b"), ("elderly", @"\b(?:personne|patiente?|femme|homme) âgée?\b(?!\s+de)"),
        ],
        Female =
        [
            (@"\b(?:femme|fille|fillette|dame|madame|mme|féminin)\b", 0.95), (@"\bsexe\s*[:=]\s*f\b", 0.95),
                (@"\bpatiente\b", 0.95),
            (@"\bâgée\b|\bune adolescente\b|\bune octogénaire\b|\bune sexagénaire\b|\bune septuagénaire\b|"
                + @"\bnouveau-née\b|\benceinte\b", 0.8), (@"\belle\b", 0.6),
        ],
        Male =
        [
            (@"\b(?:homme|garçon|garçonnet|monsieur|masculin)\b", 0.95), (@"\bsexe\s*[:=]\s*[mh]\b", 0.95),
            (@"\b(?:le|un|du|ce|chez un)\s+patient\b|\bpatient\s+(?:âgé|de)\b|\bun octogénaire\b|\bun sexagénaire\b|"
                + @"\bun adolescent\b|\bun septuagénaire\b", 0.8), (@"\bil (?:a|présente|tousse|était)\b", 0.6),
        ],
        Country =
            @"\b(?:patiente?|femme|homme|enfant|migrante?)\s+(?:originaire|natif|native|provenant)\s+(?:de la|de l'|"
                + @"des|du|de|d')\s*|\boriginaire\s+(?:de la|de l'|des|du|de|d')\s*|\b(?:pays|nationalité)\s*[:=]\s*",
        Person = "(?:patiente?|femme|homme|enfant|fille|garçon)",
        EthnicityLabel = @"\b(?:origine ethnique|ethnie)\s*[:=]\s*",
        Numbers = Spelled(
            "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
                + "dix-huit dix-neuf",
            "vingt trente quarante cinquante soixante", 2, "-", string.Empty),
    };
}
