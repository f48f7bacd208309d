/* Run a fuzz target over every file of a folder, as a test. */

#define _GNU_SOURCE
#include <dirent.h>

#include "fuzz.h"

int main(int argc, char **argv)
{
	static uint8_t bytes[1 << 20];
	char path[4096];
	struct dirent **names;
	int i, n, done = 0;
	size_t size;
	FILE *f;

	n = argc == 2 ? scandir(argv[1], &names, NULL, alphasort) : -1;
	for (i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", argv[1],
			 names[i]->d_name);
		if (names[i]->d_name[0] != '.' && (f = fopen(path, "rb"))) {
			size = fread(bytes, 1, sizeof(bytes), f);
			fclose(f);
			LLVMFuzzerTestOneInput(bytes, size);
			printf("ok %d - %s\n", ++done, names[i]->d_name);
		}
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	printf("1..%d\n", done);
	return done == 0;
}
