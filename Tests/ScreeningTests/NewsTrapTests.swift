import Analysis
import Foundation
import Messages
import Screening
import Testing

/// Sentences of news with names that sound like listed ones, and with listed ones, read by the engines as they are shipped.
///
/// With INTERDICT_TEST_WHOLE_LISTS they run against OFAC's whole list too, which lies outside the repository: without
/// optimisation it takes minutes to load.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct NewsTrapTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// The ids of the entries that must be found, and no other.
        var found: Set<String>
        var testDescription: String { text }

        init(_ text: String, _ found: Set<String> = []) {
            self.text = text
            self.found = found
        }
    }

    private static let sdn = Result {
        let files = ["ofac-2024-05-03/sdn.csv", "ofac-2025-12/alt.csv", "ofac-2025-12/add.csv"]
        let list = files.map { SharedData.path("lists/\($0)") }.joined(separator: ",")
        return try Analyser(data: ShippedData.checkout + "/Pipelines", lists: [list])
    }
    private static let starter = Result { try Analyser(data: ShippedData.checkout + "/Pipelines", lists: []) }

    static let traps: [Case] = [
        // Acronyms and bodies of one name.
        Case("RSF, the press freedom group, condemned the arrest of three reporters in Khartoum in Sudan."),
        Case("Reporters Without Borders (RSF) said on Monday that Russia had jailed 30 journalists."),
        Case("Russia's state broadcaster Sputnik reported that talks with North Korea would go on."),
        Case("The Russian-made Sputnik V vaccine was approved in Argentina on Tuesday."),
        Case("The UN Security Council met on Thursday to discuss sanctions on North Korea and Russia."),
        Case("The Bank of Russia raised its key rate to 16 percent in Moscow."),
        Case("The Bank of China reported higher profits in Beijing."),
        Case("The PML-N of Nawaz Sharif won most seats in Punjab, Pakistan."),
        Case("The IRA declared a ceasefire in Northern Ireland in 1994."),
        Case("The estimated time of arrival (ETA) was 14:00, the airline in Spain said."),
        Case("Israel's military intelligence directorate AMAN warned of an attack from Syria."),
        Case("Divers went for a deep DIVE off Cuba."),
        Case("The Ministry of Defence in London said British jets had flown over Syria."),
        Case("National Oil Company officials in Libya said exports had stopped."),
        Case("Freedom House ranked Belarus as not free."),
        Case("The General Staff of Ukraine said Russia had lost 800 soldiers."),
        // Ordinary words, ships and places.
        Case("The Royal Navy's flagship HMS Victory is moored in Portsmouth."),
        Case("The president said that victory over corruption was near in Iran."),
        Case("Hope faded for the miners in Venezuela as the search entered its third week."),
        Case("The Star reported that Toronto police had arrested two men from Iran."),
        Case("The Ocean Cleanup project started in the Pacific off Russia."),
        Case("Phoenix police arrested a man from Iran on Friday."),
        Case("The Caspian Sea borders Iran and Russia."),
        Case("Unity is needed in Lebanon, the patriarch said."),
        Case("Progress was slow in talks between Russia and Ukraine."),
        Case("The Sea Star restaurant in Havana, Cuba, closed in May."),
        Case("Richard Wagner's operas are played in Tel Aviv, Israel."),
        // Common names, and names alone.
        Case("Kim said the offer was too low, according to the South Korean prosecutor's office."),
        Case("John Smith, a farmer from Ohio, said he had never been to Cuba."),
        Case("Mohammed Ali, a taxi driver in Cairo, Egypt, said fuel was scarce."),
        Case("Ahmed Hassan of the University of Baghdad in Iraq said the river was dry."),
        Case("Ali Hussein, 34, sells tea in Basra, Iraq."),
        Case("Mahmoud Abbas met the king in Amman, Jordan."),
        Case("Ivan Petrov, a teacher in Samara, Russia, said pupils were afraid."),
        Case("Maria Garcia crossed the border from Mexico with two children."),
        Case("Zhang Wei ran the factory in Shenzhen, China."),
        Case("Kim Chol-su, a farmer, fled North Korea in 2011."),
        Case("Aman, a shopkeeper in Kabul, Afghanistan, said prices had doubled."),
        Case("Saladin, the sultan of Egypt and Syria, took Jerusalem in 1187."),
    ]

    static let listed: [Case] = [
        Case("Bank Rossiya, the personal bank of Russian officials, was sanctioned by the United States.", ["16681"]),
        Case("North Korean leader Kim Jong Un inspected a factory. Kim said production must rise.", ["20157"]),
        Case("Defense Minister Sergei Shoigu visited Minsk. Shoigu praised Belarus.", ["35173"]),
        Case("The Central Bank of Syria said that it would print new notes, in Damascus.", ["30663"]),
        Case("The Wagner Group recruited prisoners in Russia.", ["22543"]),
        Case("Hamas fired rockets from Gaza at Israel.", ["4695"]),
        Case("Bashar al-Assad fled to Moscow, Russia, from Syria.", ["12735"]),
        Case("Nicolás Maduro was sworn in in Caracas, Venezuela.", ["22790"]),
        Case("Alisher Usmanov sold his shares, the Russian billionaire said.", ["35283"]),
        Case("President Alexander Lukashenko of Belarus pardoned 30 prisoners.", ["9760"]),
        Case("Ebrahim Raisi, president of Iran, died in a helicopter crash.", ["27844"]),
        Case("Dan Gertler sold mines in the Democratic Republic of the Congo.", ["23252"]),
        Case("Boko Haram abducted pupils in Nigeria.", ["16363"]),
        Case("Garantex, the Russian crypto exchange, was closed.", ["36025"]),
        Case("The Lazarus Group of North Korea stole 600 million dollars.", ["27307"]),
    ]

    private static let hasWholeLists =
        SharedData.folder != nil && ProcessInfo.processInfo.environment["INTERDICT_TEST_WHOLE_LISTS"] != nil

    @Test(
        .enabled(if: hasWholeLists, "INTERDICT_TEST_WHOLE_LISTS is not set, or the shared lists are not here"),
        arguments: traps + listed
    )
    func `news hits whom it names, and nobody of the same name`(_ sample: Case) throws {
        #expect(try Self.found(sample, Self.sdn.get()) == sample.found)
    }

    @Test(arguments: traps)
    func `the shipped list isn't hit by names like its own`(_ sample: Case) throws {
        #expect(try Self.found(sample, Self.starter.get()) == [])
    }

    @Test func `who is only described is found at the description`() throws {
        let body = "The Russian president flew to Pyongyang."
        let article = Article(id: ArticleID(rawValue: "a"), title: "", body: body, published: "2024-06-20T00:00:00Z")
        let match = try #require(try Self.starter.get().analyse(article).verdict.matches.first)
        #expect(match.entryID == "35096")
        #expect(match.text == "The Russian president")
        #expect(match.offsets == 0..<21)
    }

    private static func found(_ sample: Case, _ analyser: Analyser) -> Set<String> {
        let article = Article(id: ArticleID(rawValue: "a"), title: "", body: sample.text)
        return Set(analyser.analyse(article).verdict.matches.map(\.entryID))
    }
}
