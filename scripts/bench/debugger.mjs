/** The debugger on long runs: opening one of 10,000 events, moving in it, and forking one of 40 steps. */
import { median, quantile } from './measure.mjs';

/** @typedef {import('./measure.mjs').Row} Row */
/** @typedef {import('playwright').Page} Page */

const TASK = 'login-sometimes-fails';

/**
 * Stores runs of that many steps, four events each, as the page itself would.
 * @param {Page} page
 * @param {string[]} ids
 * @param {number} steps
 */
async function storeRuns(page, ids, steps) {
	await page.evaluate(async ([ids, steps, task]) => {
		const { digest } = await (await fetch(`packs/${task}.json`)).json();
		/** @type {IDBDatabase} */
		const database = await new Promise((resolve, reject) => {
			const opening = indexedDB.open('tabgym');
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error);
		});
		const write = database.transaction(['heads', 'events', 'blobs'], 'readwrite');
		for (const id of ids) {
			write.objectStore('heads').put({
				version: 1,
				id,
				task,
				taskDigest: digest,
				host: 'bench',
				seed: 1,
				agent: 'replay',
				limits: { steps: 100, testTimeout: 60_000, time: 600_000 },
				startedAt: '2026-01-01T00:00:00.000Z'
			});
			const events = write.objectStore('events');
			let seq = 0;
			/** @param {object} fact */
			const say = (fact) => events.put({ ...fact, seq, at: seq * 50 }, [id, seq++]);
			say({ type: 'run-started', agent: 'replay', issue: 'A long run.' });
			for (let step = 0; step < steps; step++) {
				const callId = `c${step}`;
				const [before, after] = [step === 0 ? null : `blob-${step - 1}`, `blob-${step}`];
				say({ type: 'thought', step, text: `I change the notes for the ${step + 1}th time.` });
				say({
					type: 'tool-called',
					step,
					callId,
					tool: 'bash',
					input: { command: `date > notes-${step % 9}.txt` }
				});
				say({ type: 'tool-returned', step, callId, output: 'done\n'.repeat(step % 20), exitCode: 0 });
				say({ type: 'files-changed', step, patch: [{ path: 'notes.txt', before, after }] });
				write.objectStore('blobs').put(new TextEncoder().encode(`note ${step}\n`), after);
			}
			say({ type: 'run-ended', reason: 'submitted' });
		}
		await new Promise((resolve) => (write.oncomplete = () => resolve(undefined)));
		database.close();
	}, /** @type {[string[], number, string]} */ ([ids, steps, TASK]));
}

/**
 * Milliseconds from the click on a link to the run until its steps are drawn.
 * @param {Page} page
 * @param {string} id
 */
function opening(page, id) {
	return page.evaluate(async (id) => {
		const started = performance.now();
		location.hash = `#/run/${id}`;
		while (!document.querySelector(`[aria-label="Steps of the agent"] a[href^="#/run/${id}"]`))
			await new Promise((resolve) => requestAnimationFrame(resolve));
		return performance.now() - started;
	}, id);
}

/**
 * Milliseconds of each move of the scrubber until the moment is on the screen.
 * @param {Page} page
 */
function seeking(page) {
	return page.evaluate(async () => {
		const slider = /** @type {HTMLInputElement} */ (
			document.querySelector('[aria-label="Moment of the run"]')
		);
		const times = [];
		for (let round = 0; round < 40; round++) {
			const position = Math.floor((Number(slider.max) * ((round * 7919) % 40)) / 40) + 1;
			const started = performance.now();
			slider.value = String(position);
			slider.dispatchEvent(new Event('input', { bubbles: true }));
			while (!slider.getAttribute('aria-valuetext')?.startsWith(`Event ${position} `))
				await new Promise((resolve) => setTimeout(resolve));
			times.push(performance.now() - started);
			await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
		}
		return times;
	});
}

/**
 * A sweep over the whole run with the debugger and a file open, a move each frame.
 * @param {Page} page
 * @returns {Promise<{work: number, frames: number[]}>} milliseconds of the main thread for each move; lengths of frames
 */
