/* check.h: what the unit tests of src/core share: checks in TAP, pseudo-random numbers, the corpus of a fuzz target. */
#ifndef MREG_TEST_CHECK_H
#define MREG_TEST_CHECK_H

#include <dirent.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tests = 0;
static int failures = 0;
static uint64_t seed = 42;

static void
check(bool good, const char *what)
{
	tests++;
	failures += !good;
	printf("%sok %d - %s\n", good ? "" : "not ", tests, what);
}

/* Where PostgreSQL would look for interrupts. */
static inline void
nothing(void)
{
}

static inline uint64_t
random_bits(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* A pseudo-random number below n. */
static inline uint32_t
below(uint32_t n)
{
	return (uint32_t) ((random_bits() >> 33) % n);
}

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Replays the corpus of the fuzz target. */
static inline void
test_corpus(const char *name)
{
	char path[4096];
	DIR *dir;
	struct dirent *entry;
	int files = 0;

	snprintf(path, sizeof(path), "%.*s/../fuzz/corpus/%s", (int) (strrchr(__FILE__, '/') - __FILE__), __FILE__, name);
	dir = opendir(path);
	while (dir != NULL && (entry = readdir(dir)) != NULL)
	{
		static uint8_t bytes[1 << 16];
		char file_name[4096 + 256];
		FILE *file;

		snprintf(file_name, sizeof(file_name), "%s/%s", path, entry->d_name);
		file = entry->d_name[0] != '.' ? fopen(file_name, "rb") : NULL;
		if (file == NULL)
			continue;
		LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, sizeof(bytes), file));
		fclose(file);
		files++;
	}
	if (dir != NULL)
		closedir(dir);
	check(files > 20, "the corpus of the fuzz target is replayed");
}

#endif /* MREG_TEST_CHECK_H */
