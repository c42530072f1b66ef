import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOfIPv6, isIPv4, isIPv6, textOfIPv6 } from './addresses.ts';

const odd = [
	'',
	'1',
	'1.2.3',
	'1.2.3.4',
	'01.2.3.4',
	'1.2.3.256',
	'::',
	':::',
	'::1',
	'1::',
	'1::2::3',
	'1:2:3:4:5:6:7:8'
];
const more = [
	'1:2:3:4:5:6:7::',
	'1:2:3:4:5:6:7:8:9',
	'::ffff:1.2.3.4',
	'::1.2.3',
	'g::',
	'12345::',
	':1:2:3:4:5:6:7:8'
];

it.each([...odd, ...more])('"%s" is an address where Node says so', (text) => {
	expect(isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0).toBe(isIP(text));
});

it('an address of IPv6 comes back from its text', () => {
	fc.assert(
		fc.property(fc.ipV6(), (text) => {
			const bytes = bytesOfIPv6(text);
			expect(bytes).not.toBeNull();
			const short = textOfIPv6(bytes ?? new Uint8Array());
			expect(bytesOfIPv6(short)).toEqual(bytes);
			if (!short.includes('.')) expect(new URL(`http://[${text}]/`).hostname).toBe(`[${short}]`);
		})
	);
});
