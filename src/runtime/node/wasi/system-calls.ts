/** Arguments, environment, clocks, chance, waiting, and the end of the process. */
import { Refusal, rights } from './codes.ts';
import type { Calls, Instance } from './instance.ts';
import { lengthOf } from './memory.ts';

/** Bytes that the browser gives at once. https://www.w3.org/TR/webcrypto/#Crypto-method-getRandomValues */
const MOST_RANDOM = 65536;
/** Bytes of a subscription and of an event of poll_oneoff. */
const [SUBSCRIPTION, EVENT] = [48, 32];
const [CLOCK, READ, WRITE] = [0, 1, 2];
/** Of subclockflags: the timeout is a time, not a duration. */
const ABSOLUTE = 1;
const SIGNALS: (string | undefined)[] = [
	...['0', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL'],
	...['SIGUSR1', 'SIGSEGV', 'SIGUSR2', 'SIGPIPE', 'SIGALRM', 'SIGTERM', undefined, 'SIGCHLD', 'SIGCONT'],
	...['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGXCPU', 'SIGXFSZ', 'SIGVTALRM', 'SIGPROF'],
	...['SIGWINCH', 'SIGIO', 'SIGPWR', 'SIGSYS']
];

/** Nanoseconds: since the epoch (0), or since the process began. */
function now({ context: { native } }: Instance, clock: number): bigint {
	if (clock > 3) throw new Refusal('EINVAL');
	const milliseconds = clock === 0 ? Date.now() : native.performance.now();
	return BigInt(Math.round(milliseconds * 1e6));
}

function random({ context, memory }: Instance, at: number, length: number): void {
	const into = memory.bytes(at, length);
	for (let from = 0; from < length; from += MOST_RANDOM)
		// A shared memory cannot be filled directly.
		into.set(
			context.native.crypto.getRandomValues(new Uint8Array(Math.min(MOST_RANDOM, length - from))),
			from
		);
}

type Subscription = { userdata: bigint; type: number; error: number; wait: number };

/** What one of them waits for: milliseconds, 0 = it is ready. */
function subscription(instance: Instance, at: number): Subscription {
	const { memory, table } = instance;
	const [userdata, type] = [memory.u64(at), memory.u8(at + 8)];
	if (type === READ || type === WRITE) {
		try {
			table.get(memory.u32(at + 16), rights('POLL_FD_READWRITE'));
			return { userdata, type, error: 0, wait: 0 };
		} catch {
			return { userdata, type, error: 8, wait: 0 }; // the event says so
		}
	}
	if (type !== CLOCK) throw new Refusal('EINVAL');
	const clock = memory.u32(at + 16);
	const timeout = memory.u64(at + 24);
	const isAbsolute = (memory.u16(at + 40) & ABSOLUTE) !== 0;
	const left = timeout - (isAbsolute ? now(instance, clock) : 0n);
	return { userdata, type, error: 0, wait: Math.max(0, Number(left) / 1e6) };
}

/** Descriptors are always ready: who reads one that is empty waits there. */
function poll(instance: Instance, from: number, into: number, count: number, used: number): void {
	const { memory } = instance;
	if (count === 0) throw new Refusal('EINVAL');
	memory.bytes(from, count * SUBSCRIPTION);
	memory.bytes(into, count * EVENT);
	const all = Array.from({ length: count }, (_, index) =>
		subscription(instance, from + index * SUBSCRIPTION)
	);
	const shortest = Math.min(...all.map(({ wait }) => wait));
	if (shortest > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, shortest);
	const ready = all.filter(({ wait }) => wait <= shortest);
	ready.forEach(({ userdata, type, error }, index) => {
		const at = into + index * EVENT;
		memory.bytes(at, EVENT).fill(0);
		memory.setU64(at, userdata);
		memory.setU16(at + 8, error);
		memory.setU8(at + 10, type);
	});
	memory.setU32(used, ready.length);
}

function raise({ context }: Instance, signal: number): void {
	const name = SIGNALS[signal];
	if (name === undefined) throw new Refusal('ENOSYS');
	context.sync.kill(context.start.pid as Parameters<typeof context.sync.kill>[0], name);
}

/** Nothing that an instance holds is a socket of its own. */
const socket = (right: 'FD_READ' | 'FD_WRITE' | 'SOCK_SHUTDOWN' | 'SOCK_ACCEPT') =>
	function refuse({ table }: Instance, fd: number): never {
		table.get(fd, rights(right));
		throw new Refusal('ENOTSOCK');
	};

const sizes = ({ memory }: Instance, texts: string[], count: number, length: number) => {
	memory.u32(length);
	memory.setU32(count, texts.length);
	memory.setU32(length, lengthOf(texts));
};

export const systemCalls: Calls = {
	args_get: [
		'ii',
		({ memory, args }, pointers: number, into: number) => memory.strings(args, pointers, into)
	],
	args_sizes_get: [
		'ii',
		(instance, count: number, length: number) => sizes(instance, instance.args, count, length)
	],
	clock_res_get: [
		'ii',
		(instance, clock: number, into: number) => {
			now(instance, clock);
			instance.memory.setU64(into, 1n);
		}
	],
	clock_time_get: [
		'ili',
		(instance, clock: number, _precision: bigint, into: number) =>
			instance.memory.setU64(into, now(instance, clock))
	],
	environ_get: [
		'ii',
		({ memory, env }, pointers: number, into: number) => memory.strings(env, pointers, into)
	],
	environ_sizes_get: [
		'ii',
		(instance, count: number, length: number) => sizes(instance, instance.env, count, length)
	],
	poll_oneoff: ['iiii', poll],
	proc_exit: ['i', ({ context }, code: number) => context.exit(code)],
	proc_raise: ['i', raise],
	random_get: ['ii', random],
	sched_yield: ['', () => {}],
	sock_accept: ['iii', socket('SOCK_ACCEPT')],
	sock_recv: ['iiiiii', socket('FD_READ')],
	sock_send: ['iiiii', socket('FD_WRITE')],
	sock_shutdown: ['ii', socket('SOCK_SHUTDOWN')]
};
