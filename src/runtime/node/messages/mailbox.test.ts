import { expect, it } from 'vitest';
import { isPlain } from './plain.ts';
import { Mailbox, makeMailbox } from './mailbox.ts';

function makeEnds() {
	const memory = makeMailbox();
	const [sender, reader] = [new Mailbox(memory), new Mailbox(memory)];
	const got: unknown[] = [];
	const into = (value: unknown) => void got.push(value);
	return { sender, reader, got, into };
}

it('what is left while nobody listens is taken in order, once', () => {
	const { sender, reader, got, into } = makeEnds();
	expect([sender.put({ a: [1, new Map([[1, 2]])] }), sender.put('two')]).toEqual([true, true]);
	reader.take(into);
	reader.take(into);
	expect(got).toEqual([{ a: [1, new Map([[1, 2]])] }, 'two']);
});

it('who listens is called once for all that came since it last looked, and finds it also uncalled', () => {
	const { sender, reader, got, into } = makeEnds();
	sender.put(1);
	expect(sender.mustCall()).toBe(false);
	reader.listen(into);
	sender.put(2);
	expect(sender.mustCall()).toBe(true);
	sender.put(3);
	expect(sender.mustCall()).toBe(false);
	reader.answer(into);
	sender.put(4);
	reader.take(into);
	expect(got).toEqual([1, 2, 3, 4]);
	expect(sender.mustCall()).toBe(true);
	reader.leave();
	expect([sender.put(5), sender.mustCall()]).toEqual([true, false]);
	reader.take(into);
	expect(got.at(-1)).toBe(5);
});

it('what was sent after a message that goes another way waits for it', () => {
	const { sender, reader, got, into } = makeEnds();
	sender.put('first');
	sender.countSent();
	sender.put('third');
	reader.take(into);
	expect(got).toEqual(['first']);
	got.push('second');
	reader.countReceived();
	reader.take(into);
	expect(got).toEqual(['first', 'second', 'third']);
});

it('it grows to a bound, refuses what is over it, and has the room again once it was read', () => {
	const { sender, reader, got, into } = makeEnds();
	const text = 'x'.repeat(3_000_000);
	let kept = 0;
	while (sender.put(text)) kept++;
	expect(kept).toBe(5);
	reader.take(into);
	expect(got).toEqual(Array.from({ length: kept }, () => text));
	expect(sender.put(text)).toBe(true);
});

it('tells values that can be written down from those that only a browser can hand over', () => {
	const cycle: unknown[] = [];
	cycle.push({ cycle });
	const plain = [1n, null, new Date(0), /x/g, new Error('e', { cause: cycle }), new Uint8Array(2), cycle];
	for (const value of plain) expect([value, isPlain(value)]).toEqual([value, true]);
	const shared = new Uint8Array(new SharedArrayBuffer(1));
	const others = [
		shared,
		shared.buffer,
		() => {},
		Symbol('s'),
		new Blob([]),
		[[shared]],
		new Map([[1, shared]])
	];
	for (const value of others) expect(isPlain(value)).toBe(false);
});
