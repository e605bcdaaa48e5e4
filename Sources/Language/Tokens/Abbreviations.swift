/// Words that are written with a full stop inside a sentence.
enum Abbreviations {
    /// Stand before a name and never end a sentence.
    static let titles: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "adm", "brig", "cpl", "sen",
        "rep", "gov", "pres", "rev", "hon", "st", "ste", "mt", "ft", "mx", "messrs", "mme", "mlle", "sr", "sra", "amb",
        "vs", "no", "nos", "art", "arts", "sec", "para", "paras", "cf", "fig", "pt", "dep", "asst", "supt", "insp",
        "pvt",
        "rt", "fr", "def", "e.g", "i.e", "gen-lt", "viz", "res", "ch", "cl", "reg", "regs", "op", "app",
    ]

    /// May end a sentence.
    static let others: Set<String> = [
        "inc", "corp", "co", "ltd", "llc", "plc", "bros", "jr", "esq", "etc", "al", "approx", "est", "dept", "univ",
        "assn", "intl", "govt", "natl", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
        "dec",
        "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla",
        "ga", "ill", "ind", "kan", "ky", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla",
        "ore",
        "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "ave", "blvd", "rd", "sq", "ed", "eds", "vol", "pp", "v",
        "s.a", "s.p.a", "a.s", "a.m", "p.m", "b.v", "n.v", "a.g", "d.c", "ph.d", "u.s", "u.k", "u.n", "e.u", "u.a.e",
    ]

    /// Common words that are also abbreviations; the full stop belongs to them only before a capital or a digit.
    static let ambiguous: Set<String> = [
        "no", "mar", "mon", "wed", "fri", "ill", "miss", "mass", "wash", "ore", "ed", "art", "def", "sun", "sat", "al",
        "mo", "app", "op", "del", "ind", "res", "reg", "fig", "est", "gen", "rev", "pa", "co", "md", "ms", "st", "rep",
    ]
}
