// What Linux offers through variadic functions or headers that Swift's Glibc module leaves out.
#ifndef INTERDICT_LINUX_H
#define INTERDICT_LINUX_H

#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

/// Asks the kernel to send `signal` to this process when the thread that started it ends. 0, or -1 with errno.
static inline int interdict_parent_death_signal(int signal) {
    return prctl(PR_SET_PDEATHSIG, (unsigned long)signal, 0UL, 0UL, 0UL);
}

#endif
