/** What the functions of the fs binding share. */
import type { Context } from '../context.ts';
import type { Descriptors } from '../descriptors.ts';
import type { Calls } from './call.ts';

export type Parts = {
	context: Context;
	calls: Calls;
	table: Descriptors;
	/** @throws ENAMETOOLONG */
	absolute: (path: unknown) => string;
	/** A name as the caller wants it: text in an encoding, or a Buffer. */
	named: (name: string, encoding: unknown) => unknown;
};
