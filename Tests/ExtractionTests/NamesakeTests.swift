import Extraction
import FoundationEssentials
import Messages
import Testing

/// Words that are a country in one text and something else in another: each row has what must be found, and nothing else.
@Suite(.timeLimit(.minutes(5)))
struct NamesakeTests {
    static let cases: [(String, [String])] = [
        ("Atlanta, Georgia, saw protests.", ["place Atlanta US", "place Georgia US"]),
        ("The governor of the state of Georgia signed it.", ["place Georgia US"]),
        ("Georgia Governor Brian Kemp signed it.", ["place Georgia US", "person Brian Kemp"]),
        ("Officials in Georgia said Tbilisi would not follow.", ["place Georgia GE", "place Tbilisi GE"]),
        ("Georgia and Armenia closed the border.", ["place Georgia GE", "place Armenia AM"]),
        ("Michael Jordan scored 40 points. Jordan then left.", ["person Michael Jordan", "person Jordan"]),
        (
            "Jordan recalled its ambassador, the king said in Amman.",
            ["place Jordan JO", "place Amman JO"]
        ),
        ("Chad Smith plays the drums.", ["person Chad Smith"]),
        ("Rebels crossed from Sudan into Chad.", ["place Sudan SD", "place Chad TD"]),
        ("We ate turkey and used the best china.", []),
        ("Turkey and China signed.", ["place Turkey TR", "place China CN"]),
        (
            "Niger expelled the ambassador. Nigeria protested.",
            ["place Niger NE", "place Nigeria NG"]
        ),
        ("Nigerien soldiers met Nigerian officers.", ["nationality Nigerien NE", "nationality Nigerian NG"]),
        ("M23 rebels took Goma in eastern Congo.", ["organization M23", "place Goma CD", "place eastern Congo CD"]),
        ("Congo recalled its envoy from Kigali.", ["place Congo CD", "place Kigali RW"]),
        (
            "In Brazzaville, Congo said it would pay.",
            ["place Brazzaville CG", "place Congo CG"]
        ),
        (
            "Equatorial Guinea, Guinea-Bissau and Papua New Guinea voted.",
            ["place Equatorial Guinea GQ", "place Guinea-Bissau GW", "place Papua New Guinea PG"]
        ),
        ("He grew up in Paris, Texas.", ["place Paris US", "place Texas US"]),
        ("She flew from Moscow to Paris.", ["place Moscow RU", "place Paris FR"]),
        ("Dominican police held two men in Santo Domingo.", ["nationality Dominican DO", "place Santo Domingo DO"]),
        ("South Sudan and Sudan met.", ["place South Sudan SS", "place Sudan SD"]),
        ("Ireland and Northern Ireland differ.", ["place Ireland IE", "place Northern Ireland GB"]),
        ("Paris Hilton and Israel Ramirez arrived.", ["person Paris Hilton", "person Israel Ramirez"]),
        ("Cuba Gooding won.", ["person Cuba Gooding"]),
        ("The IN group and the US team may march in May.", ["place US US"]),
        ("It is up to us.", []),
    ]

    @Test(arguments: cases)
    func `no country is seen where the text means something else`(body: String, expected: [String]) throws {
        let article = Article(id: ArticleID(rawValue: "t"), title: "", body: body)
        let found = try ExtractorTests.extractor.get().extract(article).mentions
            .map { "\($0.kind.rawValue) \($0.text)\($0.country.map { " \($0)" } ?? "")" }
        #expect(found == expected)
    }

    static let short: [(String, [String])] = [
        ("RSF said two reporters were held.", ["organization RSF"]),
        ("Sputnik and RT were banned.", ["organization Sputnik", "organization RT"]),
        ("Fighters of Wagner left Bakhmut.", ["organization Wagner", "place Bakhmut UA"]),
        ("Rosneft and Lukoil cut output.", ["organization Rosneft", "organization Lukoil"]),
        ("Putin and Xi spoke for an hour.", ["person Putin", "person Xi"]),
        ("Huawei sued, and so did ZTE.", ["organization Huawei", "organization ZTE"]),
    ]

    @Test(arguments: short)
    func `names of one word are found`(body: String, expected: [String]) throws {
        let article = Article(id: ArticleID(rawValue: "t"), title: "", body: body)
        let found = try ExtractorTests.extractor.get().extract(article).mentions
            .map { "\($0.kind.rawValue) \($0.text)\($0.country.map { " \($0)" } ?? "")" }
        #expect(found == expected)
    }
}
