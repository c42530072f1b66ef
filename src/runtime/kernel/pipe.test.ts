import { expect, it } from 'vitest';
import { CodedError } from '../wire/coded-error.ts';
import { Pipe } from './pipe.ts';

const [parent, child] = [{}, {}];
const text = async (bytes: Uint8Array | Promise<Uint8Array>) => new TextDecoder().decode(await bytes);
const bytes = (value: string) => new TextEncoder().encode(value);

it('what a read got that is given up is read by the next one, after what was kept from earlier ones', async () => {
	const pipe = new Pipe();
	for (const part of ['one ', 'two ', 'three']) void pipe.write(bytes(part));
	const kept = await pipe.read(4, parent, 1);
	expect(await text(pipe.read(4, parent, 2))).toBe('two ');
	pipe.forget(parent, 2, kept);
	expect(await text(pipe.read(100, child))).toBe('one two three');
});

it('a read that waits is given up, and takes nothing', async () => {
	const pipe = new Pipe();
	const waits = pipe.read(100, parent, 1);
	pipe.forget(parent, 1);
	await expect(waits).rejects.toEqual(new CodedError('ECANCELED'));
	void pipe.write(bytes('for the child'));
	expect(await text(pipe.read(100, child))).toBe('for the child');
});

it('what was read and heard does not come again', async () => {
	const pipe = new Pipe();
	void pipe.write(bytes('heard'));
	void pipe.write(bytes('left'));
	expect(await text(pipe.read(5, parent, 1))).toBe('heard');
	pipe.forget(parent, 2);
	expect(await text(pipe.read(100, child))).toBe('left');
});

it('a read takes all that is there, but what has cargo comes alone', async () => {
	const pipe = new Pipe();
	const cargo = { drop() {} };
	for (const part of ['one ', 'two ']) void pipe.write(bytes(part));
	void pipe.write(bytes('handle'), cargo);
	void pipe.write(bytes('three'));
	expect(await text(pipe.read(6))).toBe('one tw');
	expect(await text(pipe.read(100))).toBe('o ');
	const { bytes: alone, cargo: along } = await pipe.receive(100);
	expect([await text(alone), along]).toEqual(['handle', cargo]);
	expect(await text(pipe.read(100))).toBe('three');
});

it('what is read of a large write is a buffer of its own, so that a message carries no more than that', async () => {
	const pipe = new Pipe();
	void pipe.write(new Uint8Array(1 << 20));
	const part = await pipe.read(100);
	expect([part.length, part.buffer.byteLength]).toEqual([100, 100]);
});