async function scrubbing(page) {
	await page.getByRole('tab', { name: 'Debugger' }).click();
	const client = await page.context().newCDPSession(page);
	// Of the thread's own time: what else the machine does is not counted.
	await client.send('Performance.enable', { timeDomain: 'threadTicks' });
	const busy = async () => {
		const { metrics } = await client.send('Performance.getMetrics');
		return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
	};
	const before = await busy();
	const frames = await page.evaluate(async () => {
		const slider = /** @type {HTMLInputElement} */ (
			document.querySelector('[aria-label="Moment of the run"]')
		);
		const MOVES = 240;
		const lengths = [];
		let last = await new Promise(requestAnimationFrame);
		for (let move = 1; move <= MOVES; move++) {
			slider.value = String(Math.round((Number(slider.max) * move) / (MOVES + 1)));
			slider.dispatchEvent(new Event('input', { bubbles: true }));
			const now = await new Promise(requestAnimationFrame);
			lengths.push(now - last);
			last = now;
		}
		return lengths;
	});
	const work = ((await busy()) - before) / frames.length;
	await client.detach();
	return { work, frames };
}

/**
 * Milliseconds from the click until the fork's agent goes on.
 * @param {Page} page
 * @param {string} id
 */
async function forking(page, id) {
	await page.goto(`${page.url().split('#')[0]}#/run/${id}?step=20`);
	await page.getByRole('tab', { name: 'Debugger' }).click();
	// A trial waits until the button is enabled, which is when the task is loaded.
	await page.getByRole('button', { name: 'Fork at step 20' }).click({ trial: true });
	const took = await page.evaluate(async () => {
		const button = [...document.querySelectorAll('button')].find(
			(one) => one.textContent?.trim() === 'Fork at step 20'
		);
		const before = location.hash;
		const started = performance.now();
		button?.click();
		while (location.hash === before) await new Promise((resolve) => setTimeout(resolve, 1));
		return performance.now() - started;
	});
	const stop = page.getByRole('button', { name: 'Stop', exact: true });
	if (await stop.isVisible()) await stop.click({ timeout: 1000 }).catch(() => undefined); // it may have ended by itself
	await page.getByRole('button', { name: 'Run again' }).waitFor();
	return took;
}

/** @param {import('../driver.mjs').DriverPage} driver @param {number} rounds @returns {Promise<Row[]>} */
export async function longRuns(driver, rounds) {
	const page = await driver.page.context().browser()?.newPage();
	if (!page) throw new Error('Cannot measure: the browser is closed');
	await page.goto(new URL('.', driver.page.url()).href);
	await page.getByRole('heading', { name: 'Recent runs' }).waitFor();
	const ids = Array.from({ length: rounds + 1 }, (_, round) => `bench-${round}`);
	await storeRuns(page, ids, 2500);
	await storeRuns(page, ['bench-fork'], 40);
	const opened = [];
	const sought = [];
	for (const id of ids) {
		await page.evaluate(() => (location.hash = '#/'));
		await page.getByRole('heading', { name: 'Recent runs' }).waitFor();
		opened.push(await opening(page, id));
		await page.waitForTimeout(300);
		sought.push(...(await seeking(page)));
	}
	const { work, frames } = await scrubbing(page);
	const late = frames.filter((length) => length > 25).length;
	const forked = [];
	for (let round = 0; round < rounds; round++) forked.push(await forking(page, 'bench-fork'));
	await page.close();
	// The first one loads the workspace's script as well.
	return [
		{ what: 'open a run of 10,000 events', unit: 'ms', host: median(opened.slice(1)), goal: '<= 500' },
		{ what: 'move to any of its moments', unit: 'ms', host: median(sought), goal: '<= 50' },
		{ what: 'move, 19 of 20 are below', unit: 'ms', host: quantile(sought, 0.95), goal: '<= 50' },
		{ what: 'move, the slowest of all', unit: 'ms', host: Math.max(...sought) },
		{ what: 'scrub: main thread for each move', unit: 'ms', host: work, goal: '<= 16.7' },
		{ what: 'scrub: the median frame', unit: 'ms', host: median(frames), goal: '<= 17' },
		{ what: 'scrub: the longest frame', unit: 'ms', host: Math.max(...frames) },
		{ what: 'scrub: frames that came late', unit: '%', host: (100 * late) / frames.length },
		{ what: 'fork a 40-step run at step 20', unit: 'ms', host: median(forked), goal: '<= 1000' }
	];
}
