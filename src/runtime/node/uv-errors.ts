/** Errors as libuv's are thrown: src/api/exceptions.cc */
import { errnoTexts } from './errno.ts';

/** UV_UNKNOWN. */
const UNKNOWN = -4094;

export type UvErrors = {
	/** libuv's negative number for an errno name: errno('ENOENT') === -2. */
	errno(code: string): number;
	/** Node's UVException: message, errno, code, syscall, path, dest. */
	uvException(code: string, syscall: string, path?: string, dest?: string): Error;
};

/** `uv`: the binding, once it is asked for. */
export function uvErrors(uv: () => Record<PropertyKey, unknown>): UvErrors {
	const errno = (code: string): number => {
		const number: unknown = uv()[`UV_${code}`];
		return typeof number === 'number' ? number : UNKNOWN;
	};
	return {
		errno,
		uvException(code, syscall, path, dest) {
			let message = `${code}: ${errnoTexts[code] ?? code}, ${syscall}`;
			if (path !== undefined) message += ` '${path}'`;
			if (dest !== undefined) message += ` -> '${dest}'`;
			const error = Object.assign(new Error(message), { errno: errno(code), code, syscall });
			return Object.assign(error, path === undefined ? {} : { path }, dest === undefined ? {} : { dest });
		}
	};
}
