import { expect, test } from 'vitest';
import { modelAgent } from '#agent/loop.ts';
import type { Message, Model, Reply } from '#agent/models/model.ts';
import type { Breakpoint } from '#debugger/debugger.ts';
import type { TrajectoryEvent } from '#model/event.ts';
import { fold } from '#model/run.ts';
import type { Task } from '#model/task.ts';
import { MemorySandbox } from '#sandbox/memory.ts';
import { encodeTree } from '#sandbox/snapshot.ts';
import { Conductor } from './conductor.svelte.ts';
import { play } from './play.ts';
import { Recorder } from './recorder.ts';

const bash = (command: string, text = ''): Reply => ({
	text,
	calls: [{ id: 'x', tool: 'bash', input: { command } }]
});
const submit: Reply = { text: '', calls: [{ id: 'x', tool: 'submit', input: {} }] };

async function playing(replies: readonly Reply[], breakpoints: readonly string[] = []) {
	const events: TrajectoryEvent[] = [];
	const shown: (readonly Message[])[] = [];
	let next = 0;
	const model: Model = {
		name: 'm',
		async reply(history) {
			shown.push(structuredClone(history) as Message[]);
			return replies[next++] ?? submit;
		}
	};
	const sandbox = new MemorySandbox((whole, files) => {
		const command = whole.split('; ').at(-1) ?? ''; // after what makes the shell remember
		if (command === 'touch b.js') files.set('b.js', new Uint8Array());
		return { output: `ran ${command}`, exitCode: 0 };
	});
	const snapshot = encodeTree(new Map([['a.js', { bytes: new TextEncoder().encode('1\n') }]]));
	await sandbox.mount([{ id: 'r', mountPoint: '', role: 'repo', snapshot }]);
	const list: Breakpoint[] = breakpoints.map((expression) => ({ id: expression, expression, enabled: true }));
	const conductor = new Conductor(
		() => list,
		async () => ({ testFiles: [], suspicious: [], read: async () => null })
	);
	const recorder = new Recorder({
		append: async () => {},
		keep: async () => {},
		show: (event) => events.push(event),
		now: () => 0
	});
	const run = () => fold(events);
	const limits = { steps: 10, testTimeout: 0, time: 0 };
	const done = play({
		task: { limits, testCommands: [] } as unknown as Task,
		issue: 'Mend it.',
		agent: modelAgent(model),
		sandbox,
		runTests: null,
		recorder,
		conductor,
		events: () => events,
		run,
		openAgent: async () => modelAgent({ ...model, name: 'other' }),
		seed: 1,
		signal: new AbortController().signal,
		continues: false
	});
	/** Waits until the agent is held. */
	const held = async () => {
		while (!conductor.held) await new Promise((resolve) => setTimeout(resolve));
		return conductor.held;
	};
	return { conductor, events, run, done, held, shown, sandbox };
}

test('an agent is held before the next step, before another tool, and before a step', async () => {
	const { conductor, run, held, done } = await playing([bash('1'), bash('2'), bash('3'), bash('4'), submit]);
	conductor.pause();
	expect((await held()).reason).toBe('At the next event');
	conductor.go({ until: 'next-step' }, run());
	expect((await held()).reason).toBe('Before step 2');
	expect(run().steps.length).toBe(1);
	conductor.go({ until: 'step', step: 2 }, run());
	expect((await held()).reason).toBe('Before step 3');
	conductor.go({ until: 'other-tool' }, run());
	expect((await held()).reason).toBe('Before submit');
	conductor.go({ until: 'end' }, run());
	await done;
	expect(run().end?.reason).toBe('submitted');
});

test('a breakpoint holds before its action, and what is pending can be another one', async () => {
	const { conductor, run, held, done } = await playing(
		[bash('ls'), bash('rm -rf .')],
		['action.command matches "^rm"']
	);
	const { reason, pending } = await held();
	expect(reason).toBe('Breakpoint: action.command matches "^rm"');
	if (pending?.type !== 'tool-called') throw new Error('an action is pending');
	conductor.go({ until: 'end' }, run(), { ...pending, input: { command: 'pwd' } });
	await done;
	expect(run().steps.flatMap(({ calls }) => calls.map(({ output }) => output?.split('\n')[0]))).toContain(
		'ran pwd'
	);
	expect(run().steps.flatMap(({ calls }) => calls.map(({ input }) => input['command']))).not.toContain(
		'rm -rf .'
	);
});

test('a breakpoint holds after an event that made it true', async () => {
	const { conductor, run, held, done } = await playing([bash('touch b.js')], ['changed contains "b.js"']);
	expect((await held()).pending).toBe(null);
	expect(run().changes.map(({ path }) => path)).toEqual(['b.js']);
	conductor.go({ until: 'end' }, run());
	await done;
});

test('an agent that is told something thinks again, and sees what a person did', async () => {
	const { conductor, run, held, done, shown, sandbox } = await playing(
		[bash('ls', 'I look.'), bash('rm -rf .', 'I clean up.'), submit],
		['action.command matches "^rm"']
	);
	await held();
	conductor.leave({
		change: { message: 'Never delete.', files: [{ path: 'a.js', text: '2\n' }] },
		agent: null
	});
	await done;
	expect(shown[2]?.at(-2)).toMatchObject({ role: 'assistant', text: 'I clean up.' });
	expect(shown[2]?.at(-1)).toMatchObject({ role: 'user', text: expect.stringContaining('Never delete.') });
	expect(new TextDecoder().decode(await sandbox.read('a.js'))).toBe('2\n');
	expect(run().changes.map(({ path }) => path)).toEqual(['a.js']);
	expect(run().steps.map(({ interventions }) => interventions)).toEqual([
		[],
		['Edited a.js', 'Told the agent'],
		[]
	]);
	expect(run().end?.reason).toBe('submitted');
});

test('another agent goes on with another prompt, and an action of a person comes first', async () => {
	const { conductor, run, held, done, shown } = await playing(
		[bash('ls'), bash('rm x'), submit],
		['action.command matches "^rm"']
	);
	await held();
	conductor.leave({
		change: { issue: 'Mend b.js.', action: { tool: 'bash', input: { command: 'cat b.js' } } },
		agent: 'other'
	});
	await done;
	expect(run().agent).toBe('other');
	expect(shown[2]?.[1]).toMatchObject({ text: expect.stringContaining('Mend b.js.') });
	expect(shown[2]?.at(-1)).toMatchObject({ role: 'tool', output: expect.stringContaining('ran cat b.js') });
});
