/** Which functions of the fs bindings need which permission, as node_file.cc has it; others are asked about in Node's JavaScript. */
import type { Context } from '../context.ts';
import type { Scope } from '../permissions.ts';
import { pathText } from './call.ts';

type Need = [path: unknown, scope: Scope];
type Call = (...args: unknown[]) => unknown;
type Request = { oncomplete(error: Error): void };

/** Flags of open(2). */
const [ACCESS_MODE, WRITE_ONLY, READ_ONLY] = [3, 1, 0];
/** O_CREAT, O_TRUNC, O_APPEND: they change a file that is opened to be read. */
const CHANGES = 0o100 | 0o1000 | 0o2000;

function opening(path: unknown, flags: unknown): Need[] {
	const mode = Number(flags) & ACCESS_MODE;
	const writes = mode !== READ_ONLY || (Number(flags) & CHANGES) !== 0;
	return [
		...(mode === WRITE_ONLY ? [] : [[path, 'fs.read'] satisfies Need]),
		...(writes ? [[path, 'fs.write'] satisfies Need] : [])
	];
}

const reading = (path: unknown): Need[] => [[path, 'fs.read']];
const writing = (path: unknown): Need[] => [[path, 'fs.write']];
const copying = (from: unknown, to: unknown): Need[] => [
	[from, 'fs.read'],
	[to, 'fs.write']
];
/** Under its new name a file can be had as under the old one. */
const naming = (from: unknown, to: unknown): Need[] => [
	[from, 'fs.read'],
	[from, 'fs.write'],
	[to, 'fs.write']
];

const needs: Record<string, (...args: unknown[]) => Need[]> = {
	access: reading,
	existsSync: reading,
	stat: reading,
	statfs: reading,
	readlink: reading,
	realpath: reading,
	readdir: reading,
	opendir: reading,
	opendirSync: reading,
	open: opening,
	openFileHandle: opening,
	readFileUtf8: opening,
	writeFileUtf8: (path, _text, flags) => opening(path, flags),
	mkdir: writing,
	mkdtemp: (prefix) => writing(`${pathText(prefix)}XXXXXX`),
	rmdir: writing,
	unlink: writing,
	chmod: writing,
	chown: writing,
	lchown: writing,
	utimes: writing,
	lutimes: writing,
	copyFile: copying,
	cpSyncCheckPaths: copying,
	rename: naming,
	link: naming
};

/** These throw, even where somebody waits for the result. */
const throwing = new Set(['mkdir', 'rmdir', 'readlink', 'chmod', 'utimes', 'lutimes']);

/** What stands in the place of `call`. */
function guarded({ permissions }: Context, name: string, call: Call, promises: symbol): Call {
	return (...args) => {
		const refusals = needs[name]?.(...args)
			.filter(([path]) => typeof path !== 'number')
			.map(([path, scope]) => permissions.refusal(scope, pathText(path)));
		const refusal = refusals?.find((each) => each !== null);
		if (!refusal) return call(...args);
		if (args.includes(promises)) return Promise.reject(refusal);
		const request = args.find(
			(each): each is Request => Object(each) === each && 'oncomplete' in Object(each)
		);
		if (!request || throwing.has(name)) throw refusal;
		// At once: nothing was begun that could take a turn.
		request.oncomplete(refusal);
		return undefined;
	};
}

/** Puts a question before every function of the bindings of files that needs one. */
export function guardFiles(context: Context): void {
	const promises = context.internalBinding('symbols')['fs_use_promises_symbol'] as symbol;
	for (const binding of [context.internalBinding('fs'), context.internalBinding('fs_dir')])
		for (const name of Object.keys(needs))
			if (Object.hasOwn(binding, name))
				binding[name] = guarded(context, name, binding[name] as Call, promises);
}
