/**
 * npm run lessons:record [-- PART/LESSON...]: records the runs of lessons. A lesson's actions.json says who acts: {"agent": "repair"}, or
 * {"agent": "scripted", "actions": [{thought, tool, input}]}. The actions are really done in the host and the result is really
 * judged; run.json gets what happened. Of tasks that are not ours the outputs stay out: only digests are kept.
 */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDriver } from './driver.mjs';
import { lessonFolders } from './lessons/read.mjs';
import { load } from './packs/load.mjs';

const root = resolve(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const { packRun } = await load('src/share/run.ts');
const { writeFile } = await load('src/share/share.ts');
const { parseLesson } = await load('src/lesson/parse.ts');

/** The packs of one task, with the lesson's actions as its walk-through. @param {string} task @param {any} actions */
function packsFor(task, actions) {
	const folder = mkdtempSync(join(tmpdir(), 'tabgym-lesson-'));
	const from = join(root, '.cache', 'packs');
	const pack = JSON.parse(readFileSync(join(from, `${task}.json`), 'utf8'));
	for (const { id } of [...pack.base, pack.hiddenTests, pack.gold.layer])
		copyFileSync(join(from, `${id}.bin`), join(folder, `${id}.bin`));
	const walkthrough = actions
		? actions.map((/** @type {object} */ one) => ({ thought: '', ...one }))
		: pack.walkthrough;
	writeFileSync(join(folder, `${task}.json`), JSON.stringify({ ...pack, walkthrough }));
	return { folder, pack };
}

const driver = await openDriver();
driver.onOutput((text) => process.stderr.write(`${text}\n`));
try {
	for (const { id, part, files, path } of lessonFolders()) {
		const source = join(path, 'actions.json');
		if (!existsSync(source) || (wanted.length > 0 && !wanted.includes(id))) continue;
		const { agent, actions } = JSON.parse(readFileSync(source, 'utf8'));
		const { task } = parseLesson(id, part, new Map([...files, ['run.json', '']]));
		const { folder, pack } = packsFor(task, actions);
		const { trajectory, problem } = await driver.page.evaluate(
			([name, who, packs]) =>
				globalThis.tabgym.solve(name, who, { host: 'embedded', packs, seed: 1 }, globalThis.tabgymOutput),
			/** @type {[string, any, string]} */ ([
				task,
				agent === 'repair' ? 'repair' : 'replay',
				driver.shareFolder(folder)
			])
		);
		rmSync(folder, { recursive: true });
		if (!trajectory) throw new Error(`Cannot record "${id}": ${problem ?? 'nothing ran'}`);
		const own = pack.task.source.kind === 'own';
		const words = {
			issue: pack.task.problemStatement,
			tests: [...pack.task.failToPass, ...pack.task.passToPass, ...pack.task.flaky]
		};
		const named = {
			...trajectory,
			head: { ...trajectory.head, id: `lesson-${id.replace('/', '-')}`, agent }
		};
		const events = named.events.map((/** @type {any} */ event) =>
			event.type === 'run-started' ? { ...event, agent } : event
		);
		const run = await packRun({ ...named, events }, own ? 'full' : 'lean', words, readBlob);
		writeFileSync(join(path, 'run.json'), writeFile({ kind: 'run', run }));
		const verdict = events.findLast((/** @type {any} */ event) => event.type === 'verdict-reached')?.verdict;
		process.stdout.write(`${id}: ${events.length} events, ${verdict?.resolution ?? 'not judged'}\n`);
	}
} finally {
	await driver.close();
}

/** Out of the page's store. @param {string} id */
async function readBlob(id) {
	const bytes = await driver.page.evaluate(
		(blob) =>
			new Promise((done, failed) => {
				const opening = indexedDB.open('tabgym');
				opening.onerror = () => failed(opening.error);
				opening.onsuccess = () => {
					const got = opening.result.transaction('blobs').objectStore('blobs').get(blob);
					got.onsuccess = () => done(got.result ? [...got.result] : null);
					got.onerror = () => failed(got.error);
				};
			}),
		id
	);
	return bytes && Uint8Array.from(/** @type {number[]} */ (bytes));
}
