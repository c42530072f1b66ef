// --disable-proto: the accessor goes, or throws.
const { spawnSync } = require('node:child_process');
for (const [mode, code] of [
	['delete', '[("__proto__" in {}), ({}).__proto__, { __proto__: null } instanceof Object]'],
	['throw', 'try { ({}).__proto__ } catch ({ code, message }) { [code, message] }'],
	['throw', 'try { ({}).__proto__ = {} } catch ({ code }) { code }'],
	['other', '1']
]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [`--disable-proto=${mode}`, '-p', code]);
	console.log(mode, status, String(stdout), String(stderr).replace(process.execPath, 'node'));
}
