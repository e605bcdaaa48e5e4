#ifndef INTERDICT_POSTGRESQL_H
#define INTERDICT_POSTGRESQL_H

#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#include <libpq-fe.h>
#endif
#include <stdint.h>
#include <sys/eventfd.h>

static inline void interdict_pq_ignore(void *context, const char *message) {
    (void)context;
    (void)message;
}

/// Connects; what the URL says goes before these settings, which notice a dead server within some ten seconds.
static inline PGconn *interdict_pq_connect(const char *url) {
    const char *names[] = {
        "connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
        "fallback_application_name", "client_encoding", "dbname", NULL};
    const char *values[] = {"3", "5", "2", "3", "10000", "interdict", "UTF8", url, NULL};
    PGconn *connection = PQconnectdbParams(names, values, 1);
    if (connection) (void)PQsetNoticeProcessor(connection, interdict_pq_ignore, NULL);
    return connection;
}

/// What is wrong with a URL, to be freed with `PQfreemem`; NULL where nothing is.
static inline char *interdict_pq_complaint(const char *url) {
    char *message = NULL;
    PQconninfoOption *options = PQconninfoParse(url, &message);
    if (options) PQconninfoFree(options);
    return message;
}

/// The five characters of an error's SQLSTATE, or NULL.
static inline const char *interdict_pq_state(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

/// Takes one notification that has come; 0 where there is none.
static inline int interdict_pq_take_notification(PGconn *connection) {
    PGnotify *notification = PQnotifies(connection);
    if (!notification) return 0;
    PQfreemem(notification);
    return 1;
}

/// A descriptor by which one thread wakes another. -1 with errno.
static inline int interdict_pq_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

static inline void interdict_pq_eventfd_signal(int descriptor) { (void)eventfd_write(descriptor, 1); }

#endif
