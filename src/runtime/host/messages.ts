/** Refusals of the kernel as the client's users know them: the message begins with the code and names what was tried. */
import { CodedError } from '../wire/coded-error.ts';

/** libuv's texts. https://docs.libuv.org/en/v1.x/errors.html */
const texts: Record<string, string> = {
	EACCES: 'permission denied',
	EBUSY: 'resource busy or locked',
	EEXIST: 'file already exists',
	EINVAL: 'invalid argument',
	EISDIR: 'illegal operation on a directory',
	ELOOP: 'too many symbolic links encountered',
	ENOENT: 'no such file or directory',
	ENOSPC: 'no space left on device',
	ENOTDIR: 'not a directory',
	ENOTEMPTY: 'directory not empty',
	EPERM: 'operation not permitted'
};

/** `call`'s result, or its refusal as an Error. `path` as the user wrote it. */
export async function named<T>(syscall: string, path: string, call: Promise<T>): Promise<T> {
	return call.catch((error: unknown) => {
		if (!(error instanceof CodedError)) throw error;
		const text = texts[error.code];
		throw new Error(
			text ? `${error.code}: ${text}, ${syscall} '${path}'` : `${error.code}: ${error.message}`
		);
	});
}
