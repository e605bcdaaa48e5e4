#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <zmq.h>

/* Swift imports neither variadic functions nor eventfd's flags. */

static inline int interdict_eventfd(void) {
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

static inline void interdict_eventfd_signal(int descriptor) {
    (void)eventfd_write(descriptor, 1);
}

static inline void interdict_eventfd_clear(int descriptor) {
    eventfd_t value;
    (void)eventfd_read(descriptor, &value);
}

static inline void interdict_name_thread(const char *name) {
    (void)prctl(PR_SET_NAME, name);
}

/* libzmq's own error number, a macro that Swift doesn't see: the context is ending. */
static inline int interdict_terminated(void) {
    return ETERM;
}

/* The port of an address, and its host as libzmq writes it: IPv4 in an IPv6 address as IPv4. 0 for other families. */
static inline int interdict_port_and_host(const struct sockaddr_storage *address, char *host, socklen_t size) {
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *four = (const struct sockaddr_in *)address;
        if (host) inet_ntop(AF_INET, &four->sin_addr, host, size);
        return ntohs(four->sin_port);
    }
    if (address->ss_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
        if (host && IN6_IS_ADDR_V4MAPPED(&six->sin6_addr)) inet_ntop(AF_INET, &six->sin6_addr.s6_addr[12], host, size);
        else if (host) inet_ntop(AF_INET6, &six->sin6_addr, host, size);
        return ntohs(six->sin6_port);
    }
    return 0;
}

/*
 * Shuts down this process's TCP connections to its own `port` from `address`. libzmq offers no way to close one
 * connection of a socket; it takes the shutdown for the peer's, and forgets the connection in its usual way. Should a
 * number be given to another file in between, it is no such connection, or one whose peer comes back by itself.
 */
static inline int interdict_cut_connections(int port, const char *address) {
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;
    if (!folder) return 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        int descriptor = atoi(entry->d_name);
        struct sockaddr_storage ours, theirs;
        socklen_t our_size = sizeof ours, their_size = sizeof theirs;
        char host[INET6_ADDRSTRLEN] = "";
        if (descriptor <= 2 || getsockname(descriptor, (struct sockaddr *)&ours, &our_size) != 0) continue;
        if (interdict_port_and_host(&ours, NULL, 0) != port) continue;
        if (getpeername(descriptor, (struct sockaddr *)&theirs, &their_size) != 0) continue;
        interdict_port_and_host(&theirs, host, sizeof host);
        if (strcmp(host, address) == 0 && shutdown(descriptor, SHUT_RDWR) == 0) count++;
    }
    closedir(folder);
    return count;
}
