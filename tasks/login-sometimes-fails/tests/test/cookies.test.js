'use strict';

const assert = require('node:assert');
const { test } = require('node:test');
const { clearCookie, parseCookies, setCookie } = require('../src/cookies.js');

test('cookies are read by name', () => {
	assert.deepStrictEqual({ ...parseCookies('a=1; b=two%20words') }, { a: '1', b: 'two words' });
});

test('no header means no cookies', () => {
	assert.deepStrictEqual({ ...parseCookies(undefined) }, {});
});

test('of two cookies with one name the first counts', () => {
	assert.strictEqual(parseCookies('a=1; a=2').a, '1');
});

test('a value that is not escaped properly is left as it came', () => {
	assert.strictEqual(parseCookies('a=%zz').a, '%zz');
});

test('scripts of the page can not read a cookie of ours', () => {
	assert.match(setCookie('portal', 'x'), /; HttpOnly; Secure; SameSite=Lax$/);
	assert.match(clearCookie('portal'), /^portal=; .*Max-Age=0$/);
});
