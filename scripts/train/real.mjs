/** What training learns from one task: of an injected bug by its known fix, of a real one also by what agrees with the known fix beyond the tests. */
import { assemble } from '../packs/assemble.mjs';
import { load } from '../packs/load.mjs';

/**
 * @param {string} folder id in tasks/, or a folder of a task
 * @param {AbortSignal} signal
 */
export async function instanceOfTask(folder, signal) {
	const { openNativeSandbox, inputOf, runSuite } = await load('src/verifier/authoring.testing.ts');
	const { instanceOf } = await load('src/gym/training/instance.ts');
	const assembled = await assemble(folder);
	const input = await inputOf(assembled);
	const { task, gold } = assembled;
	const decoder = new TextDecoder();
	const fixed = new Map(
		[...gold].flatMap(([path, file]) => ('bytes' in file ? [[path, decoder.decode(file.bytes)]] : []))
	);
	const sandbox = await openNativeSandbox();
	const runTests = async () => {
		const result = await runSuite(task, sandbox);
		return { ...result, exitCode: Math.max(0, ...result.exitCodes) };
	};
	/** The task's own runner has the word before anything is compared. @param {{path: string, text: string}} file */
	const confirm = async ({ path, text }) => {
		const before = await sandbox.read(path);
		await sandbox.write(path, text);
		const { tests } = await runTests();
		await sandbox.write(path, before);
		const isRed = tests.some(
			({ id, status }) => (status === 'failed' || status === 'error') && !task.flaky.includes(id)
		);
		return !isRed && tests.length > 0 && (await agrees(input, { path, text }, signal));
	};
	try {
		await sandbox.mount(input.base);
		const isReal = task.injected === undefined;
		return await instanceOf({ task, sandbox, runTests, fixed, signal, ...(isReal && { confirm }) });
	} finally {
		await sandbox.close();
	}
}

/** Whether a file does what the known fix does on nearly all inputs. @param {any} input @param {{path: string, text: string}} file @param {AbortSignal} signal */
async function agrees(input, { path, text }, signal) {
	const { blobIdOf, checkBeyond, genuineOf, openNativeSandbox } = await load(
		'src/verifier/authoring.testing.ts'
	);
	const bytes = new TextEncoder().encode(text);
	const patch = [{ path, before: null, after: await blobIdOf(bytes) }];
	const sandbox = await openNativeSandbox();
	try {
		return (
			genuineOf(await checkBeyond({ ...input, patch, blob: async () => bytes, sandbox, signal })) === true
		);
	} finally {
		await sandbox.close();
	}
}
