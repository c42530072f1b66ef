import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Utf8Cutter } from './utf8.ts';

it('chunks cut anywhere decode one by one to the text that was written', () => {
	const cuts = fc.array(fc.nat(30), { minLength: 1, maxLength: 8 });
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), cuts, (text, sizes) => {
			const bytes = new TextEncoder().encode(text);
			const cutter = new Utf8Cutter();
			const decoder = new TextDecoder();
			let seen = '';
			let at = 0;
			for (const size of sizes) {
				seen += decoder.decode(cutter.push(bytes.subarray(at, at + size)));
				at += size;
			}
			seen += decoder.decode(cutter.push(bytes.subarray(at)));
			seen += decoder.decode(cutter.push(null));
			expect(seen).toBe(text);
		})
	);
});

it('bytes that are no UTF-8 come out too, at the latest at the end', () => {
	const cutter = new Utf8Cutter();
	expect([...cutter.push(new Uint8Array([0x41, 0xf0]))]).toEqual([0x41]);
	expect([...cutter.push(null)]).toEqual([0xf0]);
});
