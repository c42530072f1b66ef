import type { BindingFactory, Context } from '../context.ts';

type Id = string | number;
/** Real, effective and saved, as in credentials(7). */
type Ids = { real: number; effective: number; saved: number };

/** What `file` (passwd(5) or group(5)) says: the number of a name, the name of a number. */
function register({ files }: Context, file: string) {
	const rows = () => {
		const ino = files.find(file, true);
		const text = ino ? new TextDecoder().decode(files.readFile(ino)) : '';
		return text.split('\n').map((line) => line.split(':'));
	};
	return {
		/** -1 = there is nobody of that name. */
		number(id: Id): number {
			if (typeof id === 'number') return id;
			const row = rows().find(([name]) => name === id);
			return row ? Number(row[2]) : -1;
		},
		has: (id: Id) => rows().some(([name, , number]) => name === id || Number(number) === id)
	};
}

function refuse({ errno }: Context, syscall: string): never {
	const error = new Error('EPERM, Operation not permitted');
	throw Object.assign(error, { errno: -errno('EPERM'), code: 'EPERM', syscall });
}

/** First everybody is root, as in most containers. What a process becomes is kept and shown; files are not kept from it. */
export const credentials: BindingFactory = (context) => {
	const { start } = context;
	const [users, groups] = [register(context, '/etc/passwd'), register(context, '/etc/group')];
	const user: Ids = { real: 0, effective: 0, saved: 0 };
	const group: Ids = { ...user };
	let supplementary: number[] = [];
	const isRoot = () => user.effective === 0;
	/** Returns 1 where there is nobody of that name. */
	const setter =
		(syscall: string, ids: Ids, { number }: typeof users, onlyEffective: boolean) =>
		(id: Id) => {
			const wanted = number(id);
			if (wanted === -1) return 1;
			if (!isRoot() && ![ids.real, ids.saved].includes(wanted)) refuse(context, syscall);
			if (isRoot() && !onlyEffective) ids.real = ids.saved = wanted;
			ids.effective = wanted;
			return 0;
		};
	return {
		safeGetenv: (name: string) => start.env[name],
		getTempDir: () =>
			// Set to nothing counts as not set.
			(start.env['TMPDIR'] || start.env['TMP'] || start.env['TEMP'] || '/tmp').replace(/(?<=.)\/$/, ''),
		implementsPosixCredentials: true,
		getuid: () => user.real,
		geteuid: () => user.effective,
		getgid: () => group.real,
		getegid: () => group.effective,
		getgroups: () => [...new Set([...supplementary, group.effective])],
		setuid: setter('setuid', user, users, false),
		seteuid: setter('seteuid', user, users, true),
		setgid: setter('setgid', group, groups, false),
		setegid: setter('setegid', group, groups, true),
		/** Returns which of them there is not, from 1. */
		setgroups(ids: Id[]) {
			const numbers = ids.map(groups.number);
			if (numbers.includes(-1)) return numbers.indexOf(-1) + 1;
			if (!isRoot()) refuse(context, 'setgroups');
			supplementary = numbers;
			return 0;
		},
		initgroups(id: Id, extra: Id) {
			// Of a name that nobody has, no group is known.
			if (typeof id === 'number' && !users.has(id)) return 1;
			const number = groups.number(extra);
			if (number === -1) return 2;
			if (!isRoot()) refuse(context, 'initgroups');
			supplementary = [number];
			return 0;
		}
	};
};
