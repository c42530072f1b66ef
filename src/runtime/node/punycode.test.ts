import { domainToASCII, domainToUnicode } from 'node:url';
import { expect, test } from 'vitest';
import { toUnicode } from './punycode.ts';

test.each(['münchen.de', '例え.テスト', 'a.ü.b', 'plain.org', 'пример.испытание', '😀.la'])(
	'%s comes back from its ASCII form as in Node',
	(domain) => {
		const ascii = domainToASCII(domain);
		expect(toUnicode(ascii)).toBe(domainToUnicode(ascii));
	}
);
