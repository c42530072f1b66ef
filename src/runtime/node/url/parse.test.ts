import { expect, it } from 'vitest';
import { changed } from './change.ts';
import { parseUrl } from './parse.ts';
import { serialised } from './record.ts';

const text = (url: ReturnType<typeof parseUrl>) => url && serialised(url)[0];

it.each([
	['file:////foo', undefined, 'file:////foo'],
	['file://localhost//a//../..//foo', undefined, 'file://///foo'],
	['C|/foo', 'file:///a/b', 'file:///C:/foo'],
	['..', 'file:///C:/', 'file:///C:/'],
	["a://h/?'", undefined, "a://h/?'"],
	["http://u'@h/?'", undefined, "http://u'@h/?%27"],
	['http://!"$&\'()*+,-.;=_`{}~/', undefined, 'http://!"$&\'()*+,-.;=_`{}~/'],
	['http://[1::ffff:1.2.3.4]:80/', undefined, 'http://[1::ffff:102:304]/'],
	['http://0x7f.1/', undefined, 'http://127.0.0.1/'],
	['http://1.2.3.256', undefined, null],
	['http://%41:65536', undefined, null],
	['http://a b', undefined, null],
	['#x', 'data:text', 'data:text#x'],
	['x', 'data:text', null],
	['//d:8/?q', 'ws://h/p', 'ws://d:8/?q'],
	['  \ta\n:b  ', undefined, 'a:b']
])('%s with %s', (input, base, expected) => {
	expect(text(parseUrl(input, base))).toBe(expected);
});

it.each([
	['http://user:pw@host:81/path?q#h', [11, 14, 19, 22]],
	['http://host/', [7, 7, 11, 11]],
	['data:text', [5, 5, 5, 5]],
	['file:///a', [7, 7, 7, 7]],
	['a:/.//b', [2, 2, 2, 4]]
])('the parts of %s are found', (href, expected) => {
	const url = parseUrl(href);
	if (!url) throw new Error(href);
	const [shown, { usernameEnd, hostStart, hostEnd, pathStart }] = serialised(url);
	expect([shown, usernameEnd, hostStart, hostEnd, pathStart]).toEqual([href, ...expected]);
});

it.each([
	[0, 'ftp', 'ftp://u@h:81/p?q#f'],
	[1, 'x:9', 'http://u@x:9/p?q#f'],
	[2, 'x:9', null],
	[3, '80', 'http://u@h/p?q#f'],
	[4, 'ä', 'http://%C3%A4@h:81/p?q#f'],
	[6, 'a/../ b', 'http://u@h:81/%20b?q#f'],
	[7, '', 'http://u@h:81/p#f'],
	[8, '#<', 'http://u@h:81/p?q#%3C'],
	[9, 'no URL', null]
])('part %i becomes %s', (action, value, expected) => {
	const url = parseUrl('http://u@h:81/p?q#f');
	expect(url && text(changed(url, action, value))).toBe(expected);
});
