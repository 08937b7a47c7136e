namespace Isonomia.Documentation;

internal sealed partial record TextLanguage
{
    private const string EnglishPerson =
        "(?:woman|man|girl|boy|lady|gentleman|female|male|patient|person|individual|child|infant|adult)";

    /// <summary>English.</summary>
    internal static TextLanguage English => field ??= new("en", "the of with and in a an is was for to on at no shows "
        + "showing old year patient after")
    {
        NoPerson =
            @"\b(?:mice|mouse|murine|rats?|rabbits?|porcine|pigs?|swine|canine|dogs?|feline|bovine|ovine|sheep|"
                + @"macaques?|monkeys?|zebrafish|phantoms?)\b",
        Cohort =
            @"\b(?:mean|median|average)\s+age\b|\bage(?:d|s)?\s*(?:range[sd]?|between|from)?\s*:?\s*\d+\s*(?:-|to|"
                + @"and)\s*\d+|\b\d+\s+(?:\w+\s+)?(?:patients|women|men|subjects|"
            + @"participants|volunteers|cases|individuals|children|boys|girls|females|males)\b|\bpatients\s+aged\b|"
                + @"\b(?:women|men|patients|subjects|volunteers)\s+(?:were|was|with|aged|who|over|under)\b",
        Excluded =
        [
            @"\b(?:his|her|their|the patient's|whose|maternal|paternal)\s+(?:\w+\s+)?(?:mother|father|brother|sister|"
                + @"aunt|uncle|grandmother|grandfather|parents?|cousin|wife|husband|son|daughter)\b[^.;]*",
            @"\b(?:mother|father|brother|sister|aunt|uncle|grandmother|grandfather|cousin|wife|husband|son|"
                + @"daughter)\s+(?:of the patient|had|has|died|was|is|with)\b[^.;]*",
            @"\bfamily history\b[^.;]*",
            @"\b(?:fe)?male\s+(?:connector|adapter|adaptor|luer|plug|end|thread|socket|coupling|urethral|condom|"
                + @"pelvic anatomy|predominance|catheter)\w*",
            @"\b\w+[- ](?:year|yr|month|week|day)s?[- ]?old\s+(?:\w+\s+){0,2}(?:fracture|hardware|fusion|construct|"
                + @"cast|bypass|prosthesis|graft|stent|lesion|scar|infarct\w*|implant|injury|bleed|h(?:a)?ematoma|"
                + @"transplant|shunt|fistula|device|pacemaker|image|scan|radiograph|film|study)\w*",
            @"\b\w+(?:[- ]to[- ]\w+)?\s+(?:year|month|week|day)s?\s+(?:ago|earlier|later|prior|before|after|"
                + @"following|previously|history|duration|post\w*|of\s+(?:symptoms|pain|cough|fever|history|follow|"
                + @"evolution|treatment|therapy))\b",
            @"\b(?:for|over|past|last|within|during|since|every|after|at least|in)\s+(?:the\s+)?(?:past\s+|"
                + @"last\s+)?\w+\s+(?:year|month|week|day)s?\b(?!\s*old)",
            @"\b\d+[- ](?:year|month|week|day)\s+(?:survival|follow|history|risk|mortality|recurrence|interval|"
                + @"course|outcome|control|treatment)\w*",
            @"\b(?:diagnosed|onset|menarche|menopause|symptoms|began|started|operated|"
                + @"surgery)\s+(?:\w+\s+){0,3}at\s+(?:the\s+)?age\s+(?:of\s+)?\d+",
            @"\bgestational age\b[^.;]*?\d+(?:\s*weeks?)?|\bGA\s*:?\s*\d+\b|\b\d+(?:\s*\+\s*\d)?\s*(?:weeks?|"
                + @"wks?)\s*(?:and\s+\d+\s+days?\s*)?(?:of\s+)?(?:gestation|pregnan\w*|gestational)\b|"
                + @"\bat\s+\d+\s+weeks?\b(?!\s*old)|\b\d+-week (?:fetus|pregnan\w*|gestation)\b",
            @"\b(?:no|not an?|non|without|neither|never)[- ](?:\w+\s+)?(?:woman|man|females?|males?|girl|boy)\b",
        ],
        BirthDate =
            @"\b(?:born(?:\s+on)?|date of birth|d\.?o\.?b\.?|birth ?date)\s*[:=]?\s*(?:on\s+)?(?:\d[\d/.\- ]{5,}\d|"
                + @"\d{1,2}\s+\w+\s+\d{4}|\w+\s+\d{1,2},?\s+\d{4}|(?:in\s+)?(?:19|20)\d\d)",
        Ages =
        [
            ("old", @"\b(?<n>\d{1,3}|NUMBER)[- ]?(?<u>years?|yrs?|yr|y|months?|mos?|weeks?|wks?|days?)[- ]?old\b"),
            ("short", @"\b(?<n>\d{1,3})[- ]?(?:y\s?/\s?o|yo|y\.\s?o\.?|yrs?)\b"),
            ("month_short", @"\b(?<n>\d{1,2})\s?(?<u>m|w|d)\s?/\s?o\b"),
            ("dicom", @"\b(?<n>0\d\d)(?<u>[YMWD])\b"),
            ("aged",
                @"\bage[ds]?\s*(?:of|is|was|at|[:=,])?\s*(?<n>\d{1,3}|NUMBER)\b(?!\s*(?:-|to)\s*\d)\s*(?<u>years?|"
                    + @"yrs?|months?|weeks?|days?)?"),
            ("of", $@"\b{EnglishPerson}\s*(?:,|of|\(|aged)\s*(?:about\s+)?(?<n>\d{{1,3}}|NUMBER)\s*(?<u>years?|yrs?|"
                + $@"months?|weeks?|days?)\b"),
            ("before_sex", @"\b(?<n>\d{1,3})\s*(?<u>years?|yrs?|months?|weeks?|days?)\s*[,/]\s*(?:fe)?male\b"),
            ("years_of_age", @"\b(?<n>\d{1,3}|NUMBER)\s*(?<u>years?|yrs?|months?|weeks?|days?)\s+of\s+age\b"),
        ],
        Units = [("year", "y"), ("month", "mo|m$|m/"), ("week", "w"), ("day", "d")],
        Decades =
        [
            (@"\bin\s+(?:her|his|their)\s+(?:early\s+|mid[- ]?|middle\s+|late\s+)?(?<d>[1-9]0)'?s\b", 0),
            (@"\bquadragenarian\b", 40), (@"\bquinquagenarian\b", 50), (@"\bsexagenarian\b", 60),
                (@"\bseptuagenarian\b", 70), (@"\boctogenarian\b", 80),
            (@"\bnonagenarian\b", 90),
        ],
        Classes =
        [
            ("newborn", @"\b(?:neonate|newborn)\b"), ("infant", @"\b(?:infant|baby)\b"),
                ("child", @"\b(?:toddler|child|schoolchild)\b"),
            ("adolescent", @"\b(?:adolescent|teenager)\b"), ("elderly", @"\belderly\b"),
        ],
        Female =
        [
            (@"\b(?:woman|girl|lady|female|gentlewoman)\b", 0.95), (@"\b(?:sex|gender)\s*[:=]\s*f(?:emale)?\b", 0.95),
                (@"\bmother\b", 0.9),
            (@"\b(?:she|her|hers|herself)\b", 0.6),
        ],
        Male =
        [
            (@"\b(?:man|boy|gentleman|male)\b", 0.95), (@"\b(?:sex|gender)\s*[:=]\s*m(?:ale)?\b", 0.95),
                (@"\bfather\b", 0.9),
            (@"\b(?:he|him|his|himself)\b", 0.6),
        ],
        Country =
            $@"\b(?:{EnglishPerson}|mother|farmer|worker|immigrant|refugee)\s+(?:(?:originally|who came|who comes|"
                + $@"coming)\s+)?(?:from|native of|born in|living in|resident in|of)\s+(?:the\s+)?|"
                + $@"\b(?:originally from|born in|native of|(?:country|nationality)\s*[:=])\s*(?:the\s+)?",
        Person = EnglishPerson,
        EthnicityLabel = @"\b(?:race|ethnicity|ethnic(?:\s+group)?)\s*[:=]\s*",
        Numbers = Count(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                + "seventeen eighteen nineteen",
            "twenty thirty forty fifty sixty seventy eighty ninety", "-"),
    };
}
