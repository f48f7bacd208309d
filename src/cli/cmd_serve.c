/* taiyaku serve: the editor and its API, for this machine. */

#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "serve/serve.h"

#define PORT	8246

extern char **environ;

/* Where token files are: gone with the session, if the system has such a
 * place. */
static char *state_folder(void)
{
	const char *folder = getenv("XDG_RUNTIME_DIR");
	struct ty_buf path = TY_BUF_INIT;
	struct passwd *pw;

	if (!folder || folder[0] != '/')
		folder = getenv("XDG_STATE_HOME");
	if (folder && folder[0] == '/') {
		ty_buf_addf(&path, "%s/taiyaku", folder);
		return ty_buf_detach(&path);
	}
	folder = getenv("HOME");
	if ((!folder || !folder[0]) && (pw = getpwuid(getuid())))
		folder = pw->pw_dir;
	ty_buf_addf(&path, "%s/.local/state/taiyaku",
		    folder && folder[0] ? folder : ".");
	return ty_buf_detach(&path);
}

/* The user's browser; that there is none is no reason to stop. */
static void open_browser(const char *url)
{
	char *argv[] = { (char *)"xdg-open", (char *)url, NULL };
	posix_spawnattr_t how;
	sigset_t all, none;
	pid_t pid;

	/* A process like any other, which nobody waits for. */
	signal(SIGCHLD, SIG_IGN);
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_init(&how);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK |
				 POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setsigdefault(&how, &all);
	if (posix_spawnp(&pid, argv[0], NULL, &how, argv, environ) != 0)
		fprintf(stderr, _("taiyaku: note: no browser could be opened\n"));
	posix_spawnattr_destroy(&how);
}

static void log_line(void *user, const char *method, const char *route,
		     int status, uint64_t bytes, double ms)
{
	(void)user;
	fprintf(stderr, "%s %s %d %llu %.1f\n", method, route, status,
		(unsigned long long)bytes, ms);
}

/* Where the editor is: a server that was started now, or before. */
static int announce(struct cli *cli, const char *url, int port,
		    const char *token_file, bool before, bool browser)
{
	struct ty_buf json = TY_BUF_INIT;

	if (cli->json) {
		ty_server_json(&json, url, port, token_file,
			       memory_path(cli, false));
		puts(json.p);
		ty_buf_release(&json);
	} else {
		printf(_("The editor is at\n\n    %s\n\nThis address lets one browser in, within ten minutes.\n"),
		       url);
		if (before)
			printf(_("The server was running already.\n"));
		else
			printf(_("Ctrl+C ends the server.\n"));
	}
	if (browser)
		open_browser(url);
	return finish_output();
}

/* Run until a signal says that it is enough. */
static int serve(struct cli *cli, struct ty_server *server, bool browser,
		 const sigset_t *wait)
{
	char *url = ty_server_invite(server);
	int status = announce(cli, url, ty_server_port(server),
			      ty_server_token_file(server), false, browser);

	free(url);
	while (status == EXIT_DONE && !ui_interrupted())
		sigsuspend(wait);
	ty_server_stop(server);
	return status;
}

/* The server's threads are made with signals blocked, so that these come to
 * this one. */
static int start(struct cli *cli, const struct ty_serve_options *options,
		 bool browser)
{
	char *url, *token_file;
	struct ty_server *server;
	struct ty_error err, later = { .code = TY_OK };
	sigset_t old, ends;
	enum ty_status st;
	int status, port;

	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, &old);
	st = ty_server_start(&server, options, &err);
	if (st == TY_OK) {
		status = serve(cli, server, browser, &old);
	} else if (st == TY_EBUSY &&
		   ty_server_again(&url, &port, &token_file, options->memory,
				   &later) == TY_OK) {
		status = announce(cli, url, port, token_file, true, browser);
		free(url);
		free(token_file);
	} else {
		if (st == TY_ENOTFOUND)
			explain_missing(cli, &err);
		status = fail(later.code == TY_EBUSY ? &later : &err);
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	return status;
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct ty_serve_options options = { .address = "127.0.0.1" };
	long port = PORT;
	bool browser = false, verbose = false;
	const struct option table[] = {
		{ 0, "port", N_("N"), N_("port to listen on (8246); 0: any that is free"), OPT_NUMBER, &port, 0, 65535 },
		{ 0, "listen", N_("ADDRESS"), N_("address of this machine to listen on (127.0.0.1)"), OPT_STRING, &options.address, 0, 0 },
		{ 0, "open", NULL, N_("open the editor in a browser"), OPT_FLAG, &browser, 0, 0 },
		{ 0, "token-file", N_("FILE"), N_("where the server's token is kept"), OPT_STRING, &options.token_file, 0, 0 },
		{ 0, "share-tm", NULL, N_("answer other tools' protocols without the token"), OPT_FLAG, &options.share_tm, 0, 0 },
		{ 0, "behind-proxy", NULL, N_("let others in, through a proxy (needs accounts)"), OPT_FLAG, &options.behind_proxy, 0, 0 },
		{ 0, "verbose", NULL, N_("print a line for each request"), OPT_FLAG, &verbose, 0, 0 },
		{ 0, NULL, NULL, NULL, OPT_FLAG, NULL, 0, 0 },
	};
	char *state;
	int nargs, status;

	cli->several = true;
	status = parse(cli, argc, argv, table, &nargs, 0, 0);
	if (status != GO_ON)
		return status;
	state = state_folder();
	options.memory = memory_path(cli, false);
	options.penalty = cli->nmemories ? cli->memories[0].penalty : 0;
	options.references = cli->memories + 1;
	options.nreferences = cli->nmemories > 1 ? cli->nmemories - 1 : 0;
	options.source = cli->source;
	options.target = cli->target;
	options.data = cli->data;
	options.user = cli->user;
	options.port = (int)port;
	options.state = state;
	options.temp = getenv("TMPDIR");
	if (options.temp && !options.temp[0])
		options.temp = NULL;
	options.monitor = &cli->monitor;
	options.log = verbose ? log_line : NULL;
	status = start(cli, &options, browser);
	free(state);
	return status;
}

const struct command cmd_serve = {
	"serve", run, N_("[OPTION]..."),
	N_("open the editor in a browser"),
	N_("Runs the editor's server for this machine, until Ctrl+C, and prints the address that lets a browser in.  The same memory may be used on the command line meanwhile.")
};
