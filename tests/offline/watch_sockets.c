/* Preloaded into a program: writes every attempt to reach another machine to $SOCKET_LOG. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void note(const char *what, const char *whom) {
    const char *path = getenv("SOCKET_LOG");
    char line[600];
    int file = path ? open(path, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
    if (file < 0) return;
    int length = snprintf(line, sizeof line, "%s %s\n", what, whom);
    if (write(file, line, length) < 0) { /* nothing can be done */ }
    close(file);
}

static void note_address(const char *what, const struct sockaddr *address) {
    char text[INET6_ADDRSTRLEN] = "";
    if (address && address->sa_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *)address;
        if ((ntohl(in->sin_addr.s_addr) >> 24) == 127) return;
        inet_ntop(AF_INET, &in->sin_addr, text, sizeof text);
        note(what, text);
    } else if (address && address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)address;
        if (IN6_IS_ADDR_LOOPBACK(&in->sin6_addr)) return;
        inet_ntop(AF_INET6, &in->sin6_addr, text, sizeof text);
        note(what, text);
    }
}

int connect(int socket, const struct sockaddr *address, socklen_t length) {
    static int (*real)(int, const struct sockaddr *, socklen_t);
    if (!real) real = dlsym(RTLD_NEXT, "connect");
    note_address("connect", address);
    return real(socket, address, length);
}

ssize_t sendto(int socket, const void *bytes, size_t size, int flags,
               const struct sockaddr *address, socklen_t length) {
    static ssize_t (*real)(int, const void *, size_t, int, const struct sockaddr *, socklen_t);
    if (!real) real = dlsym(RTLD_NEXT, "sendto");
    note_address("sendto", address);
    return real(socket, bytes, size, flags, address, length);
}

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
                struct addrinfo **found) {
    static int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
    if (!real) real = dlsym(RTLD_NEXT, "getaddrinfo");
    if (host && strcmp(host, "localhost") && strcmp(host, "127.0.0.1") && strcmp(host, "::1"))
        note("look-up", host);
    return real(host, service, hints, found);
}
