import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { MemorySandbox } from '#sandbox/memory.ts';
import { closeSandboxes, eventsOf, inputWith } from './agent.testing.ts';
import { editOf } from './edit-of.ts';
import { humanAgent } from './human.ts';
import { modelAgent } from './loop.ts';
import type { Message, Model } from './models/model.ts';
import type { Person, Wish } from './person.ts';
import { strReplaceEditor } from './tools/str_replace_editor.ts';

afterEach(closeSandboxes);

/** Says and does these, in order; null hands back. */
function saying(...wishes: (Wish | null)[]): Person {
	return { next: async () => wishes.shift() ?? null };
}

const act = (tool: string, input: Record<string, unknown>): Wish => ({ act: { tool, input } });

it('a person is the agent, with its tools and its record', async () => {
	const input = await inputWith({ 'a.js': 'f(1);\n' });
	const person = saying(
		{ say: 'It is the 1.' },
		act('str_replace_editor', { command: 'str_replace', path: 'a.js', old_str: '1', new_str: '2' }),
		act('submit', {})
	);
	const events = await eventsOf(humanAgent(person), input);
	expect(events.map(({ type }) => type)).toEqual([
		'thought',
		'tool-called',
		'tool-returned',
		'files-changed',
		'tool-called',
		'tool-returned',
		'run-ended'
	]);
	expect(events[1]).toMatchObject({ by: 'person' });
	expect(events.at(-1)).toEqual({ type: 'run-ended', reason: 'submitted' });
});

it('a person has the budget of an agent', async () => {
	const limits = { steps: 1, testTimeout: 1, time: 0 };
	const person = saying(act('bash', { command: 'ls' }), act('submit', {}));
	const events = await eventsOf(humanAgent(person), await inputWith({}, { limits }));
	expect(events.at(-1)).toMatchObject({ reason: 'out-of-steps' });
});

it('a person takes over between two turns, and the model goes on from what they said and did', async () => {
	const shown: (readonly Message[])[] = [];
	const model: Model = {
		name: 'asked',
		async reply(history) {
			shown.push([...history]);
			const tool = shown.length === 1 ? 'bash' : 'submit';
			return { text: '', calls: [{ id: 'x', tool, input: { command: 'ls' } }] };
		}
	};
	const person = saying(null, { say: 'Look at a.js.' }, act('bash', { command: 'echo 2 > a.js' }), null);
	const input = await inputWith({ 'a.js': '1\n' });
	const events = await eventsOf(modelAgent(model, { person }), input);
	expect(events.flatMap((event) => ('step' in event ? [event.step] : []))).toEqual([0, 0, 1, 2, 2, 2, 3, 3]);
	expect(events[2]).toEqual({
		type: 'human-intervened',
		step: 1,
		what: 'Said: Look at a.js.',
		message: 'Look at a.js.'
	});
	expect(events[3]).toMatchObject({ type: 'tool-called', by: 'person' });
	expect(events[5]).toMatchObject({ type: 'files-changed', step: 2, patch: [{ path: 'a.js' }] });
	expect(shown[1]?.slice(-3)).toMatchObject([
		{ role: 'user', text: 'Look at a.js.' },
		{ role: 'assistant', calls: [{ input: { command: 'echo 2 > a.js' } }] },
		{ role: 'tool', output: '[The command completed with exit code 0.]' }
	]);
});

it('an action that a person says no to is not run, and the model hears why', async () => {
	const shown: (readonly Message[])[] = [];
	const model: Model = {
		name: 'asked',
		async reply(history) {
			shown.push([...history]);
			const call =
				shown.length === 1 ? { tool: 'bash', input: { command: 'rm a.js' } } : { tool: 'submit', input: {} };
			return { text: 'I do it.', calls: [{ id: 'x', ...call }] };
		}
	};
	const input = await inputWith({ 'a.js': '1\n' });
	const events = modelAgent(model).run(input);
	let next = await events.next();
	while (!next.done) {
		const event = next.value;
		const isBash = event.type === 'tool-called' && event.tool === 'bash';
		next = await events.next(
			isBash
				? { type: 'human-intervened', step: event.step, what: 'Refused: rm a.js', message: 'Leave it there.' }
				: undefined
		);
	}
	expect(new TextDecoder().decode(await input.sandbox.read('a.js'))).toBe('1\n');
	expect(shown[1]?.slice(2)).toEqual([
		{ role: 'assistant', text: 'I do it.', calls: [] },
		{ role: 'user', text: 'Leave it there.' }
	]);
});

describe('an edit by hand', () => {
	it('is the smallest call of the editor that is not ambiguous', () => {
		expect(editOf('a.js', 'one\ntwo\ntwo\nend\n', 'one\ntwo\n2\nend\n')?.input).toEqual({
			command: 'str_replace',
			path: 'a.js',
			old_str: 'two\ntwo\nend',
			new_str: 'two\n2\nend'
		});
		expect(editOf('a.js', null, 'new')?.input).toMatchObject({ command: 'create', file_text: 'new' });
		expect(editOf('a.js', 'same', 'same')).toBe(null);
	});

	it('does with the tool what was done in the editor', async () => {
		const text = fc
			.array(fc.constantFrom('a', 'b', '', 'a b'), { minLength: 1, maxLength: 8 })
			.map((lines) => lines.join('\n'));
		const sandbox = new MemorySandbox(() => ({ output: '', exitCode: 1 }));
		const signal = new AbortController().signal;
		const limits = { steps: 1, testTimeout: 1, time: 1 };
		await fc.assert(
			fc.asyncProperty(
				text.filter((before) => before !== ''),
				text,
				async (before, after) => {
					await sandbox.write('a.txt', before);
					const act = editOf('a.txt', before, after);
					const context = {
						sandbox,
						runTests: null,
						limits,
						signal,
						edits: new Map(),
						shell: '/tmp/x',
						checksSyntax: false
					};
					if (act) expect(await strReplaceEditor.run(act.input, context)).toMatchObject({ exitCode: 0 });
					expect(new TextDecoder().decode(await sandbox.read('a.txt'))).toBe(after);
				}
			)
		);
	});
});
