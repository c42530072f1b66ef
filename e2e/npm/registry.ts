/** A small npm registry for tests: packages are said in a few lines, their tarballs are made here. */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Page, Route } from '@playwright/test';
import { registryAddress } from '../../scripts/registry.mjs';

export type Made = {
	manifest: { name: string; version: string } & Record<string, unknown>;
	files?: Record<string, string>;
};

const address = registryAddress();

export function tarball(files: Record<string, string>): Buffer {
	const entries = Object.entries(files).map(([path, text]) => {
		const bytes = Buffer.alloc(512 + Math.ceil(Buffer.byteLength(text) / 512) * 512);
		bytes.write(`package/${path}`);
		bytes.write(path.startsWith('bin/') ? '0000755\0' : '0000644\0', 100);
		bytes.write(`${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`, 124);
		bytes.write('        0', 148);
		bytes.write('ustar\u000000', 257);
		const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0);
		bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
		bytes.write(text, 512);
		return bytes;
	});
	return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}

export class Registry {
	readonly #made: Made[];
	/** Paths that were asked for. */
	readonly asked: string[] = [];
	/** Whether the network is there. */
	online = true;
	/** Name of a package whose tarball is another than the registry says. */
	tampered = '';

	constructor(made: Made[]) {
		this.#made = made;
	}

	bytesOf({ manifest, files = {} }: Made): Buffer {
		return tarball({ 'package.json': JSON.stringify(manifest), ...files });
	}
	integrityOf(made: Made): string {
		return `sha512-${createHash('sha512').update(this.bytesOf(made)).digest('base64')}`;
	}
	/** The entry of a lock file. */
	locked(name: string, version: string) {
		const made = this.#find(name, version);
		return { version, resolved: urlOf(name, version), integrity: this.integrityOf(made) };
	}
	#find(name: string, version: string): Made {
		const made = this.#made.find(({ manifest }) => manifest.name === name && manifest.version === version);
		if (!made) throw new Error(`Cannot find ${name}@${version}: the test made no such package`);
		return made;
	}

	/** Answers in place of the network. */
	async serve(page: Page): Promise<void> {
		await page.route(`${address}**`, (route) => this.#answer(route));
		await page.route('**/registry/**', (route) => route.abort());
	}

	#answer(route: Route): Promise<void> {
		if (!this.online) return route.abort('internetdisconnected');
		const path = decodeURIComponent(route.request().url().slice(address.length));
		this.asked.push(path);
		const send = (status: number, body: Buffer | string) =>
			route.fulfill({
				status,
				body,
				headers: { 'access-control-allow-origin': '*', 'content-type': 'application/octet-stream' }
			});
		const [, name = '', version = ''] = /^(.+)\/-\/.*?-(\d+\.\d+\.\d+)\.tgz$/.exec(path) ?? [];
		const exact = this.#made.find(({ manifest }) => manifest.name === name && manifest.version === version);
		if (exact)
			return send(200, this.tampered === name ? tarball({ 'package.json': '{}' }) : this.bytesOf(exact));
		const versions = this.#made.filter(({ manifest }) => manifest.name === path);
		if (versions.length === 0) return send(404, '{"error":"Not found"}');
		return send(200, JSON.stringify(this.#packument(path, versions)));
	}

	#packument(name: string, versions: Made[]) {
		const described = versions.map((made) => {
			const { version } = made.manifest;
			const dist = { tarball: urlOf(name, version), integrity: this.integrityOf(made) };
			const hasInstallScript = 'install' in ((made.manifest['scripts'] as object | undefined) ?? {});
			return [version, { ...made.manifest, dist, ...(hasInstallScript ? { hasInstallScript } : {}) }];
		});
		const latest = versions.at(-1)?.manifest.version;
		return { name, 'dist-tags': { latest }, versions: Object.fromEntries(described) as unknown };
	}
}

function urlOf(name: string, version: string): string {
	return `${address}${name}/-/${name.replace(/^@.*\//, '')}-${version}.tgz`;
}
