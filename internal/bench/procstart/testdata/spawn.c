// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Starts itself with posix_spawn. For each number n on standard input it prints
// n times the median of the seconds from a start to the child's first byte.
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double start(void) {
	int p[2];
	if (pipe2(p, O_CLOEXEC) != 0) {
		perror("pipe2");
		exit(1);
	}
	double began = now();
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, p[1], 3);
	char *argv[] = {"spawn", "child", NULL};
	pid_t pid;
	int err = posix_spawn(&pid, "/proc/self/exe", &actions, NULL, argv, environ);
	if (err != 0) {
		fprintf(stderr, "posix_spawn: %s\n", strerror(err));
		exit(1);
	}
	char b;
	if (read(p[0], &b, 1) != 1) {
		perror("read");
		exit(1);
	}
	double d = now() - began;
	posix_spawn_file_actions_destroy(&actions);
	close(p[0]);
	close(p[1]);
	waitpid(pid, NULL, 0);
	return d;
}

int main(int argc, char **argv) {
	if (argc > 1) {
		return write(3, "x", 1) != 1;
	}
	int n;
	while (scanf("%d", &n) == 1) {
		double times[40];
		int runs = n < 3 ? 3 : n < 40 ? n : 40;
		for (int i = 0; i < runs; i++) {
			times[i] = start();
		}
		qsort(times, runs, sizeof *times, compare);
		printf("%.9f\n", times[runs / 2] * n);
		fflush(stdout);
	}
	return 0;
}
