// Coverage asked of the inspector by the program itself, as test runners do it.
const inspector = require('node:inspector');
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const { pathToFileURL } = require('node:url');

const folder = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'session-'));
const file = path.join(folder, 'counted.cjs');
fs.writeFileSync(
	file,
	`function sign(n) {
	if (n < 0) return 'less';
	return n > 0 ? 'more' : 'none';
}
function never() { return 1; }
exports.sign = sign;
exports.half = (n) => n / 2;
`
);

const session = new inspector.Session();
session.connect();
const post = (method, params) => {
	let answer;
	session.post(method, params, (error, result) => (answer = error ?? result));
	return answer;
};
const told = () => {
	const { result } = post('Profiler.takePreciseCoverage');
	for (const { url, functions } of result.filter(({ url }) => url.startsWith(pathToFileURL(folder).href))) {
		console.log(path.basename(url));
		for (const { functionName, isBlockCoverage, ranges } of functions)
			console.log(
				` ${functionName || '(script)'} ${isBlockCoverage}`,
				ranges.map(({ startOffset, endOffset, count }) => `${startOffset}-${endOffset}:${count}`).join(' ')
			);
	}
};

console.log(post('Profiler.startPreciseCoverage', { callCount: true, detailed: true }).message);
console.log(post('Profiler.enable'), Object.keys(post('Debugger.enable')), post('Debugger.disable'));
console.log(Object.keys(post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })));
const { sign, half } = require(file);
sign(1);
sign(-1);
sign(-2);
told();
console.log('again');
half(2);
told();
console.log('a script of vm');
new vm.Script('function one() { return 1; }\none(); one();', {
	filename: path.join(folder, 'script.js')
}).runInThisContext();
told();
console.log('in a context');
vm.runInContext(
	'function two() { return 2; }\nif (two()) two();',
	vm.createContext({}),
	path.join(folder, 'context.js')
);
told();
console.log(post('Profiler.stopPreciseCoverage'), post('Profiler.disable'));
session.disconnect();
try {
	session.post('Profiler.enable');
} catch ({ code }) {
	console.log(code);
}
session.connect();
try {
	session.connect();
} catch ({ code }) {
	console.log(code);
}
console.log(inspector.url(), process.features.inspector, typeof inspector.console);
const promised = new (require('node:inspector/promises').Session)();
promised.connect();
promised
	.post('Profiler.enable')
	.then((result) => console.log('promised', result))
	.then(() => fs.rmSync(folder, { recursive: true }));
