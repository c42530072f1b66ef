/** What values of V8's format are made by: classes by their code (tags.ts). */
import { errorCodes, viewCodes } from './tags.ts';

export const errorTypes = new Map(
	[EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((type) => [
		errorCodes[type.name],
		type
	])
);

type View = {
	new (buffer: ArrayBufferLike, offset: number, length?: number): ArrayBufferView;
	readonly BYTES_PER_ELEMENT?: number;
};
export const views = new Map(
	Object.entries(viewCodes).flatMap(([name, code]) => {
		const type = (globalThis as unknown as Record<string, View | undefined>)[name];
		return type ? [[code, type] as const] : [];
	})
);
