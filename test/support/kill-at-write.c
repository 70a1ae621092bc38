// Loaded before libc (LD_PRELOAD), this counts the calls by which a process changes the files of one folder, and ends the process
// at one of them, as `kill -9` does: before the call, or amid it, with half of the bytes written.
//   KILL_FOLDER  the folder, with a slash at its end
//   KILL_AT      the number of the call, from 1; without it, no call is the last
//   KILL_AMID    whether a write may do its first half before
//   KILL_TRACE   a file to which every call is written down, with its bytes, and between them what the process says
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void die(void) { kill(getpid(), SIGKILL); }

/** Notes a call. Gives whether it is the last one and should do half of its work; does not come back where it should do none. */
static int is_last(const char *name, const char *path, long number, const void *bytes, size_t length) {
  static int calls = 0, trace = -1;
  const char *folder = getenv("KILL_FOLDER"), *last = getenv("KILL_AT"), *to = getenv("KILL_TRACE");
  // The folder itself is named without its slash.
  int is_watched = folder && strncmp(path, folder, strlen(folder) - 1) == 0, is_said = strcmp(name, "say") == 0;
  if (!is_watched && !is_said) return 0;
  if (to && trace < 0) trace = NEXT(open)(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (to) {
    dprintf(trace, "%s\t%s\t%ld\t%zu\n", name, is_said ? "" : path + strlen(folder) - 1, number, length);
    for (size_t at = 0; at < length;) at += NEXT(write)(trace, (const char *)bytes + at, length - at);
  }
  if (is_said || !last || ++calls != atoi(last)) return 0;
  if (!getenv("KILL_AMID") || length < 2) die();
  return 1;
}

static const char *path_of(int file) {
  static __thread char path[4096];
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  return path;
}

#define WRITE_AT(name)                                                                         \
  ssize_t name(int file, const void *bytes, size_t length, off_t at) {                         \
    if (is_last("write", path_of(file), at, bytes, length)) {                                  \
      NEXT(name)(file, bytes, length / 2, at);                                                 \
      die();                                                                                   \
    }                                                                                          \
    return NEXT(name)(file, bytes, length, at);                                                \
  }
WRITE_AT(pwrite)
WRITE_AT(pwrite64)

ssize_t write(int file, const void *bytes, size_t length) {
  if (file == STDOUT_FILENO) is_last("say", "", 0, bytes, length);
  else if (is_last("write", path_of(file), lseek(file, 0, SEEK_CUR), bytes, length)) {
    NEXT(write)(file, bytes, length / 2);
    die();
  }
  return NEXT(write)(file, bytes, length);
}

#define SYNC(name)                                    \
  int name(int file) {                                \
    is_last("sync", path_of(file), 0, "", 0);         \
    return NEXT(name)(file);                          \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name)                                 \
  int name(int file, off_t length) {                   \
    is_last("truncate", path_of(file), length, "", 0); \
    return NEXT(name)(file, length);                   \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int unlink(const char *path) {
  is_last("unlink", path, 0, "", 0);
  return NEXT(unlink)(path);
}

int rename(const char *from, const char *to) {
  is_last("rename", from, 0, to, strlen(to));
  return NEXT(rename)(from, to);
}

#define OPEN(name)                                                                       \
  int name(const char *path, int flags, ...) {                                           \
    va_list rest;                                                                        \
    va_start(rest, flags);                                                               \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                            \
    va_end(rest);                                                                        \
    if (flags & O_CREAT && access(path, F_OK) != 0) is_last("create", path, 0, "", 0);   \
    return NEXT(name)(path, flags, mode);                                                \
  }
OPEN(open)
OPEN(open64)
