/** The examples of an issue as files that Node runs: what fails among them is the bug, said without a test. */
import type { Sandbox } from '#sandbox/sandbox.ts';
import { examplesOf, type Example } from './examples.ts';
import { scriptOf } from './script.ts';

export type Reproduction = Pick<Example, 'what' | 'stays'> & { path: string; text: string };

/** @param folder where the files are to lie, "" or with its "/" */
export async function reproductionsOf(
	issue: string,
	sandbox: Sandbox,
	folder: string
): Promise<Reproduction[]> {
	const packageName = await nameOf(sandbox);
	if (packageName === null) return [];
	const root = folder === '' ? './' : '../'.repeat(folder.split('/').length - 1);
	return examplesOf(issue).map((example, index) => ({
		path: `${folder}example-${index + 1}-of-the-issue.cjs`,
		what: example.what,
		stays: example.stays,
		text: scriptOf(example, { packageName, root })
	}));
}

async function nameOf(sandbox: Sandbox): Promise<string | null> {
	try {
		const text = new TextDecoder().decode(await sandbox.read('package.json'));
		const { name } = JSON.parse(text) as { name?: unknown };
		return typeof name === 'string' ? name : null;
	} catch {
		return null; // no package: nothing says what the examples load
	}
}
