/** stat results as Node's binding gives them: 18 numbers, or bigints. */
import type { Stat } from '../../protocol/file-view.ts';

const [DEVICE, BLOCK] = [1, 4096];

/** Seconds and nanoseconds. */
function split(milliseconds: number): [seconds: number, nanoseconds: number] {
	const seconds = Math.floor(milliseconds / 1000);
	return [seconds, Math.round((milliseconds - seconds * 1000) * 1e6)];
}

export function statArray(stat: Stat, bigint: boolean): Float64Array | BigInt64Array {
	const size = stat.kind === 'directory' ? BLOCK : stat.size;
	const values = [
		...[DEVICE, stat.mode, stat.links, stat.uid, stat.gid, 0, BLOCK, stat.ino, size, Math.ceil(size / 512)],
		...split(stat.accessed),
		...split(stat.modified),
		...split(stat.changed),
		...split(stat.born)
	];
	return bigint
		? BigInt64Array.from(values, (value) => BigInt(Math.trunc(value)))
		: Float64Array.from(values);
}

/** [type, bsize, blocks, bfree, bavail, files, ffree] */
export function statfsArray(bigint: boolean): Float64Array | BigInt64Array {
	const values = [0, BLOCK, 1e6, 5e5, 5e5, 1e6, 5e5];
	return bigint ? BigInt64Array.from(values, BigInt) : Float64Array.from(values);
}
