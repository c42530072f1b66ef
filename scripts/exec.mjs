/** npm run exec -- [--json FILE] [--host embedded|webcontainers] [--seed N] DIR -- COMMAND [ARGS]: runs a command in the host; with --seed its clock and chance are those of the seed. */
import { statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openDriver, quote, snapshotOf } from './driver.mjs';

const usage =
	'Usage: npm run exec -- [--json FILE] [--host embedded|webcontainers] [--seed N] DIR -- COMMAND [ARGS]';
/** Where the clock of a seed begins: 1 January 2024, UTC. Milliseconds since the epoch. */
const BEGINNING = 1_704_067_200_000;

/** @param {string} message @returns {never} */
function refuse(message) {
	process.stderr.write(`${message}\n`);
	process.exit(2);
}

/** @param {string[]} args */
function parse(args) {
	let json = '';
	let host = 'embedded';
	let seed = '';
	while (args[0]?.startsWith('--') && args[0] !== '--') {
		const option = args.shift();
		if (option === '--json') json = args.shift() ?? refuse(usage);
		else if (option === '--host') host = args.shift() ?? refuse(usage);
		else if (option === '--seed') seed = args.shift() ?? refuse(usage);
		else refuse(`Unknown option "${option}". ${usage}`);
	}
	const directory = args.shift() ?? refuse(usage);
	if (args[0] === '--') args.shift();
	if (args.length === 0) refuse(usage);
	if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory())
		refuse(`Cannot mount "${directory}": it is not a directory`);
	if (host !== 'embedded' && host !== 'webcontainers') refuse(`Unknown host "${host}". ${usage}`);
	if (!/^\d*$/.test(seed)) refuse(`Cannot use seed "${seed}": it is no whole number`);
	return { json, host, seed, directory, command: args.length === 1 ? args[0] : args.map(quote).join(' ') };
}

const { json, host, seed, directory, command } = parse(process.argv.slice(2));
const driver = await openDriver();
driver.onOutput((text) => process.stdout.write(text));
try {
	const url = driver.share(snapshotOf(resolve(process.env.INIT_CWD ?? '.', directory)));
	const settings = seed === '' ? {} : { dial: { seed: Number(seed), now: BEGINNING } };
	const { id, bootMs } = await driver.page.evaluate(
		([name, settings]) => globalThis.tabgym.open(name, settings),
		/** @type {const} */ ([host, settings])
	);
	const mountMs = await driver.page.evaluate(([id, url]) => globalThis.tabgym.mount(id, url), [id, url]);
	const { exitCode, duration } = await driver.page.evaluate(
		([id, command]) => globalThis.tabgym.run(id, command, globalThis.tabgymOutput),
		[id, command]
	);
	if (json) writeFileSync(json, `${JSON.stringify({ exitCode, bootMs, mountMs, runMs: duration })}\n`);
	process.exitCode = exitCode;
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 2;
} finally {
	await driver.close();
}
