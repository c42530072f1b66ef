/** Reads what runners/seal.cjs wrote: lines in order, each with the seal that only the reporter of this run can make. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export type Seal = {
	/** Lines without a valid seal, or out of order: somebody else wrote into the file, or over it. */
	forged: number;
	/** The process came to its end and the reporter said so. */
	ended: boolean;
	/** Properties of the runner, of assert and of builtins that were others in the end: "assert.equal". */
	touched: readonly string[];
};

/** The records of a results file that are the reporter's own, as lines. */
export function openSealed(text: string, secret: string): { text: string; seal: Seal } {
	const lines = text.split('\n').slice(0, -1); // what follows the last line feed was cut short
	const own: string[] = [];
	let [forged, ended] = [0, false];
	let touched: string[] = [];
	for (const line of lines) {
		const json = line.slice(65);
		if (line.slice(0, 65) !== `${sealOf(`${secret}${own.length}${json}${secret}`)} `) {
			forged += 1;
			continue;
		}
		own.push(json);
		const record = JSON.parse(json) as { end?: boolean; touched?: string[]; forged?: string };
		if (record.forged !== undefined) forged += 1;
		if (record.end) ended = true;
		if (record.touched) touched = record.touched;
	}
	return { text: own.map((json) => `${json}\n`).join(''), seal: { forged, ended, touched } };
}

/** As in seal.cjs: every UTF-16 unit by itself. */
function sealOf(text: string): string {
	const bytes: number[] = [];
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit < 0x80) bytes.push(unit);
		else bytes.push(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63));
	}
	return bytesToHex(sha256(new Uint8Array(bytes)));
}
