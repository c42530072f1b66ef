/** What two runs of one command say, without what may differ from run to run: times, colours, paths, and where the stack was. */

/** @typedef {{output: string, exitCode: number}} Run */

const ESCAPE = String.fromCharCode(27);
const colours = new RegExp(`${ESCAPE}\\[[0-9;?]*[a-zA-Z]`, 'g');

/**
 * @param {string} output
 * @param {string} folder where it ran
 */
export function normalised(output, folder) {
	return output
		.replaceAll(folder, '<folder>')
		.replace(colours, '')
		.replace(/\(node:\d+\)/g, '(node:N)')
		.replace(/\S+\/bin\/node\b/g, '<node>')
		.replace(/\r/g, '\n')
		.replace(/^.*(at |@).*(node:|:\d+:\d+|<anonymous>|\(native\)).*\n?/gm, '')
		.replace(/duration_ms:? [\d.]+/g, 'duration_ms N')
		.replace(/\b\d+(\.\d+)?( ?m?s|μs|m \d+s)\b/g, 'N ms')
		.replace(/# time=[\d.a-z]+|\btime=[\d.]+m?s/g, 'time=N')
		.replace(/Start at +[\d:]+/g, 'Start at T')
		.replace(/^\s*Duration .*$/gm, 'Duration')
		.replace(/^(Time|Finished in|Ran \d+ tests in).*$/gm, '$1')
		.replace(/\(N ms\)/g, '')
		.replace(/[ \t]+/g, ' ')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
}

/**
 * null = the same.
 * @param {Run} native @param {Run} host @param {{native: string, host: string}} folders @param {boolean} sorted whether files ran side by side
 */
export function difference(native, host, folders, sorted) {
	if (native.exitCode !== host.exitCode) return `exit ${host.exitCode}, natively ${native.exitCode}`;
	const [wanted, found] = [normalised(native.output, folders.native), normalised(host.output, folders.host)];
	if (sorted) {
		wanted.sort();
		found.sort();
	}
	const at = Array.from({ length: Math.max(wanted.length, found.length) }, (_, index) => index).find(
		(index) => wanted[index] !== found[index]
	);
	return at === undefined ? null : `"${found[at] ?? '(end)'}", natively "${wanted[at] ?? '(end)'}"`;
}
