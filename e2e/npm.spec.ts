import { encode } from '@msgpack/msgpack';
import { expect, test, type Page } from '@playwright/test';
import type {} from '../src/driver.ts';
import { Registry, type Made } from './npm/registry.ts';

const made: Made[] = [
	{ manifest: { name: 'leaf', version: '1.0.0' }, files: { 'index.js': 'module.exports = "leaf 1";' } },
	{ manifest: { name: 'leaf', version: '2.0.0' }, files: { 'index.js': 'module.exports = "leaf 2";' } },
	{
		manifest: {
			name: 'stem',
			version: '1.2.0',
			bin: { stem: 'bin/stem.js' },
			dependencies: { leaf: '^1.0.0' }
		},
		files: { 'bin/stem.js': '#!/usr/bin/env node\nconsole.log("stem and " + require("leaf"));\n' }
	},
	{ manifest: { name: '@wood/builds', version: '1.0.0', scripts: { install: 'touch /tmp/was-run' } } },
	{
		manifest: {
			name: 'metal',
			version: '1.0.0',
			optionalDependencies: { 'metal-linux-x64': '1.0.0', 'metal-wasm32': '1.0.0' }
		}
	},
	{ manifest: { name: 'metal-linux-x64', version: '1.0.0', os: ['linux'], cpu: ['x64'] } },
	{ manifest: { name: 'metal-wasm32', version: '1.0.0', cpu: ['wasm32'] } }
];
const project = {
	name: 'project',
	version: '1.0.0',
	dependencies: { leaf: '2.0.0', stem: '^1.0.0', '@wood/builds': '1.0.0', metal: '1.0.0' }
};

/** Runs a command in a new sandbox with these files; what it printed and its exit code. */
async function run(page: Page, files: Record<string, unknown>, command: string) {
	const d = Object.fromEntries(
		Object.entries(files).map(([name, content]) => [
			name,
			{ f: { c: typeof content === 'string' ? content : JSON.stringify(content) } }
		])
	);
	const url = `data:application/octet-stream;base64,${Buffer.from(encode({ d })).toString('base64')}`;
	return page.evaluate(
		async ([tree, line]) => {
			const { id } = await globalThis.tabgym.open('embedded');
			await globalThis.tabgym.mount(id, tree);
			const { output, exitCode } = await globalThis.tabgym.run(id, line);
			await globalThis.tabgym.close(id);
			return { output, exitCode };
		},
		[url, command] as const
	);
}

async function open(page: Page): Promise<Registry> {
	const registry = new Registry(made);
	await registry.serve(page);
	await page.goto('/driver.html');
	await page.waitForFunction(() => 'tabgym' in globalThis);
	return registry;
}

const look =
	'find node_modules -name package.json | sort; node_modules/.bin/stem; node -p "require(\'leaf\')"; ls /tmp';

test('npm install without a lock file makes npm’s tree, runs no scripts and says which', async ({ page }) => {
	await open(page);
	const { output, exitCode } = await run(
		page,
		{ 'package.json': project },
		`npm install && ${look} && npm ls --all`
	);
	expect(output).toContain('added 6 packages');
	expect(output).toContain('Install scripts were not run: @wood/builds@1.0.0');
	expect(output).toContain(`node_modules/@wood/builds/package.json
node_modules/leaf/package.json
node_modules/metal-wasm32/package.json
node_modules/metal/package.json
node_modules/stem/node_modules/leaf/package.json
node_modules/stem/package.json
stem and leaf 1
leaf 2
`);
	expect(output).not.toContain('was-run');
	expect(output).toContain('├─┬ stem@1.2.0\n  └── leaf@1.0.0'.replace('├', '└'));
	expect(exitCode).toBe(0);
});

test('npm ci takes the lock file at its word: a version of old, a hash, an entry that is missing', async ({
	page
}) => {
	const registry = await open(page);
	const manifest = { name: 'project', version: '1.0.0', dependencies: { leaf: '^2.0.0' } };
	const lock = {
		name: 'project',
		version: '1.0.0',
		lockfileVersion: 1,
		dependencies: { leaf: registry.locked('leaf', '2.0.0') }
	};
	const old = await run(
		page,
		{ 'package.json': manifest, 'package-lock.json': lock },
		'npm ci && node -p "require(\'leaf\')"'
	);
	expect(old.output).toContain('leaf 2');

	const wanting = { ...manifest, dependencies: { leaf: '^1.0.0' } };
	const apart = await run(page, { 'package.json': wanting, 'package-lock.json': lock }, 'npm ci');
	expect(apart.output).toContain(
		'`npm ci` can only install packages when your package.json and package-lock.json'
	);
	expect(apart.output).toContain("Invalid: lock file's leaf@2.0.0 does not satisfy leaf@1.0.0");
	expect(apart.exitCode).toBe(1);

	registry.tampered = 'stem';
	const other = { ...manifest, dependencies: { stem: '1.2.0' } };
	const tampered = await run(page, { 'package.json': other }, 'npm install');
	expect(tampered.output).toContain('npm error code EINTEGRITY');
	expect(tampered.exitCode).toBe(1);
});

test('npm view, npm init and npx ask the registry, and nothing but GET leaves', async ({ page }) => {
	const registry = await open(page);
	const { output } = await run(
		page,
		{},
		'npm view leaf version; npm init -y >/dev/null; cat package.json | grep name; npx stem; npm view nothing version'
	);
	expect(output).toContain('2.0.0\n');
	expect(output).toContain('"name": "project"');
	expect(output).toContain('stem and leaf 1');
	expect(output).toContain('npm error code E404');
	expect(registry.asked).toContain('stem');
});
