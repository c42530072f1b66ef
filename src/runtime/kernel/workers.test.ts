import { expect, test } from 'vitest';
import { makeMemory } from '../protocol/file-table.ts';
import type { FrameRequest, StartMessage } from '../protocol/process.ts';
import { createDoorbell } from '../wire/sync.ts';
import { Files } from './files.ts';
import { start, Workers } from './workers.ts';

function make() {
	const requests: FrameRequest[] = [];
	const workers = new Workers(new Files(makeMemory()), createDoorbell(), (request) => requests.push(request));
	const nothing = new SharedArrayBuffer(4);
	const bundles = { node: 'node.js', shell: 'shell.js' };
	workers.supply({ bundles, chunks: {}, library: { core: nothing, rest: nothing } });
	const ended = () => requests.flatMap((request) => (request.type === 'end-worker' ? request.id : []));
	return { workers, ended };
}

test('a shell that left nothing behind is the next process, with a port of its own', () => {
	const { workers, ended } = make();
	const first = workers.take('shell');
	const { port } = first;
	workers.giveBack(first);
	const second = workers.take('shell');
	expect(second).toBe(first);
	expect(second.port).not.toBe(port);
	expect(second.renewed).toBeInstanceOf(MessagePort);
	start(second, {} as StartMessage);
	expect(second.renewed).toBeNull();
	expect(ended()).toEqual([]);
	workers.close();
});

test('a Node is never another process, whatever it says', () => {
	const { workers, ended } = make();
	const machine = workers.take('node');
	workers.giveBack(machine);
	expect(ended()).toEqual([machine.id]);
	workers.close();
});

test('no more than four shells are kept', () => {
	const { workers, ended } = make();
	const machines = Array.from({ length: 6 }, () => workers.take('shell'));
	for (const machine of machines) workers.giveBack(machine);
	expect(ended()).toEqual(machines.slice(4).map(({ id }) => id));
	workers.close();
});

test('with the dial every process begins in a new worker', () => {
	const { workers, ended } = make();
	const machine = workers.take('shell');
	workers.setDial({ seed: 1, now: 0 });
	workers.giveBack(machine);
	expect(ended()).toContain(machine.id);
	workers.close();
});
