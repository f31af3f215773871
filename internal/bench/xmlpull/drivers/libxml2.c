// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Parses the file argv[1] with libxml2's push parser: for each line "n" on
// standard input n times, and prints the CPU seconds that took.
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static long sink;

static void start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nns,
		const xmlChar **ns, int nattrs, int ndefaults, const xmlChar **attrs) {
	sink += nattrs;
}
static void end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) { sink++; }
static void text(void *ctx, const xmlChar *s, int n) { sink += n; }

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
	xmlSAXHandler sax;
	memset(&sax, 0, sizeof sax);
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = start;
	sax.endElementNs = end;
	sax.characters = text;
	int n;
	while (scanf("%d", &n) == 1) {
		clock_t t = clock();
		while (n-- > 0) {
			xmlParserCtxtPtr p = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
			for (long i = 0; i < size; i += 65536) {
				long k = size - i < 65536 ? size - i : 65536;
				if (xmlParseChunk(p, doc + i, k, i + k == size) != 0)
					return 1;
			}
			xmlFreeParserCtxt(p);
		}
		printf("%.6f\n", (double)(clock() - t) / CLOCKS_PER_SEC);
		fflush(stdout);
	}
	return sink == 0;
}
