import { pipeline } from 'node:stream/promises';
import { Batches } from './batches.js';
import { Lines } from './lines.js';
import { Records } from './records.js';

/** Reads a log into a store; resolves when everything is saved. */
export async function importLog(bytes, store, options) {
	await pipeline(bytes, new Lines(), new Records(), new Batches(store, options));
}
