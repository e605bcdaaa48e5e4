internal import ArgumentParser
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

/// `interdict quarantine`: the articles that a stage gave up on.
struct Quarantine: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List, show, edit, replay or drop the articles that a stage gave up on.",
        discussion:
            "A replayed article stays in quarantine until the pipeline has stored it, so nothing is lost meanwhile.",
        subcommands: [List.self, ShowOne.self, EditOne.self, Replay.self, Drop.self]
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List quarantined articles, the newest first.")

        @OptionGroup var store: StoreOptions

        @Option(help: "Only those that this stage gave up on.")
        var stage: String?

        @Option(help: "How many at most.")
        var limit = 100

        @Flag(help: "Print one JSON object a line.")
        var json = false

        func run() throws {
            let store = try store.open()
            let articles = try Failure.ofStore { () throws(StoreError) in try store.quarantined(limit: limit) }
                .filter { stage == nil || $0.stage == stage }
            for article in articles {
                let text = QuarantineText(article)
                print(json ? String(decoding: text.json(withArticle: false), as: UTF8.self) : text.line)
            }
            if !json, articles.isEmpty { print("nothing is quarantined") }
        }
    }

    struct ShowOne: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show a quarantined article and what went wrong in each attempt."
        )

        @OptionGroup var store: StoreOptions

        @Flag(help: "Print one JSON object with the original article in it.")
        var json = false

        @Argument(help: "The article's id.")
        var id: String

        func run() throws {
            let text = QuarantineText(try store.open().required(id))
            print(json ? String(decoding: text.json(withArticle: true), as: UTF8.self) : text.whole)
        }
    }

    struct Drop: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give quarantined articles up for good; the audit counts them as dropped."
        )

        @OptionGroup var store: StoreOptions

        @Argument(help: "The articles' ids.")
        var ids: [String]

        func run() throws {
            let store = try store.openForWriting()
            for id in ids {
                let was = try Failure.ofStore { () throws(StoreError) in try store.drop(ArticleID(rawValue: id)) }
                guard was else { throw Failure(.unavailable, "no article with the id \(id) is quarantined") }
                print("dropped \(id)")
            }
        }
    }
}

extension Storage.Store {
    /// A quarantined article; a failure with a sentence where there is none.
    func required(_ id: String) throws(Failure) -> QuarantinedArticle {
        let article = try Failure.ofStore { () throws(StoreError) in try quarantined(ArticleID(rawValue: id)) }
        guard let article else { throw Failure(.unavailable, "no article with the id \(id) is quarantined") }
        return article
    }
}
