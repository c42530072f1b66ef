/** Reports and hints of all tasks: what a user would write, with a way to see it, and never the fix. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { assemble } from './assemble.mjs';

const ids = readdirSync('tasks').filter((id) => existsSync(join('tasks', id, 'task.yaml')));
const read = (id: string, name: string) => readFileSync(join('tasks', id, name), 'utf8');
const hintsOf = (id: string) => read(id, 'hints.md').split(/^---$/m);
const text = (file: unknown) =>
	file && typeof file === 'object' && 'bytes' in file
		? new TextDecoder().decode(file.bytes as Uint8Array)
		: '';

test.each(ids)('%s says what happens, what should, and how to see it, and has staged hints', (id) => {
	const statement = read(id, 'problem_statement.md');
	expect(statement).toMatch(/\*\*Expected/);
	expect(statement).toMatch(/```|https?:|\d/);
	expect(statement.length).toBeGreaterThan(200);
	expect(hintsOf(id).length).toBeGreaterThanOrEqual(3);
	expect(statement + read(id, 'hints.md')).not.toContain('**proto**');
	expect((parse(read(id, 'task.yaml')) as { title: string }).title.length).toBeLessThan(80);
});

test.each(ids)('%s gives away neither the file nor a line of its fix', { timeout: 30_000 }, async (id) => {
	const { base, gold } = await assemble(id);
	const words = read(id, 'problem_statement.md') + read(id, 'hints.md');
	for (const [path, file] of gold) {
		if (!/\.[cm]?js$/.test(path)) continue;
		const before = new Set(
			text(base.get(path))
				.split('\n')
				.map((line) => line.trim())
		);
		const added = text(file)
			.split('\n')
			.map((line) => line.trim())
			.filter((line) => line.length >= 15 && !before.has(line));
		for (const line of added) expect(words).not.toContain(line);
		if (path.includes('/'))
			expect(words).not.toContain(basename(path) === 'index.js' ? path : basename(path));
	}
});
