/** What many cases use: attempts that print what came of them, and files in a folder of their own. */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** What an error says of itself. @param {unknown} error */
function told(error) {
	if (!(error instanceof Error)) return `threw ${String(error)}`;
	const { code } = /** @type {{code?: string}} */ (error);
	return [error.name, code, error.message].filter((part) => part !== undefined && part !== '').join(' | ');
}

/** Prints `label` and what `action` returned, or how it failed. @param {string} label @param {() => unknown} action */
function attempt(label, action) {
	try {
		console.log(label, action());
	} catch (error) {
		console.log(label, '!', told(error));
	}
}

/** The same for what takes time. @param {string} label @param {() => unknown} action */
async function attemptLater(label, action) {
	try {
		console.log(label, await action());
	} catch (error) {
		console.log(label, '!', told(error));
	}
}

/** A new folder with these files; it is removed when the process ends. @param {Record<string, string>} [files] path -> text */
function tree(files = {}) {
	const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'case-')));
	process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		fs.writeFileSync(path.join(folder, name), text);
	}
	return folder;
}

module.exports = { attempt, attemptLater, told, tree };
