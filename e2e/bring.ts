/** What the specs of "Bring your own" share: a small repository with a bug, and ways to hand it over. */
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { zipSync } from 'fflate';

export const repository: Record<string, string> = {
	'package.json': '{"name":"adder","license":"MIT","scripts":{"test":"node --test"}}',
	'add.js': 'exports.add = (a, b) => a - b;\nexports.twice = (a) => 2 * a;\n',
	'test/add.test.js': `const { test } = require('node:test');
const assert = require('node:assert');
const { add, twice } = require('../add.js');
test('adds', () => assert.strictEqual(add(2, 3), 5));
test('adds nothing', () => assert.strictEqual(add(2, 0), 2));
test('doubles', () => assert.strictEqual(twice(4), 8));
`
};

/** As git counts a blob. */
export const sha1 = (text: string) =>
	createHash('sha1')
		.update(`blob ${Buffer.byteLength(text)}\0${text}`)
		.digest('hex');

export const zip = (files: Record<string, string>) =>
	Buffer.from(
		zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])))
	);

export const dropFile = (page: Page, name: string, buffer: Buffer) =>
	page.getByLabel('Choose a file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

export const alert = (page: Page) => page.getByRole('alert');
