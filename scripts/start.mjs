/** npm start: builds the site if needed, serves it on loopback, says where. PORT chooses the port. */
import { ensureBuilt, serve } from './site.mjs';

const port = Number(process.env.PORT ?? 4190);

/** @param {string} text @returns {never} */
function fail(text) {
	process.stderr.write(`${text}\n`);
	process.exit(1);
}

if (!Number.isInteger(port) || port < 0 || port > 65_535)
	fail(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`);
process.stdout.write('Building the site (some seconds the first time) ...\n');
await ensureBuilt();
try {
	const { url } = await serve(port);
	process.stdout.write(`Tabgym is at ${url}  (Ctrl-C ends it)\n`);
} catch (error) {
	const taken = error instanceof Error && /already in use|EADDRINUSE/.test(error.message);
	fail(
		taken
			? `Port ${port} is taken: end what uses it, or choose another with PORT=4191 npm start.`
			: String(error)
	);
}
