#include "pcrm_connection.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

int64_t pcrm_now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits until the socket is ready. 1 = ready, 0 = the deadline came, -1 = errno tells. */
static int await(int fd, short events, int64_t deadline) {
  for (;;) {
    int64_t left = deadline - pcrm_now_ms();
    if (left <= 0) return 0;
    struct pollfd poller = {.fd = fd, .events = events};
    int ready = poll(&poller, 1, left > 1000000 ? 1000000 : (int)left);
    if (ready > 0) return 1;
    if (ready < 0 && errno != EINTR) return -1;
  }
}

/* Connects one address. 0, or an errno; ETIMEDOUT when the deadline came. */
static int open_one(int *fd, int family, const struct sockaddr *address, socklen_t length,
                    int64_t deadline) {
  *fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (*fd < 0) return errno;
  int failure = connect(*fd, address, length) == 0 ? 0 : errno;
  if (failure == EINPROGRESS || failure == EINTR) {
    int ready = await(*fd, POLLOUT, deadline);
    socklen_t size = sizeof(failure);
    if (ready == 0) {
      failure = ETIMEDOUT;
    } else if (ready < 0 || getsockopt(*fd, SOL_SOCKET, SO_ERROR, &failure, &size) != 0) {
      failure = errno;
    }
  }
  if (failure != 0) {
    close(*fd);
    *fd = -1;
  }
  return failure;
}

static int refuse(const char *address, int failure, pcrm_error *error) {
  pcrm_fail(error, failure == ETIMEDOUT ? PCRM_DEADLINE_EXCEEDED : PCRM_UNAVAILABLE,
            "cannot connect to %s: %s", address, strerror(failure));
  return -1;
}

static int open_unix(const char *address, int64_t deadline, pcrm_error *error) {
  const char *path = address + strlen("unix:");
  struct sockaddr_un name = {.sun_family = AF_UNIX};
  if (*path == '\0' || strlen(path) >= sizeof(name.sun_path)) {
    pcrm_fail(error, PCRM_INVALID_ARGUMENT, "address: the path after unix: has 1 to %zu bytes",
              sizeof(name.sun_path) - 1);
    return -1;
  }
  strcpy(name.sun_path, path);
  int fd, failure = open_one(&fd, AF_UNIX, (struct sockaddr *)&name, sizeof(name), deadline);
  return failure == 0 ? fd : refuse(address, failure, error);
}

/* Splits "host:port" or "[host]:port"; false when it is neither. The host is the caller's. */
static bool split(const char *address, char **host, const char **port) {
  const char *colon = strrchr(address, ':');
  if (colon == NULL || colon == address || colon[1] == '\0') return false;
  const char *first = address, *end = colon;
  if (*first == '[') {
    if (end[-1] != ']') return false;
    first++;
    end--;
  } else if (memchr(first, ':', (size_t)(end - first)) != NULL) {
    return false;
  }
  *port = colon + 1;
  return end > first && (*host = strndup(first, (size_t)(end - first))) != NULL;
}

static int open_tcp(const char *address, int64_t deadline, pcrm_error *error) {
  char *host;
  const char *port;
  if (!split(address, &host, &port)) {
    pcrm_fail(error, PCRM_INVALID_ARGUMENT,
              "address: \"%s\" is not host:port, [IPv6]:port or unix:/path", address);
    return -1;
  }
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
  int lookup = getaddrinfo(host, port, &hints, &found);
  free(host);
  if (lookup != 0) {
    pcrm_fail(error, PCRM_UNAVAILABLE, "cannot find %s: %s", address, gai_strerror(lookup));
    return -1;
  }
  int fd = -1, failure = ECONNREFUSED;
  for (struct addrinfo *each = found; each != NULL && fd < 0; each = each->ai_next) {
    failure = open_one(&fd, each->ai_family, each->ai_addr, each->ai_addrlen, deadline);
  }
  freeaddrinfo(found);
  if (fd < 0) return refuse(address, failure, error);
  int yes = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
  return fd;
}

int pcrm_open(const char *address, int64_t deadline, pcrm_error *error) {
  bool local = strncmp(address, "unix:", strlen("unix:")) == 0;
  return local ? open_unix(address, deadline, error) : open_tcp(address, deadline, error);
}

void pcrm_hang_up(pcrm_client *client) {
  if (client->socket >= 0) close(client->socket);
  client->socket = -1;
  free(client->body);
  client->body = NULL;
}

static bool lost(pcrm_client *client, const char *why, pcrm_error *error) {
  pcrm_hang_up(client);
  pcrm_fail(error, PCRM_UNAVAILABLE, "the connection is lost: %s", why);
  return false;
}

bool pcrm_send(pcrm_client *client, const uint8_t *bytes, size_t length, int64_t deadline,
               pcrm_error *error) {
  size_t sent = 0;
  while (sent < length) {
    ssize_t count = send(client->socket, bytes + sent, length - sent, MSG_NOSIGNAL);
    if (count >= 0) {
      sent += (size_t)count;
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      int ready = await(client->socket, POLLOUT, deadline);
      if (ready < 0) return lost(client, strerror(errno), error);
      if (ready == 0) {
        pcrm_hang_up(client);
        pcrm_fail(error, PCRM_DEADLINE_EXCEEDED, "the deadline passed while sending");
        return false;
      }
    } else if (errno != EINTR) {
      return lost(client, strerror(errno), error);
    }
  }
  return true;
}

/* Reads until `have` is `length`; into the void when `bytes` is NULL. */
static bool fill(pcrm_client *client, uint8_t *bytes, size_t *have, size_t length,
                 int64_t deadline, pcrm_error *error) {
  uint8_t waste[4096];
  while (*have < length) {
    size_t wanted = length - *have;
    if (bytes == NULL && wanted > sizeof(waste)) wanted = sizeof(waste);
    ssize_t count = recv(client->socket, bytes == NULL ? waste : bytes + *have, wanted, 0);
    if (count > 0) {
      *have += (size_t)count;
    } else if (count == 0) {
      return lost(client, "the server closed it", error);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      int ready = await(client->socket, POLLIN, deadline);
      if (ready < 0) return lost(client, strerror(errno), error);
      if (ready == 0) {
        pcrm_fail(error, PCRM_DEADLINE_EXCEEDED, "the deadline passed before the answer came");
        return false;
      }
    } else if (errno != EINTR) {
      return lost(client, strerror(errno), error);
    }
  }
  return true;
}

static uint32_t number(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

bool pcrm_receive(pcrm_client *client, pcrm_frame *frame, int64_t deadline, pcrm_error *error) {
  if (client->header_have < PCRM_HEADER_BYTES) {
    if (!fill(client, client->header, &client->header_have, PCRM_HEADER_BYTES, deadline, error)) {
      return false;
    }
    client->body_have = 0;
    client->body_length = number(client->header);
    if (client->body_length <= PCRM_FRAME_BYTES_MAX) {
      client->body = malloc(client->body_length + 1);
      if (client->body == NULL) return lost(client, "no memory for the answer", error);
    }
  }
  if (!fill(client, client->body, &client->body_have, client->body_length, deadline, error)) {
    return false;
  }
  frame->stream = number(client->header + 4);
  frame->type = client->header[8];
  frame->flags = client->header[9];
  frame->body = client->body;
  frame->length = client->body_length;
  client->body = NULL;
  client->header_have = 0;
  return true;
}
