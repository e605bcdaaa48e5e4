/// The tables in PostgreSQL, by migration; a migration that was released is never changed.
enum Migrations {
    /// Held while the tables are made or changed; the number is as good as any.
    private static let lock = 7_160_217_001

    /// Brings the tables up to date; processes that do so at the same time wait for each other.
    static func run(_ connection: Connection) throws {
        // Once the tables are there, a user who may not make any will do.
        if try areThere(connection), try missing(connection).isEmpty { return }
        try connection.transaction {
            // Another process may be changing tables for a while.
            try connection.execute("SET LOCAL statement_timeout = 0")
            try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(lock)])
            try connection.execute(
                """
                CREATE TABLE IF NOT EXISTS interdict_migrations (
                    name text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now()
                )
                """
            )
            let done = try done(connection)
            for (name, sql) in all where !done.contains(name) {
                try connection.execute(sql)
                try connection.query("INSERT INTO interdict_migrations (name) VALUES ($1)", [.text(name)])
            }
        }
    }

    /// Refuses a database without our tables, and one with tables that we don't know.
    static func check(_ connection: Connection, _ address: StoreAddress) throws {
        guard try areThere(connection) else {
            throw StoreError(.notOurs, "there is no store in \(address); a pipeline makes it when it first runs")
        }
        guard try missing(connection).isEmpty else {
            throw StoreError(
                .notOurs,
                "the store \(address) is of an earlier version; a pipeline of this one changes it"
            )
        }
    }

    private static func areThere(_ connection: Connection) throws -> Bool {
        try connection.query("SELECT to_regclass('interdict_migrations') IS NOT NULL").bytes(0, 0) == [1]
    }

    private static func missing(_ connection: Connection) throws -> [String] {
        let done = try done(connection)
        return all.map(\.name).filter { !done.contains($0) }
    }

    private static func done(_ connection: Connection) throws -> Set<String> {
        let rows = try connection.query("SELECT name FROM interdict_migrations")
        let names = Set((0..<rows.count).map { rows.text($0, 0) })
        let unknown = names.subtracting(all.map(\.name)).sorted()
        guard unknown.isEmpty else {
            let list = unknown.joined(separator: ", ")
            throw StoreError(.notOurs, "the store was made by a later version (\(list)); use that version's programs")
        }
        return names
    }

    private static let all: [(name: String, sql: String)] = [
        ("1 documents", documents), ("2 analysis", analysis), ("3 text", text), ("4 quarantine", quarantine),
    ]

    /// A document has its number, `doc`, from when it is written, and its place in the feed, `seq`, from when it is
    /// committed: writing goes on side by side, numbering one after the other.
    private static let documents = """
        CREATE TABLE meta (name text PRIMARY KEY, value bigint NOT NULL);
        INSERT INTO meta VALUES ('head', 0);
        CREATE SEQUENCE document_numbers;
        CREATE TABLE documents (
            doc bigint PRIMARY KEY,
            key bigint NOT NULL,            -- under which ingestion accepted it
            version text NOT NULL,          -- of model, rules and lists
            relevance text COLLATE "C" NOT NULL,
            stored_at bigint NOT NULL,      -- milliseconds since 1970
            topics text NOT NULL,           -- parted by line feeds
            article_frame bytea NOT NULL,
            extraction_frame bytea NOT NULL,
            verdict_frame bytea NOT NULL,
            envelope bytea NOT NULL
        );
        DO $$
        DECLARE frame text;
        BEGIN
            FOREACH frame IN ARRAY ARRAY['article_frame', 'extraction_frame', 'verdict_frame', 'envelope'] LOOP
                EXECUTE format('ALTER TABLE documents ALTER COLUMN %I SET COMPRESSION lz4', frame);
            END LOOP;
        EXCEPTION WHEN OTHERS THEN NULL;    -- an older server, or one without lz4: its own way of compression will do
        END $$;
        CREATE TABLE articles (
            article bigint PRIMARY KEY,     -- the number of its first document
            id text COLLATE "C" NOT NULL,
            id_hash bigint NOT NULL,        -- FNV-1a of the id: a short key for the index
            content_hash bigint,            -- the first 64 bits of the content's SHA-256
            latest bigint NOT NULL,         -- seq of its newest document
            doc bigint NOT NULL,            -- number of its newest document
            time text COLLATE "C" NOT NULL, -- RFC 3339 UTC: published, else received
            title text NOT NULL,
            source text COLLATE "C",
            url text,
            language text COLLATE "C"
        );
        CREATE INDEX articles_id ON articles (id_hash);
        CREATE INDEX articles_content ON articles (content_hash);
        CREATE UNIQUE INDEX articles_latest ON articles (latest);
        CREATE UNIQUE INDEX articles_doc ON articles (doc);
        CREATE TABLE places (
            seq bigint PRIMARY KEY,
            doc bigint NOT NULL UNIQUE,
            article bigint NOT NULL,
            previous bigint                 -- seq of the article's document before this one
        );
        CREATE INDEX places_article ON places (article);
        CREATE TABLE topics (id bigint PRIMARY KEY, topic text COLLATE "C" NOT NULL UNIQUE);
        CREATE TABLE feed (topic bigint NOT NULL, seq bigint NOT NULL, PRIMARY KEY (topic, seq));
        CREATE TABLE duplicates (
            id text COLLATE "C" NOT NULL,
            key bigint NOT NULL,
            seq bigint NOT NULL,            -- of the document that was there before
            at bigint NOT NULL,
            PRIMARY KEY (id, key)
        );
        """

    private static let analysis = """
        CREATE TABLE entities (
            doc bigint NOT NULL, n integer NOT NULL, id text NOT NULL, kind text NOT NULL, name text NOT NULL,
            country text COLLATE "C", PRIMARY KEY (doc, n)
        );
        CREATE INDEX entities_country ON entities (country, doc) WHERE country IS NOT NULL;
        CREATE TABLE entity_names (
            name text COLLATE "C" NOT NULL, doc bigint NOT NULL, n integer NOT NULL, PRIMARY KEY (name, doc, n)
        );
        CREATE TABLE mentions (
            doc bigint NOT NULL, n integer NOT NULL, kind text NOT NULL, start integer NOT NULL, stop integer NOT NULL,
            text text NOT NULL, entity text, country text, confidence double precision, PRIMARY KEY (doc, n)
        );
        CREATE TABLE events (
            doc bigint NOT NULL, n integer NOT NULL, action text NOT NULL, measures text NOT NULL, issuer text NOT NULL,
            target text NOT NULL, target_names text NOT NULL, regime text, date text, confidence double precision,
            PRIMARY KEY (doc, n)
        );
        CREATE TABLE event_terms (
            term text COLLATE "C" NOT NULL, doc bigint NOT NULL, n integer NOT NULL, PRIMARY KEY (term, doc, n)
        );
        CREATE TABLE evidence (
            doc bigint NOT NULL, event integer NOT NULL, n integer NOT NULL, role text NOT NULL, start integer NOT NULL,
            stop integer NOT NULL, text text NOT NULL, PRIMARY KEY (doc, event, n)
        );
        CREATE TABLE matches (
            doc bigint NOT NULL, n integer NOT NULL, list text COLLATE "C" NOT NULL, entry text COLLATE "C" NOT NULL,
            name text NOT NULL, text text NOT NULL, role text, score double precision, entity text, PRIMARY KEY (doc, n)
        );
        CREATE INDEX matches_entry ON matches (list, entry, doc);
        """

    /// New words go to the index's list of pending entries, which queries read too; upkeep moves them into its tree.
    private static let text = """
        CREATE TABLE texts (doc bigint PRIMARY KEY, words tsvector NOT NULL);
        CREATE INDEX texts_words ON texts USING gin (words) WITH (fastupdate = on, gin_pending_list_limit = 16384);
        """

    private static let quarantine = """
        CREATE TABLE quarantine (
            id text COLLATE "C" PRIMARY KEY, key bigint NOT NULL, stage text NOT NULL, worker text NOT NULL,
            reason text NOT NULL, attempts bigint NOT NULL, errors text NOT NULL, article_frame bytea,
            extraction_frame bytea, verdict_frame bytea, envelope bytea NOT NULL, at bigint NOT NULL
        );
        CREATE INDEX quarantine_at ON quarantine (at);
        CREATE TABLE releases (
            id text COLLATE "C" NOT NULL,
            key bigint NOT NULL,
            how text NOT NULL,              -- stored, dropped, or replaced by a later article with the same id
            at bigint NOT NULL,
            PRIMARY KEY (id, key)
        );
        """
}
