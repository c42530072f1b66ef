/**
 * Makes this checkout runnable on a fresh machine: packages from the lock file, Node's library, task packs, and with
 * --browser a Chromium. Plain Node, no dependencies. Runs before `npm start` and `npm test`; does nothing when all is there.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { findBrowser } from './browser.mjs';

const root = resolve(import.meta.dirname ?? '.', '..');
/** Chromium for Linux x64 as an npm package: needs neither root nor another server. */
const BROWSER_PACKAGE = '@sparticuz/chromium@147.0.0';

/** @param {string} text */
const say = (text) => process.stdout.write(`[setup] ${text}\n`);

/** @param {string} text @returns {never} */
function fail(text) {
	process.stderr.write(`[setup] ${text}\n`);
	process.exit(1);
}

/** @param {string} file @param {string[]} args @param {import('node:child_process').SpawnSyncOptions} [options] */
function run(file, args, options) {
	return spawnSync(file, args, { cwd: root, stdio: 'inherit', ...options }).status === 0;
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function npm(args, env = process.env) {
	const script = process.env.npm_execpath;
	return script
		? run(process.execPath, [script, ...args], { env })
		: run('npm', args, { env, shell: process.platform === 'win32' });
}

function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22))
		fail(
			`Node ${process.versions.node} is too old: Tabgym needs 20.19 or newer, 22.12 or newer, or 23 and up.`
		);
}

/** node_modules is fresh when its stamp is the digest of the lock file and this platform. */
function installPackages() {
	const lock = readFileSync(join(root, 'package-lock.json'));
	const wanted = createHash('sha256')
		.update(lock)
		.update(`${process.platform} ${process.arch}`)
		.digest('hex');
	const stamp = join(root, 'node_modules', '.setup-stamp');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	say('installing the packages named in package-lock.json');
	const env = { ...process.env, NODE_ENV: 'development', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
	const args = [
		'ci',
		'--include=dev',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--prefer-offline',
		'--loglevel=error'
	];
	if (!npm(args, env))
		fail('The packages could not be installed: npm ci failed (is the network there on this first run?).');
	writeFileSync(stamp, wanted);
}

/** @param {string} script @param {string} what */
function prepare(script, what) {
	if (!run(process.execPath, [join(root, 'scripts', script)]))
		fail(`${what} could not be made: scripts/${script} failed.`);
}

/** @param {string | null} path */
const works = (path) => path !== null && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;

/** Each way to a browser, tried in order until one works. @type {[string, () => void][]} */
const browserSources = [
	['asking Playwright for a browser', installFromPlaywright],
	['taking a browser from the npm registry', installFromNpm],
	["installing the distribution's chromium", installFromDistribution]
];

function installFromPlaywright() {
	run(process.execPath, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium'], {
		timeout: 300_000,
		env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000', ...process.env }
	});
}

function installFromNpm() {
	if (process.platform !== 'linux' || process.arch !== 'x64') return;
	const directory = join(root, '.cache', 'browser');
	mkdirSync(directory, { recursive: true });
	writeFileSync(join(directory, 'package.json'), '{"private":true}');
	if (
		!npm([
			'install',
			'--no-audit',
			'--no-fund',
			'--ignore-scripts',
			'--loglevel=error',
			'--prefix',
			directory,
			BROWSER_PACKAGE
		])
	)
		return;
	const packed = join(directory, 'node_modules', '@sparticuz', 'chromium', 'bin', 'chromium.br');
	writeFileSync(join(directory, 'chromium'), brotliDecompressSync(readFileSync(packed)), { mode: 0o755 });
}

function installFromDistribution() {
	if (spawnSync('apt-get', ['--version']).status !== 0) return;
	const isRoot = process.getuid?.() === 0;
	if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return;
	/** @param {string[]} args */
	const apt = (...args) => {
		const command = [...(isRoot ? [] : ['sudo', '-n']), 'apt-get', ...args];
		return run(command[0] ?? '', command.slice(1), {
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	};
	apt('update', '-qq');
	apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

function ensureBrowser() {
	for (const [what, install] of browserSources) {
		if (works(findBrowser())) return;
		say(`no working browser found: ${what}`);
		install();
	}
	if (!works(findBrowser()))
		fail('No browser could be found or installed. Install Chromium or Chrome, or set BROWSER_PATH to one.');
}

checkNode();
installPackages();
prepare('node-library.mjs', "Node's library");
prepare('npm-package.mjs', 'The npm of the host');
prepare('packs.mjs', 'The task packs');
if (process.argv.includes('--browser')) ensureBrowser();
