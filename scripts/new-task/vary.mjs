/** Tests that depend on what they should not: the time zone, the clock, the order of the files. Run on the pinned native Node. */
import { join } from 'node:path';
import { nativeRunner } from './measure.mjs';

const clock = join(import.meta.dirname, 'shifted-clock.cjs');

/** Zones far apart, with halves of hours; a moment in another year, month and hour, on the other side of daylight saving time. */
const circumstances = [
	{ words: 'in the zone Pacific/Chatham', env: { TZ: 'Pacific/Chatham' } },
	{ words: 'in the zone America/St_Johns', env: { TZ: 'America/St_Johns' } },
	{
		words: '200 days and 7 hours later',
		env: { TABGYM_CLOCK_SHIFT: String((200 * 24 + 7) * 3600e3), NODE_OPTIONS: `--require ${clock}` }
	},
	{ words: 'with its files in the opposite order', reverse: true }
];

/**
 * What differs, in words, for base and gold.
 * @param {string} task its id, or its folder
 * @returns {Promise<string[]>}
 */
export async function variations(task) {
	const run = await nativeRunner(task);
	const found = [];
	for (const side of /** @type {const} */ (['base', 'gold'])) {
		const usual = await run(side);
		for (const { words, ...circumstance } of circumstances) {
			const other = await run(side, circumstance);
			for (const test of new Set([...usual.keys(), ...other.keys()]))
				if (usual.get(test) !== other.get(test))
					found.push(
						`${side}: "${test}" is ${usual.get(test) ?? 'missing'}, and ${words} ${other.get(test) ?? 'missing'}`
					);
		}
	}
	return found;
}
