// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Parses the file argv[1] with expat: for each line "n" on standard input n
// times, and prints the CPU seconds that took.
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long sink;

static void start(void *u, const char *name, const char **attrs) {
	for (; *attrs; attrs += 2)
		sink++;
}
static void end(void *u, const char *name) { sink++; }
static void text(void *u, const char *s, int n) { sink += n; }

int main(int argc, char **argv) {
	FILE *f = fopen(argv[1], "rb");
	if (!f)
		return 1;
	fseek(f, 0, SEEK_END);
	long size = ftell(f);
	rewind(f);
	char *doc = malloc(size);
	if (fread(doc, 1, size, f) != (size_t)size)
		return 1;
	int n;
	while (scanf("%d", &n) == 1) {
		clock_t t = clock();
		while (n-- > 0) {
			XML_Parser p = XML_ParserCreateNS(NULL, '}');
			XML_SetElementHandler(p, start, end);
			XML_SetCharacterDataHandler(p, text);
			for (long i = 0; i < size; i += 65536) {
				long k = size - i < 65536 ? size - i : 65536;
				if (XML_Parse(p, doc + i, k, i + k == size) != XML_STATUS_OK)
					return 1;
			}
			XML_ParserFree(p);
		}
		printf("%.6f\n", (double)(clock() - t) / CLOCKS_PER_SEC);
		fflush(stdout);
	}
	return sink == 0;
}
