internal import GRDB

/// The tables, by migration; a migration that was released is never changed.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 documents") { db in try db.execute(sql: documents) }
        migrator.registerMigration("2 analysis") { db in try db.execute(sql: analysis) }
        migrator.registerMigration("3 text") { db in try db.execute(sql: text) }
        migrator.registerMigration("4 quarantine") { db in try db.execute(sql: quarantine) }
        migrator.registerMigration("5 releases") { db in try db.execute(sql: releases) }
        return migrator
    }

    /// `articles` has one row an article, `documents` one for each place in the feed.
    private static let documents = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO meta VALUES ('head', 0), ('text', 0);
        CREATE TABLE articles (
            row INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            id_hash INTEGER NOT NULL,    -- FNV-1a of the id: a short key for the index
            content_hash INTEGER,        -- the first 64 bits of the content's SHA-256
            latest INTEGER NOT NULL,     -- seq of its newest document
            time TEXT NOT NULL,          -- RFC 3339 UTC: published, else received
            title TEXT NOT NULL,
            source TEXT,
            url TEXT,
            language TEXT
        );
        CREATE INDEX articles_id ON articles (id_hash);
        CREATE INDEX articles_content ON articles (content_hash);
        CREATE TABLE documents (
            seq INTEGER PRIMARY KEY,
            article INTEGER NOT NULL REFERENCES articles (row),
            previous INTEGER,            -- seq of the article's document before this one
            key INTEGER NOT NULL,        -- under which ingestion accepted it
            version TEXT NOT NULL,       -- of model, rules and lists
            relevance TEXT NOT NULL,
            stored_at INTEGER NOT NULL,  -- milliseconds since 1970
            topics TEXT NOT NULL,        -- parted by line feeds
            article_frame BLOB NOT NULL,
            extraction_frame BLOB NOT NULL,
            verdict_frame BLOB NOT NULL,
            envelope BLOB NOT NULL
        );
        CREATE TABLE topics (id INTEGER PRIMARY KEY, topic TEXT NOT NULL UNIQUE);
        CREATE TABLE feed (
            topic INTEGER NOT NULL REFERENCES topics (id),
            seq INTEGER NOT NULL REFERENCES documents (seq),
            PRIMARY KEY (topic, seq)
        ) WITHOUT ROWID;
        CREATE TABLE duplicates (
            id TEXT NOT NULL,
            key INTEGER NOT NULL,
            seq INTEGER NOT NULL,        -- of the document that was there before
            at INTEGER NOT NULL,
            PRIMARY KEY (id, key)
        ) WITHOUT ROWID;
        """

    /// Tables by place in the feed, so that new rows are always written at the end, with narrow indexes for queries.
    private static let analysis = """
        CREATE TABLE entities (
            seq INTEGER NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
            country TEXT, PRIMARY KEY (seq, n)
        ) WITHOUT ROWID;
        CREATE INDEX entities_country ON entities (country, seq) WHERE country IS NOT NULL;
        CREATE TABLE entity_names (
            name TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (name, seq, n)
        ) WITHOUT ROWID;
        CREATE TABLE mentions (
            seq INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
            text TEXT NOT NULL, entity TEXT, country TEXT, confidence REAL, PRIMARY KEY (seq, n)
        ) WITHOUT ROWID;
        CREATE TABLE events (
            seq INTEGER NOT NULL, n INTEGER NOT NULL, action TEXT NOT NULL, measures TEXT NOT NULL, issuer TEXT NOT NULL,
            target TEXT NOT NULL, target_names TEXT NOT NULL, regime TEXT, date TEXT, confidence REAL,
            PRIMARY KEY (seq, n)
        ) WITHOUT ROWID;
        CREATE TABLE event_terms (
            term TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (term, seq, n)
        ) WITHOUT ROWID;
        CREATE TABLE evidence (
            seq INTEGER NOT NULL, event INTEGER NOT NULL, n INTEGER NOT NULL, role TEXT NOT NULL, start INTEGER NOT NULL,
            end INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (seq, event, n)
        ) WITHOUT ROWID;
        CREATE TABLE matches (
            seq INTEGER NOT NULL, n INTEGER NOT NULL, list TEXT NOT NULL, entry TEXT NOT NULL, name TEXT NOT NULL,
            text TEXT NOT NULL, role TEXT, score REAL, entity TEXT, PRIMARY KEY (seq, n)
        ) WITHOUT ROWID;
        CREATE INDEX matches_entry ON matches (list, entry, seq);
        """

    /// The index takes its text from the documents' frames: no second copy of it is kept.
    private static let text = """
        CREATE VIEW searchable AS SELECT
            seq,
            json_extract(CAST(article_frame AS TEXT), '$.title') AS title,
            json_extract(CAST(article_frame AS TEXT), '$.body') AS body
        FROM documents;
        CREATE VIRTUAL TABLE text USING fts5 (
            title, body, content = 'searchable', content_rowid = 'seq', tokenize = "unicode61 remove_diacritics 2"
        );
        INSERT INTO text (text, rank) VALUES ('automerge', 16), ('hashsize', 8388608);
        """

    private static let quarantine = """
        CREATE TABLE quarantine (
            id TEXT PRIMARY KEY, key INTEGER NOT NULL, stage TEXT NOT NULL, worker TEXT NOT NULL, reason TEXT NOT NULL,
            attempts INTEGER NOT NULL, errors TEXT NOT NULL, article_frame BLOB, extraction_frame BLOB,
            verdict_frame BLOB, envelope BLOB NOT NULL, at INTEGER NOT NULL
        );
        CREATE INDEX quarantine_at ON quarantine (at);
        """

    /// How articles left quarantine, so that the counts still come out even.
    private static let releases = """
        CREATE TABLE releases (
            id TEXT NOT NULL,
            key INTEGER NOT NULL,
            how TEXT NOT NULL,           -- stored, dropped, or replaced by a later article with the same id
            at INTEGER NOT NULL,
            PRIMARY KEY (id, key)
        ) WITHOUT ROWID;
        """
}
