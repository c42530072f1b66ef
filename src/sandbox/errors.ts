import { CodedError } from '#model/coded-error.ts';

/** What each refusal of this folder means for a person, by code. */
export const help: Record<string, string> = {
	E_NOT_ISOLATED:
		'Serve the page with the headers "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp" (npm start does), and open it in a tab of its own.',
	E_BOOT_TIMEOUT:
		'Reload the page. If that does not help, open /headless beside this page and look at its console.',
	E_BOOT_FAILED: 'Reload the page; the message says what could not be loaded.',
	E_CLOSED: 'Open a new sandbox: this one was closed.',
	E_PATH: 'Use a path below the working directory, with "/" and without "..".',
	E_SNAPSHOT: 'The file is not a snapshot, or was cut short. Build the packs again.'
};

/** A host's error as ours: its message begins with the code ("ENOENT: no such file ..."). */
export function fromHost(error: unknown, doing: string): CodedError {
	const message = error instanceof Error ? error.message : String(error);
	const code = /^(E[A-Z0-9_]+)\b/.exec(message)?.[1] ?? 'E_HOST';
	return new CodedError(code, `Cannot ${doing}: ${message}`, { cause: error });
}
