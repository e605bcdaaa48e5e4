import Screening
import Testing

@Suite(.timeLimit(.minutes(5)))
struct NameMatcherTests {
    @Test(arguments: [
        ("Sergej Lavrow", "LAVROV, Sergei Viktorovich"),
        ("Sergueï Lavroff", "LAVROV, Sergei Viktorovich"),
        ("Russian President Vladimir Putin", "PUTIN, Vladimir Vladimirovich"),
        ("Владимир Путин", "PUTIN, Vladimir Vladimirovich"),
        ("ولادیمیر پوتین", "PUTIN, Vladimir"),
        ("김정은", "KIM, Jong Un"),
        ("金正恩", "KIM, Jong Un"),
        ("Gim Jeong-eun", "KIM, Jong Un"),
        ("习近平", "XI, Jinping"),
        ("عبد الله يحيى الحاكم", "ABDULLAH YAHYA AL HAKIM"),
        ("طارق عزيز", "TARIQ AZIZ"),
        ("أحمد حسن", "Ahmed Hassan"),
        ("박지성", "Park Ji-sung"),
        ("Abderrahmane Ould El Amar", "ABD AL-RAHMAN OULD AL-AMAR"),
        ("Jon Smith", "John Smith"),
        ("Alexander Lukashenko", "LUKASHENKA, Alyaksandr Ryhorovich"),
        ("Lauren Tnkunda", "LAURENT NKUNDA"),
        ("Adbul Bari Akhund", "ABDUL BARI AKHUND"),
        ("Mun Chol, Kim", "KIM MUN CHOL"),
        ("Jong Un Kim", "KIM, Jong Un"),
        ("Hsi Chin-p'ing", "XI, Jinping"),
        ("Teng Hsiao-ping", "DENG, Xiaoping"),
        ("Mao Tse-tung", "MAO, Zedong"),
        ("山田太郎", "YAMADA, Taro"),
        ("田中花子", "Hanako Tanaka"),
        ("篠田建市", "SHINODA, Kenichi"),
        ("佐々木 健二", "SASAKI, Kenji"),
        ("高山清司", "TAKAYAMA, Kiyoshi"),
        ("Nicolás Maduro", "MADURO MOROS, Nicolas"),
        ("Igor Ivanovich Sechin", "SECHIN, Igor"),
    ])
    func `spellings of one person reach the review threshold`(_ ours: String, _ theirs: String) throws {
        #expect(try ShippedData.score(ours, theirs) >= NameMatcher.review)
    }

    @Test(arguments: [
        ("Kim Jong-un", "KIM, Jong Sik"),
        ("Kim Jong-un", "KIM, Yo Jong"),
        ("Sergei Lavrov", "LAVROVA, Yekaterina Sergeyevna"),
        ("Vladimir Putin", "VLADIMIROV, Vladimir Vladimirovich"),
        ("Rustam Magomedovich Kadyrov", "RUSTAM MAGOMEDOVICH ASELDEROV"),
        ("Malik Magomedovich Barkhanoev", "Malik Ruslanovich Barkhanoev"),
        ("Kim", "KIM, Jong Un"),
        ("Saddam Hussein", "AL-TIKRITI, Qusay Saddam Hussein"),
        ("상철 이", "RI, Song Chol"),
        ("김종은", "김정은"),
        ("山田太郎", "YAMAMOTO, Taro"),
        ("田中次郎", "TANAKA, Taro"),
        ("John Yoo", "YU, Jin"),
        ("ريم آل علي", "RUMULI"),
        ("C. Justice", "QADHAFI, Justice"),
        ("Ali Hassan", "HASSAN, Muhammad Ahmad"),
    ])
    func `other persons stay below the review threshold`(_ ours: String, _ theirs: String) throws {
        #expect(try ShippedData.score(ours, theirs) < NameMatcher.review)
    }

    @Test(arguments: [
        ("Siemens AG", "Siemens Aktiengesellschaft", true),
        ("JSC Tactical Missiles Corp.", "TACTICAL MISSILES CORPORATION JSC", true),
        ("ООО АЯС 2000", "ООО \"АЯС 2000\"", true),
        ("Brigade Forty-Four", "Brigade 44", true),
        ("Sputnik", "PUBLIC JOINT-STOCK COMPANY COMMERCIAL BANK 'SPUTNIK'", false),
        ("Acme Corp.", "11420 CORP.", false),
        ("Bank of Russia", "BANK ROSSIYA", false),
        ("Банк Россия", "BANK ROSSIYA", true),
        ("Iranian Central Bank", "CENTRAL BANK OF IRAN", true),
        ("Bank of Korea", "KORYO BANK", false),
        ("State Grid Corporation of Chile", "State Grid Corporation of China", false),
        ("UN Security Council", "SECURITY COUNCIL OF THE RUSSIAN FEDERATION", false),
        ("Apollo Investment Fund VIII L.P.", "Apollo Investment Fund IX L.P.", false),
    ])
    func `bodies match by what tells them apart`(_ ours: String, _ theirs: String, _ isMatch: Bool) throws {
        #expect(try (ShippedData.score(ours, theirs, .organization) >= NameMatcher.review) == isMatch)
    }

    @Test func `a score tells the same both ways and never reaches one`() throws {
        let names = ["Vladimir Putin", "Putin", "Wladimir Wladimirowitsch Putin", "Sergei Shoigu", "محمد بن سلمان"]
        for ours in names {
            for theirs in names {
                let score = try ShippedData.score(ours, theirs)
                #expect(abs(score - (try ShippedData.score(theirs, ours))) < 0.0001)
                #expect(score < 1)
            }
        }
    }

    @Test func `an explanation names the parts that met and the parts that did not`() throws {
        let parser = try ShippedData.names.get().parser
        let matcher = NameMatcher()
        let score = matcher.explain(
            parser.parse("Sergej Lavrow", .person),
            parser.parse("LAVROV, Sergei Viktorovich", .person)
        )
        let verdicts = score?.reasons.map { "\($0.ours ?? "–") \($0.theirs ?? "–") \($0.verdict)" }
        #expect(verdicts == ["sergej sergei equal", "lavrow lavrov equal", "– viktorovich missing"])
    }
}
