// What Linux offers through variadic functions, macros or headers that Swift's Glibc module leaves out.
#ifndef INTERDICT_LINUX_H
#define INTERDICT_LINUX_H

#include <spawn.h>
#include <stdio.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/// Asks the kernel to send `signal` to this process when the thread that started it ends. 0, or -1 with errno.
static inline int interdict_parent_death_signal(int signal) {
    return prctl(PR_SET_PDEATHSIG, (unsigned long)signal, 0UL, 0UL, 0UL);
}

/// A descriptor that becomes readable when the process ends. -1 with errno.
static inline int interdict_process_descriptor(pid_t process) {
    return (int)syscall(SYS_pidfd_open, process, 0U);
}

/// A descriptor from which another thread's wake-ups are read. -1 with errno.
static inline int interdict_wakeup_descriptor(void) {
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

/// A descriptor from which these signals are read; they must be blocked. -1 with errno.
static inline int interdict_signal_descriptor(const sigset_t *signals) {
    return signalfd(-1, signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

/// The size of a terminal in characters. 0, or -1 with errno.
static inline int interdict_window(int descriptor, int *rows, int *columns) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return 0;
}

/// Opens a pipe that no child inherits by itself. 0, or -1 with errno.
static inline int interdict_pipe(int ends[2]) {
    return (int)syscall(SYS_pipe2, ends, O_CLOEXEC);
}

/// Makes reads from the descriptor return at once when there is nothing. 0, or -1 with errno.
static inline int interdict_do_not_wait(int descriptor) {
    return fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

/// Sets what `interdict_receive_from` needs to know the sender. 0, or -1 with errno.
static inline int interdict_ask_for_sender(int descriptor) {
    int on = 1;
    return setsockopt(descriptor, SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
}

// The C library shows these with _GNU_SOURCE only, which would change types that Swift's Glibc module knows otherwise.
struct interdict_sender {
    pid_t process;
    uid_t user;
    gid_t group;
};
enum { interdict_message_from_sender = 2 /* SCM_CREDENTIALS */ };

/// Takes one datagram without waiting, and who sent it. Its length, or -1 with errno.
static inline ssize_t interdict_receive_from(int descriptor, void *buffer, size_t size, uid_t *sender) {
    union {
        char bytes[CMSG_SPACE(sizeof(struct interdict_sender))];
        struct cmsghdr header;
    } control;
    struct iovec part = {buffer, size};
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    ssize_t length = recvmsg(descriptor, &message, MSG_DONTWAIT);
    *sender = (uid_t)-1;
    if (length < 0) return length;
    for (struct cmsghdr *item = CMSG_FIRSTHDR(&message); item; item = CMSG_NXTHDR(&message, item)) {
        if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != interdict_message_from_sender) continue;
        struct interdict_sender who;
        memcpy(&who, CMSG_DATA(item), sizeof who);
        *sender = who.user;
    }
    return length;
}

/* Declared by the C library with _GNU_SOURCE only. */
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

static inline int interdict_spawn_closing_from(posix_spawn_file_actions_t *actions, int from) {
    return posix_spawn_file_actions_addclosefrom_np(actions, from);
}

/// Starts a program in a process group of its own that is killed when the calling thread ends, for whatever reason.
///
/// `posix_spawn` can't ask for that. Between fork and exec only what a signal handler may call is called. The program's
/// three standard streams are `standard`; signals are as they are in a fresh process. 0, or an error number.
static inline int interdict_spawn_following(char *const words[], const int standard[3], pid_t *process) {
    int failure[2];
    if (interdict_pipe(failure) != 0) return errno;
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0) {
        sigset_t none;
        sigemptyset(&none);
        const int signals[] = {SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGQUIT};
        for (unsigned index = 0; index < sizeof signals / sizeof *signals; index++) signal(signals[index], SIG_DFL);
        sigprocmask(SIG_SETMASK, &none, NULL);
        setpgid(0, 0);
        interdict_parent_death_signal(SIGKILL);
        if (getppid() != parent) _exit(127);
        for (int number = 0; number < 3; number++) dup2(standard[number], number);
        execvp(words[0], words);
        const int code = errno;
        const ssize_t written = write(failure[1], &code, sizeof code);
        _exit(written == sizeof code ? 127 : 126);
    }
    int code = child < 0 ? errno : 0;
    close(failure[1]);
    if (child > 0) {
        int told = 0;
        ssize_t count;
        while ((count = read(failure[0], &told, sizeof told)) < 0 && errno == EINTR) {}
        if (count == sizeof told) {
            code = told;
            waitpid(child, NULL, 0);
        }
    }
    close(failure[0]);
    *process = child;
    return code;
}

/// Writes what is printed and not yet written. 0 when all that was ever printed has got there, else the reason as far as it
/// is known.
static inline int interdict_output_error(void) {
    errno = 0;
    if (fflush(stdout) != 0) return errno != 0 ? errno : EIO;
    return ferror(stdout) ? EIO : 0;
}

#endif
