import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync as gzip } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readArchive } from './archive.ts';
import { gitBlobId, parseGithub } from './github.ts';
import { parseNpm } from './npm.ts';

const text = (value: string) => new TextEncoder().encode(value);
const zipOf = (files: Record<string, Uint8Array>) => zipSync(files);

/** One entry of a tar with whatever it claims. */
function tarOf(name: string, { body = '', type = '0', link = '' } = {}): Uint8Array {
	const bytes = new Uint8Array(512 + Math.ceil(body.length / 512) * 512 + 1024);
	const put = (at: number, value: string) => bytes.set(text(value), at);
	put(0, name);
	put(100, '0000644\0');
	put(124, `${body.length.toString(8).padStart(11, '0')}\0`);
	put(156, type);
	put(157, link);
	put(257, 'ustar\u000000');
	put(148, '        ');
	const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
	put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
	put(512, body);
	return bytes;
}

describe('an archive', () => {
	test('that the tar of this machine wrote is read with long names and links, its top folder taken off', () => {
		const folder = mkdtempSync(join(tmpdir(), 'tabgym-'));
		const long = `${'deep/'.repeat(30)}file.js`;
		mkdirSync(join(folder, 'package', 'deep/'.repeat(30)), { recursive: true });
		writeFileSync(join(folder, 'package', long), 'long');
		writeFileSync(join(folder, 'package', 'a.js'), 'a');
		symlinkSync('a.js', join(folder, 'package', 'b.js'));
		for (const format of ['gnu', 'pax', 'ustar']) {
			const file = join(folder, `${format}.tgz`);
			execFileSync('tar', [`--format=${format}`, '-czf', file, '-C', folder, 'package']);
			const tree = readArchive('x.tgz', new Uint8Array(readFileSync(file)), { strip: true });
			expect([...tree.keys()].sort()).toEqual(['a.js', 'b.js', long]);
			expect(tree.get('b.js')).toEqual({ symlink: 'a.js' });
			expect(tree.get(long)).toEqual({ bytes: text('long') });
		}
		rmSync(folder, { recursive: true });
	});

	test('of the zip kind is read', () => {
		const tree = readArchive('x.zip', zipOf({ 'top/a.js': text('a'), 'top/b/c.js': text('c') }), {
			strip: true
		});
		expect([...tree]).toEqual([
			['a.js', { bytes: text('a') }],
			['b/c.js', { bytes: text('c') }]
		]);
	});

	test.each([
		['a zip path with ..', () => zipOf({ '../evil.js': text('x') }), 'the path "../evil.js" leads out of it'],
		['an absolute path', () => tarOf('/etc/passwd'), 'the path "/etc/passwd" leads out of it'],
		['a Windows path', () => zipOf({ 'a\\..\\..\\b': text('x') }), 'leads out of it'],
		[
			'a link that leads out',
			() => tarOf('a/link', { type: '2', link: '../../etc' }),
			'the link "a/link" leads out of it, to "../../etc"'
		],
		['a hard link', () => tarOf('a', { type: '1', link: '/etc/passwd' }), '"a" is a hard link'],
		['a bomb (zip)', () => zipOf({ 'a.txt': new Uint8Array(30e6) }), 'the limit for a file is 20 MB'],
		['a bomb (gzip)', () => new Uint8Array(gzip(new Uint8Array(150e6))), 'it unpacks to more than 100 MB'],
		['something else', () => text('hello'), 'it is neither a zip nor a tarball'],
		[
			'one cut short',
			() => new Uint8Array(gzip(text('a'.repeat(5000)))).slice(0, 20),
			'damaged or was cut short'
		],
		['an empty one', () => zipOf({}), 'it holds no file']
	])('that is %s is refused in one sentence', (_, archive, message) => {
		expect(() => readArchive('x', archive())).toThrow(message);
	});
});

test('names of repositories and packages are told apart', () => {
	expect(parseGithub('owner/name')).toEqual({ owner: 'owner', name: 'name', ref: 'HEAD' });
	expect(parseGithub('https://github.com/o/n.js/tree/v1.2')).toEqual({
		owner: 'o',
		name: 'n.js',
		ref: 'v1.2'
	});
	expect(parseGithub('o/n@feature/x')).toEqual({ owner: 'o', name: 'n', ref: 'feature/x' });
	expect(parseGithub('minimist@1.2.5')).toBeNull();
	expect(parseNpm('minimist@1.2.5')).toEqual({ name: 'minimist', version: '1.2.5' });
	expect(parseNpm('@scope/name')).toEqual({ name: '@scope/name', version: 'latest' });
	expect(parseNpm('o/n')).toBeNull();
});

test('a blob has the SHA-1 that git gives it', async () => {
	expect(await gitBlobId(text('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a');
});
