// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Sndfile reads a file with libsndfile, as samples of 16 or 32 bits, so many
// frames at a time, as often as each line of its standard input says, and prints
// the CPU seconds that took.
//
// Usage: sndfile FILE 16|32 FRAMES
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { MOST = 1 << 16, CHANNELS = 2 };

static double cpu(void) {
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6;
}

static void readall(const char *path, int wide, int frames) {
	static short s[MOST * CHANNELS];
	static int n[MOST * CHANNELS];
	SF_INFO info;
	memset(&info, 0, sizeof info);
	SNDFILE *f = sf_open(path, SFM_READ, &info);
	if (!f || info.channels != CHANNELS) {
		fprintf(stderr, "sndfile: %s: %s\n", path, sf_strerror(f));
		exit(1);
	}
	sf_count_t total = 0, got;
	do {
		got = wide ? sf_readf_int(f, n, frames) : sf_readf_short(f, s, frames);
		total += got;
	} while (got > 0);
	if (total != info.frames) {
		fprintf(stderr, "sndfile: %ld frames, not %ld\n", (long)total, (long)info.frames);
		exit(1);
	}
	sf_close(f);
}

int main(int argc, char **argv) {
	long n;
	if (argc != 4 || atoi(argv[3]) < 1 || atoi(argv[3]) > MOST)
		return 2;
	while (scanf("%ld", &n) == 1) {
		double start = cpu();
		while (n-- > 0)
			readall(argv[1], atoi(argv[2]) == 32, atoi(argv[3]));
		printf("%.9f\n", cpu() - start);
		fflush(stdout);
	}
	return 0;
}
