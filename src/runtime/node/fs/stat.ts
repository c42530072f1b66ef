/** stat results as Node's binding gives them: 18 numbers, or bigints. */
import type { Stat } from '../../protocol/file-view.ts';

const [DEVICE, BLOCK] = [1, 4096];

/** Numbers of one result; how many of them come before its times. */
const [NUMBERS, TIMES_AT] = [18, 10];

/** A time as seconds and nanoseconds. */
function putTime(values: Float64Array, at: number, milliseconds: number): void {
	const seconds = Math.floor(milliseconds / 1000);
	values[at] = seconds;
	values[at + 1] = Math.round((milliseconds - seconds * 1000) * 1e6);
}

export function statArray(stat: Stat, bigint: boolean): Float64Array | BigInt64Array {
	const size = stat.kind === 'directory' ? BLOCK : stat.size;
	const values = new Float64Array(NUMBERS);
	values[0] = DEVICE;
	values[1] = stat.mode;
	values[2] = stat.links;
	values[3] = stat.uid;
	values[4] = stat.gid;
	values[6] = BLOCK;
	values[7] = stat.ino;
	values[8] = size;
	values[9] = Math.ceil(size / 512);
	putTime(values, TIMES_AT, stat.accessed);
	putTime(values, TIMES_AT + 2, stat.modified);
	putTime(values, TIMES_AT + 4, stat.changed);
	putTime(values, TIMES_AT + 6, stat.born);
	return bigint ? BigInt64Array.from(values, (value) => BigInt(Math.trunc(value))) : values;
}

/** [type, bsize, blocks, bfree, bavail, files, ffree] */
export function statfsArray(bigint: boolean): Float64Array | BigInt64Array {
	const values = [0, BLOCK, 1e6, 5e5, 5e5, 1e6, 5e5];
	return bigint ? BigInt64Array.from(values, BigInt) : Float64Array.from(values);
}
