/* artifact_test.h: what the tests of artifact storage share: TAP, pseudo-random numbers, replay of a corpus. */
#ifndef MREG_ARTIFACT_TEST_H
#define MREG_ARTIFACT_TEST_H

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int tests = 0;
static int failures = 0;
static uint64_t seed = 11;

static void
check(bool good, const char *what)
{
	tests++;
	failures += !good;
	printf("%sok %d - %s\n", good ? "" : "not ", tests, what);
}

/* The plan and the exit status. */
static int
done(void)
{
	printf("1..%d\n", tests);
	return failures > 0;
}

/* A pseudo-random number of 32 bits. */
static inline uint32_t
draw(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t) (seed >> 32);
}

#ifndef NO_REPLAY
/* Gives the files of a corpus to the fuzz target; returns how many there are. */
static int
replay(const char *corpus)
{
	char path[4096];
	DIR *dir;
	struct dirent *entry;
	int files = 0;

	snprintf(path, sizeof(path), "%.*s/../fuzz/corpus/%s", (int) (strrchr(__FILE__, '/') - __FILE__), __FILE__, corpus);
	dir = opendir(path);
	while (dir != NULL && (entry = readdir(dir)) != NULL)
	{
		uint8_t *bytes = malloc(1 << 16);
		char name[4096 + 256];
		FILE *file;

		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		file = entry->d_name[0] != '.' ? fopen(name, "rb") : NULL;
		if (file != NULL)
		{
			LLVMFuzzerTestOneInput(bytes, fread(bytes, 1, 1 << 16, file));
			fclose(file);
			files++;
		}
		free(bytes);
	}
	if (dir != NULL)
		closedir(dir);
	return files;
}
#endif

#endif /* MREG_ARTIFACT_TEST_H */
