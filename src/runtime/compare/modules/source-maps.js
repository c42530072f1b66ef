// Source maps: in stacks, by the API, inline and beside the file.
const { spawnSync } = require('node:child_process');
const { SourceMap, findSourceMap } = require('node:module');
const path = require('node:path');
const { attempt, tree } = require('../help.cjs');
const map = {
	version: 3,
	file: 'out.js',
	sources: ['original.ts'],
	sourcesContent: ['function first() {\n\n\n\tthrow new Error("mapped");\n}\nfirst();\n'],
	names: ['first'],
	mappings: 'AAAA,SAAS,KAAK;AAGb,OAAM,IAAI,KAAK,CAAC,QAAQ;AACzB;AACA,KAAK'
};
const code = 'function first() {\n  throw new Error("mapped");\n}\nfirst();\n';
const inline = Buffer.from(JSON.stringify(map)).toString('base64');
const folder = tree({
	'inline.js': `${code}//# sourceMappingURL=data:application/json;base64,${inline}\n`,
	'beside.js': `${code}//# sourceMappingURL=beside.js.map\n`,
	'beside.js.map': JSON.stringify(map),
	'missing.js': `${code}//# sourceMappingURL=none.map\n`,
	'broken.js': `${code}//# sourceMappingURL=data:application/json;base64,bm90aGluZw==\n`,
	'find.js':
		'try { require("./inline.js") } catch (e) { const m = require("module").findSourceMap(require.resolve("./inline.js")); console.log(m?.payload.sources.length, m?.findEntry(1, 2).originalLine); }'
});
for (const args of [
	['inline.js'],
	['--enable-source-maps', 'inline.js'],
	['--enable-source-maps', 'beside.js'],
	['--enable-source-maps', 'missing.js'],
	['--enable-source-maps', 'broken.js'],
	['--enable-source-maps', 'find.js'],
	[
		'-e',
		'process.setSourceMapsEnabled(true); try { require("./beside.js") } catch (error) { console.log(error.stack.split("\\n").slice(0, 3).join("\\n")) }'
	]
]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
	console.log(
		args[0],
		args[1] ?? '',
		status,
		stdout.replaceAll(folder, '<folder>'),
		stderr
			.replaceAll(folder, '<folder>')
			.split('\n')
			.filter((line) => !line.includes('node:internal') && line.trim())
			.slice(0, 8)
			.join('\n')
	);
}
const parsed = new SourceMap(map);
console.log(
	parsed.findEntry(1, 2),
	parsed.findOrigin(2, 3),
	parsed.payload.version,
	parsed.lineLengths,
	parsed.findEntry(100, 0)
);
attempt('payload', () => new SourceMap('x'));
attempt('none', () => findSourceMap(path.join(folder, 'none.js')));
