namespace Isonomia.Documentation;

/// <summary>Languages that their script tells: Chinese, Japanese, Korean, Hindi, Arabic.</summary>
internal sealed partial record TextLanguage
{
    private const string Never = @"(?!)";

    /// <summary>Chinese.</summary>
    internal static TextLanguage Chinese => field ??= new("zh", string.Empty)
    {
        NoPerson = "小鼠|大鼠|兔|猪|犬|模体",
        Cohort = @"平均年龄|\d+\s*(?:-|至|到)\s*\d+\s*岁|\d+\s*例",
        Excluded = [@"\d+\s*(?:年|个月|周|天)(?:前|后|余)", @"孕\s*\d+\s*周|\d+\s*周妊娠", "(?:母亲|父亲|家族)[^,.;]*"],
        BirthDate = @"(?:出生日期|生于)\s*[::]?\s*\d",
        Ages = [("sui", @"(?<n>\d{1,3})\s*(?<u>岁|个月|月龄|周龄|天)"), ("label", @"年龄\s*[::]?\s*(?<n>\d{1,3})")],
        Units = [("year", "岁"), ("month", "个月|月"), ("week", "周"), ("day", "天")],
        Classes = [("newborn", "新生儿"), ("infant", "婴儿"), ("child", "儿童"), ("adolescent", "青少年"), ("elderly", "老年")],
        Female = [("女(?:性|童|孩|婴)?", 0.95)],
        Male = [("男(?:性|童|孩|婴)?", 0.95)],
    };

    /// <summary>Japanese.</summary>
    internal static TextLanguage Japanese => field ??= new("ja", string.Empty)
    {
        NoPerson = "マウス|ラット|ウサギ|ブタ|イヌ|ファントム",
        Cohort = @"平均年齢|\d+\s*(?:-|~|から)\s*\d+\s*歳|\d+\s*例",
        Excluded = [@"\d+\s*(?:年|か月|ヶ月|週間|日)(?:前|後|間)", @"妊娠\s*\d+\s*週", "(?:母親|父親|家族歴)[^,.;]*"],
        BirthDate = @"生年月日\s*[::]?\s*\d",
        Ages = [("sai", @"(?<n>\d{1,3})\s*(?<u>歳|才|か月|ヶ月|カ月|週齢|日齢)")],
        Units = [("year", "歳|才"), ("month", "か月|ヶ月|カ月"), ("week", "週"), ("day", "日")],
        Classes = [("newborn", "新生児"), ("infant", "乳児"), ("adolescent", "青年"), ("elderly", "高齢")],
        Female = [("女(?:性|児|子)?", 0.95)],
        Male = [("男(?:性|児|子)?", 0.95)],
    };

    /// <summary>Korean.</summary>
    internal static TextLanguage Korean => field ??= new("ko", string.Empty)
    {
        NoPerson = "마우스|생쥐|쥐|토끼|돼지|팬텀",
        Cohort = @"평균 연령|\d+\s*(?:-|~)\s*\d+\s*세|\d+\s*명",
        Excluded = [@"\d+\s*(?:년|개월|주|일)\s*(?:전|후)", @"임신\s*\d+\s*주", "(?:어머니|아버지|가족력)[^,.;]*"],
        BirthDate = @"생년월일\s*[::]?\s*\d",
        Ages = [("se", @"(?<n>\d{1,3})\s*(?<u>세|개월|주령|일령)")],
        Units = [("year", "세"), ("month", "개월"), ("week", "주"), ("day", "일")],
        Classes = [("newborn", "신생아"), ("infant", "영아"), ("adolescent", "청소년"), ("elderly", "고령|노인")],
        Female = [("여(?:성|아|자|학생)", 0.95)],
        Male = [("남(?:성|아|자|학생)", 0.95)],
    };

    /// <summary>Hindi.</summary>
    internal static TextLanguage Hindi => field ??= new("hi", string.Empty)
    {
        NoPerson = "चूहा|चूहे|खरगोश|सूअर|फैंटम",
        Cohort = @"औसत आयु|\d+\s*(?:-|से)\s*\d+\s*वर्ष|\d+\s*मरीज",
        Excluded = [@"\d+\s*(?:वर्ष|साल|महीने|दिन)\s*(?:पहले|बाद|से)", @"\d+\s*सप्ताह\s*(?:का|की)?\s*गर्भ"],
        BirthDate = @"जन्म\s*तिथि\s*[::]?\s*\d",
        Ages = [("varsh", @"(?<n>\d{1,3})\s*(?<u>वर्षीय|वर्ष|साल|महीने|माह|दिन)")],
        Units = [("year", "वर्ष|साल"), ("month", "म"), ("day", "दिन")],
        Classes = [("newborn", "नवजात"), ("infant", "शिशु"), ("elderly", "बुजुर्ग|वृद्ध")],
        Female = [("महिला|स्त्री|लड़की|बच्ची|औरत", 0.95)],
        Male = [("पुरुष|लड़का|आदमी|बच्चा", 0.95)],
    };

    /// <summary>Arabic.</summary>
    internal static TextLanguage Arabic => field ??= new("ar", string.Empty)
    {
        NoPerson = "فئران|جرذان|أرانب|خنازير|دمية",
        Cohort = @"متوسط العمر|بين\s+\d+\s+و\s*\d+|\d+\s+مريض",
        Excluded = [@"(?:منذ|قبل|بعد|خلال)\s+\d+\s+\S+", @"\d+\s+أسبوع\S*\s+(?:من\s+)?(?:الحمل|حمل)"],
        BirthDate = @"تاريخ الميلاد\s*[::]?\s*\d",
        Ages = [("sana",
            @"(?<n>\d{1,3})\s*(?<u>سنة|سنوات|عام\p{Mn}*ا?\p{Mn}*|أعوام|شهر\S*|أشهر|أسبوع\S*|أسابيع|يوم\S*|أيام)")],
        Units = [("year", "س|عام|أعوام"), ("month", "ش|أشهر"), ("week", "أسبوع|أسابيع"), ("day", "يوم|أيام")],
        Classes = [("newborn", "حديث الولادة"), ("infant", "رضيع"), ("elderly", "مسن")],
        Female = [("امرأة|مريضة|سيدة|فتاة|طفلة|أنثى|رضيعة|عمرها", 0.95)],
        Male = [("رجل|مريض(?!ة)|ولد|فتى|طفل(?!ة)|ذكر|عمره(?!ا)", 0.95)],
    };
}
