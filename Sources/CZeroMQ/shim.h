#include <errno.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
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
