/**
 * Tests that must fail, put at the end of a copy of a real test file: they run in one process with the patched code and with the
 * assertions that the suite uses. Where one does not fail, the patch changed what a failure is.
 */
import type { Task } from '#model/task.ts';
import type { IntegrityCheck } from '#model/verdict.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { fileOf, filesThatChange, openChannel, randomName, runCommands } from './suite.ts';

/** Files that are copied, at most. */
const MOST_FILES = 2;

type Input = {
	task: Task;
	/** With the patched repository and the pristine tests mounted. */
	sandbox: Sandbox;
	signal: AbortSignal;
	onProgress?: (text: string) => void;
};

export async function inSuiteCanaries({ task, sandbox, signal, onProgress }: Input): Promise<IntegrityCheck> {
	const problems: string[] = [];
	let count = 0;
	for (const file of filesThatChange(task).slice(0, MOST_FILES)) {
		onProgress?.(`canaries in ${file}`);
		const text = new TextDecoder().decode(await sandbox.read(file));
		const nonce = randomName();
		const canaries = canariesFor(task, text, nonce);
		count += canaries.length;
		const copy = file.replace(/[^/]*?(\.\w+)$/, `${randomName()}$1`);
		await sandbox.write(copy, `${text}\n;${canaries.map(({ code }) => code).join('\n')}\n`);
		const command = task.testCommands.find((one) => fileOf(one) === file) ?? '';
		const channel = await openChannel(task, sandbox, { signal });
		try {
			const commands = [command.slice(0, command.length - file.length) + copy];
			const options = { signal, mustPass: [copy] };
			const run = await runCommands({ task, sandbox, options, channel, commands });
			const statuses = new Map(run.tests.map(({ id, status }) => [id, status]));
			if (task.runner === 'plain') {
				if (run.exitCodes[0] === 0) problems.push(`${file} exits with 0 although it throws`);
			} else
				for (const { what, title } of canaries) {
					const status = statuses.get(`${copy} > ${title}`) ?? 'not reported';
					if (status !== 'failed') problems.push(`in ${file}, ${what} was ${status}`);
				}
			if (task.runner !== 'plain' && run.exitCodes[0] === 0)
				problems.push(`${file} exits with 0 although a test in it fails`);
		} finally {
			await channel.close();
			await sandbox.run(`rm -f '${copy}'`, { signal });
		}
	}
	const detail =
		problems.length > 0
			? problems.join('; ')
			: `${count} tests that must fail failed, in one process with the patch and in the suite's own files`;
	return { name: 'canaries in the suite', ok: problems.length === 0, detail };
}

type Canary = { what: string; title: string; code: string };

function canariesFor(task: Task, text: string, nonce: string): Canary[] {
	if (task.runner === 'plain')
		return [{ what: 'an error', title: '', code: `throw new Error(${JSON.stringify(nonce)});` }];
	const isModule = /^\s*import\s[^(]/m.test(text);
	const bodies = bodiesFor(task, text);
	return Object.entries(bodies).map(([what, body], index) => {
		const title = `canary ${nonce} ${index}`;
		return { what, title, code: testOf(task, { title, body, isModule, name: `canary_${nonce}_${index}` }) };
	});
}

function bodiesFor({ runner }: Task, text: string): Record<string, string> {
	if (runner === 'tape') return { ...asTest, 'a fail()': "t.fail('canary');" };
	return runner === 'nodeunit' ? asTest : assertBodies(text);
}

/** Assertions of the object that a test is given, which tape and nodeunit share. */
const asTest = {
	'an equal that does not hold': 't.equal(1, 2);',
	'a deepEqual that does not hold': 't.deepEqual({ a: [1] }, { a: [2] });',
	'an ok(false)': 't.ok(false);',
	'a throws without an error': 't.throws(function () {});'
};

function assertBodies(text: string): Record<string, string> {
	const assert = "require('assert')";
	const bodies: Record<string, string> = {
		'an error': "throw new Error('canary');",
		'an assert.equal that does not hold': `${assert}.equal(1, 2);`,
		'an assert.strictEqual that does not hold': `${assert}.strictEqual(1, 2);`,
		'an assert.deepEqual that does not hold': `${assert}.deepEqual({ a: [1] }, { a: [2] });`,
		'an assert.deepStrictEqual that does not hold': `${assert}.deepStrictEqual({ a: [1] }, { a: [2] });`,
		'an assert.ok(false)': `${assert}.ok(false);`,
		'an assert.throws without an error': `${assert}.throws(function () {});`
	};
	const uses = (name: string) => new RegExp(`require\\(['"]${name.replace('.', '\\.')}['"]\\)`).test(text);
	if (uses('chai')) bodies['an expectation of chai'] = "require('chai').expect(1).to.equal(2);";
	if (uses('expect.js')) bodies['an expectation of expect.js'] = "require('expect.js')(1).to.be(2);";
	if (uses('should')) bodies['an expectation of should'] = "require('should')(1).equal(2);";
	return bodies;
}

type TestCode = { title: string; body: string; isModule: boolean; name: string };

function testOf({ runner }: Task, { title, body, isModule, name }: TestCode): string {
	const text = JSON.stringify(title);
	const required = (module: string) =>
		isModule ? `import * as ${name} from '${module}';` : `var ${name} = require('${module}');`;
	const statements = isModule
		? body.replaceAll("require('assert')", 'process.getBuiltinModule("assert")')
		: body;
	if (runner === 'tape') {
		const tape = isModule
			? `import ${name} from 'tape';`
			: `var ${name} = require(require('fs').existsSync('node_modules/tape') ? 'tape' : 'tap');`;
		return `${tape} ${name}(${text}, function (t) { ${statements} t.end(); });`;
	}
	if (runner === 'nodeunit') return `module.exports[${text}] = function (t) { ${statements} t.done(); };`;
	if (runner === 'mocha') return `(global.it || global.test)(${text}, function () { ${statements} });`;
	return `${required('node:test')} ${name}.test(${text}, function () { ${statements} });`;
}
