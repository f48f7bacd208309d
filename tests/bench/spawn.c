/* Run a command N times: median wall time, largest memory.
 *
 *	spawn N COMMAND...	prints "MEDIAN_MS MIN_MS MAX_RSS_MB" */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	int n = argc > 2 ? atoi(argv[1]) : 0, i, status;
	struct timespec a, b;
	struct rusage usage;
	double *ms;
	pid_t pid;

	if (n < 1)
		return 2;
	ms = calloc((size_t)n, sizeof(*ms));
	for (i = 0; ms && i < n; i++) {
		clock_gettime(CLOCK_MONOTONIC, &a);
		pid = fork();
		if (pid == 0) {
			int null = open("/dev/null", O_WRONLY);

			dup2(null, 1);
			execvp(argv[2], argv + 2);
			_exit(127);
		}
		if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
			fprintf(stderr, "spawn: %s failed\n", argv[2]);
			return 1;
		}
		clock_gettime(CLOCK_MONOTONIC, &b);
		ms[i] = (double)(b.tv_sec - a.tv_sec) * 1e3 +
			(double)(b.tv_nsec - a.tv_nsec) / 1e6;
	}
	getrusage(RUSAGE_CHILDREN, &usage);
	qsort(ms, (size_t)n, sizeof(*ms), by_size);
	printf("%.1f %.1f %.0f\n", ms[n / 2], ms[0],
	       (double)usage.ru_maxrss / 1024);
	free(ms);
	return 0;
}
