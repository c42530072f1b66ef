/** Linux's numbers; a process that a signal ends has 128 + number as its code. signal(7) */
export const signalNumbers: Record<string, number> = {
	SIGHUP: 1,
	SIGINT: 2,
	SIGQUIT: 3,
	SIGILL: 4,
	SIGTRAP: 5,
	SIGABRT: 6,
	SIGBUS: 7,
	SIGFPE: 8,
	SIGKILL: 9,
	SIGUSR1: 10,
	SIGSEGV: 11,
	SIGUSR2: 12,
	SIGPIPE: 13,
	SIGALRM: 14,
	SIGTERM: 15,
	SIGCHLD: 17,
	SIGCONT: 18,
	SIGSTOP: 19,
	SIGTSTP: 20,
	SIGTTIN: 21,
	SIGTTOU: 22,
	SIGURG: 23,
	SIGWINCH: 28
};

/** What does nothing unless it is caught. */
export const ignoredByDefault = new Set([
	'SIGCHLD',
	'SIGCONT',
	'SIGURG',
	'SIGWINCH',
	'SIGSTOP',
	'SIGTSTP',
	'SIGTTIN',
	'SIGTTOU'
]);
/** What nobody can catch. */
export const uncatchable = new Set(['SIGKILL', 'SIGSTOP']);
