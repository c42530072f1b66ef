// Prints what is installed in node_modules: each file's SHA-256, each link's target. Run natively and in the host.
const { createHash } = require('node:crypto');
const { readFileSync, readdirSync, readlinkSync } = require('node:fs');
const all = {};
function add(path) {
	for (const entry of readdirSync(path, { withFileTypes: true })) {
		const child = `${path}/${entry.name}`;
		if (entry.isSymbolicLink()) all[child] = `-> ${readlinkSync(child)}`;
		else if (entry.isDirectory()) add(child);
		else if (child !== 'node_modules/.package-lock.json')
			all[child] = createHash('sha256').update(readFileSync(child)).digest('hex');
	}
}
add('node_modules');
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
console.log(JSON.stringify({ all, lock }));
