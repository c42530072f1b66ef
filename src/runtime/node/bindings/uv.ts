import type { BindingFactory } from '../context.ts';
import { errnoTexts } from '../errno.ts';

/** Ours: the broker of the sandbox refuses. A number that libuv does not use. */
const UV_EBLOCKED = -4200;

export const uv: BindingFactory = (_context, shape) => {
	const names = new Map<number, string>();
	for (const [key, value] of Object.entries(shape))
		if (key.startsWith('UV_')) names.set(value as number, key.slice(3));
	names.set(UV_EBLOCKED, 'EBLOCKED');
	return {
		UV_EBLOCKED,
		errname: (number: number) => names.get(number) ?? `Unknown system error ${number}`,
		getErrorMap: () =>
			new Map([...names].map(([number, name]) => [number, [name, errnoTexts[name] ?? name.toLowerCase()]])),
		getErrorMessage: (number: number) =>
			errnoTexts[names.get(number) ?? ''] ?? `Unknown system error ${number}`
	};
};
