/** process.execve. https://nodejs.org/api/process.html#processexecvefile-args-env */
import { CodedError } from '../wire/coded-error.ts';
import type { Context } from './context.ts';
import { descriptorsOf } from './descriptors.ts';
import { environmentOf } from './streams/stdio.ts';

const STANDARD_STREAMS = [0, 1, 2];

/** What is no program ends the process, as in Node's C++. */
export function execve(context: Context, file: string, args: string[], pairs: string[]): never {
	context.permissions.need('child', file);
	const { cwd, umask } = context.start;
	const options = { file, args, cwd, umask, env: environmentOf(context, pairs), stdio: [] };
	try {
		context.sync.checkExecutable(options);
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		const title = `process.execve failed with error code ${error.code}`;
		context.printError(`${title}\n\n----- JavaScript stack trace -----\n\n${numberedFrames()}\n\n`);
		context.abort('SIGABRT');
	}
	const table = descriptorsOf(context);
	const stdio = STANDARD_STREAMS.map((fd) => (table.handleType(fd) === 'INVALID' ? null : table.share(fd)));
	return context.execute({ ...options, stdio });
}

function numberedFrames(): string {
	const frames = (new Error().stack ?? '').split('\n').slice(1);
	return frames.map((frame, at) => `${at + 1}: ${frame.replace(/^\s+at (?:process\.)?/, '')}`).join('\n');
}
