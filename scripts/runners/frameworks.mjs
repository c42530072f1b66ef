/** Web frameworks and clients as tools of `npm run runners`: programs in frameworks/, each with its packages in the comments that it begins with. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'frameworks');

/**
 * One tool for each line `// NAME: {"package": "version"}`.
 * @returns {Record<string, {packages: Record<string, string>, files: Record<string, string>, commands: Record<string, string>}>}
 */
export function frameworks() {
	const tools = readdirSync(folder).flatMap((file) => {
		const source = readFileSync(join(folder, file), 'utf8');
		const command = source.includes("require('node:test')")
			? `node --test --test-reporter=tap ${file}`
			: `node ${file}`;
		return [...source.matchAll(/^\/\/ ([\w ]+): (\{.*\})$/gm)].map(([, name = '', packages = '']) => [
			name,
			{ packages: JSON.parse(packages), files: { [file]: source }, commands: { program: command } }
		]);
	});
	return Object.fromEntries(tools);
}
