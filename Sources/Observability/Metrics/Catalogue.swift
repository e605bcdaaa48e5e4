/// Every measure of Interdict's programs; dashboards, alert rules and autoscalers may name these and no others.
package enum Catalogue {
    // Ingestion.
    package static let accepted = Metric(
        "interdict_articles_accepted_total",
        .counter,
        "Articles that are in the journal, since it was begun."
    )
    package static let inFlight = Metric(
        "interdict_articles_in_flight",
        .gauge,
        "Accepted articles without a disposition."
    )
    package static let dispositions = Metric(
        "interdict_dispositions_total",
        .counter,
        "How accepted articles ended, by kind."
    )
    package static let damaged = Metric(
        "interdict_journal_damaged_records",
        .gauge,
        "Records of the journal that can't be read."
    )
    package static let received = Metric(
        "interdict_submissions_total",
        .counter,
        "Submissions that have come in, by front: submit or push."
    )
    package static let refusedInput = Metric(
        "interdict_submissions_refused_total",
        .counter,
        "Submissions that were not accepted, by front and reason, the code of the receipt."
    )
    package static let journalBytes = Metric("interdict_journal_bytes", .gauge, "What the journal takes on the disk.")
    package static let journalLimit = Metric(
        "interdict_journal_limit_bytes",
        .gauge,
        "What the journal may take before articles are refused."
    )
    package static let backlog = Metric(
        "interdict_ingest_backlog_articles",
        .gauge,
        "Accepted articles that wait on the disk for the first queue."
    )

    // Queues.
    package static let waiting = Metric(
        "interdict_queue_messages",
        .gauge,
        "Messages that wait for a worker, by queue."
    )
    package static let leased = Metric("interdict_queue_in_flight", .gauge, "Messages that workers hold, by queue.")
    package static let queueBytes = Metric("interdict_queue_bytes", .gauge, "Bytes in a queue's custody.")
    package static let lengthLimit = Metric(
        "interdict_queue_limit_messages",
        .gauge,
        "Messages that a queue takes before producers have to wait."
    )
    package static let bytesLimit = Metric(
        "interdict_queue_limit_bytes",
        .gauge,
        "Bytes that a queue takes before producers have to wait."
    )
    package static let workers = Metric("interdict_queue_workers", .gauge, "Workers that take from a queue.")
    package static let taken = Metric("interdict_queue_taken_total", .counter, "Messages that a queue took over.")
    package static let refused = Metric(
        "interdict_queue_refused_total",
        .counter,
        "Messages that a full queue did not take."
    )
    package static let malformed = Metric(
        "interdict_queue_malformed_total",
        .counter,
        "Messages that were not the hop protocol's."
    )
    package static let dispatched = Metric(
        "interdict_queue_dispatched_total",
        .counter,
        "Messages handed to workers, repetitions included."
    )
    package static let redispatched = Metric(
        "interdict_queue_redispatched_total",
        .counter,
        "Messages taken back from dead, silent or slow workers."
    )
    package static let done = Metric("interdict_queue_done_total", .counter, "Messages that workers have finished.")
    package static let left = Metric(
        "interdict_queue_left_total",
        .counter,
        "Messages that left the normal way: quarantined or filtered."
    )
    package static let workersLost = Metric(
        "interdict_queue_workers_lost_total",
        .counter,
        "Workers whose connection broke or that fell silent."
    )
    package static let waitSeconds = Metric(
        "interdict_queue_wait_seconds",
        .histogram,
        "How long messages waited for a worker, by queue."
    )
    package static let stageSeconds = Metric(
        "interdict_stage_seconds",
        .histogram,
        "How long a stage worked on a message, by stage."
    )
    package static let busySeconds = Metric(
        "interdict_stage_busy_seconds_total",
        .counter,
        "Time in which workers of a stage held at least one message, summed over the workers."
    )

    // Classification, the store and the feed.
    package static let events = Metric(
        "interdict_events_total",
        .counter,
        "Sanctions events that were found, by action."
    )
    package static let matches = Metric("interdict_matches_total", .counter, "Listed parties that were found, by list.")
    package static let listAge = Metric(
        "interdict_list_age_seconds",
        .gauge,
        "Time since the day of a sanctions list's snapshot."
    )
    package static let listEntries = Metric("interdict_list_entries", .gauge, "Entries of a sanctions list.")
    package static let listReloads = Metric(
        "interdict_list_reloads_total",
        .counter,
        "Attempts to load changed lists, by result: ok or failed."
    )
    package static let articleSeconds = Metric(
        "interdict_article_seconds",
        .histogram,
        "Time from an article's receipt until it is stored."
    )
    package static let storeErrors = Metric(
        "interdict_store_errors_total",
        .counter,
        "Batches of articles that the store could not write."
    )
    package static let feedHead = Metric(
        "interdict_feed_head",
        .gauge,
        "Number of the newest document that was published."
    )
    package static let feedLag = Metric(
        "interdict_feed_lag_documents",
        .gauge,
        "Stored documents that are not published yet."
    )
    package static let feedDelay = Metric(
        "interdict_feed_delay_seconds",
        .histogram,
        "Time from a document's transaction until it is published."
    )
    package static let feedFetches = Metric(
        "interdict_feed_fetches_total",
        .counter,
        "Requests of subscribers for earlier documents."
    )

    // Every process.
    package static let build = Metric("interdict_build_info", .gauge, "1; the labels tell program and version.")
    package static let ready = Metric("interdict_ready", .gauge, "1 where the process has all that it needs, else 0.")
    package static let cpu = Metric(
        "process_cpu_seconds_total",
        .counter,
        "Total user and system CPU time spent in seconds."
    )
    package static let resident = Metric("process_resident_memory_bytes", .gauge, "Resident memory size in bytes.")
    package static let virtual = Metric("process_virtual_memory_bytes", .gauge, "Virtual memory size in bytes.")
    package static let started = Metric(
        "process_start_time_seconds",
        .gauge,
        "Start time of the process since unix epoch in seconds."
    )
    package static let openFiles = Metric("process_open_fds", .gauge, "Number of open file descriptors.")
    package static let fileLimit = Metric("process_max_fds", .gauge, "Maximum number of open file descriptors.")

    // The supervisor.
    package static let processUp = Metric(
        "interdict_process_up",
        .gauge,
        "1 where a supervised process is ready, else 0."
    )
    package static let restarts = Metric(
        "interdict_process_restarts_total",
        .counter,
        "How often a supervised process was started again."
    )

    package static let all: [Metric] = [
        accepted, inFlight, dispositions, damaged, received, refusedInput, journalBytes, journalLimit, backlog, waiting,
        leased, queueBytes, lengthLimit, bytesLimit, workers, taken, refused, malformed, dispatched, redispatched, done,
        left, workersLost, waitSeconds, stageSeconds, busySeconds, events, matches, listAge, listEntries, listReloads,
        articleSeconds, storeErrors, feedHead, feedLag, feedDelay, feedFetches, build, ready, cpu, resident, virtual,
        started, openFiles, fileLimit, processUp, restarts,
    ]
}
