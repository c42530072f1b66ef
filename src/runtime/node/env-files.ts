/** .env files: --env-file and process.loadEnvFile. https://nodejs.org/api/environment_variables.html#env-files */
import type { Context } from './context.ts';

/** https://nodejs.org/api/util.html#utilparseenvcontent */
export function parseEnv(content: string): Record<string, string> {
	const env: Record<string, string> = {};
	const line = /^\s*(?:export\s+)?([\w.-]+)\s*=[ \t]*("(?:[^"])*"|'(?:[^'])*'|`(?:[^`])*`|[^#\r\n]*)/gm;
	for (const [, name = '', raw = ''] of content.replaceAll('\r\n', '\n').matchAll(line)) {
		const value = raw.trim();
		const quote = value[0];
		const isQuoted =
			value.length > 1 && (quote === '"' || quote === "'" || quote === '`') && value.endsWith(quote);
		const inner = isQuoted ? value.slice(1, -1) : value;
		env[name] = quote === '"' && isQuoted ? inner.replaceAll('\\n', '\n') : inner;
	}
	return env;
}

/** @throws CodedError: ENOENT and the like */
export function readEnvFile({ files, resolve }: Context, path: string): Record<string, string> {
	return parseEnv(new TextDecoder().decode(files.readFile(files.lookup(resolve(path), true))));
}

/** What the environment has already stays. */
export function addToEnvironment(env: Record<string, string>, more: Record<string, string>): void {
	for (const [name, value] of Object.entries(more)) env[name] ??= value;
}
