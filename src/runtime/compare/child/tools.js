// A tool of several files run as users run it: arguments, exit codes, stdin, errors.
const { spawnSync } = require('node:child_process');
const { tree } = require('../help.cjs');
const cwd = tree({
	'package.json': '{"name":"tool","version":"2.1.0","type":"module","bin":"./cli.mjs"}',
	'cli.mjs':
		'#!/usr/bin/env node\nimport { parseArgs } from "node:util";\nimport { readFileSync } from "node:fs";\nimport { run } from "./run.mjs";\nlet parsed;\ntry {\n  parsed = parseArgs({ allowPositionals: true, options: { upper: { type: "boolean", short: "u" }, version: { type: "boolean" }, count: { type: "string", default: "1" } } });\n} catch (error) {\n  console.error(error.message);\n  process.exit(2);\n}\nconst { values, positionals } = parsed;\nif (values.version) console.log(JSON.parse(readFileSync(new URL("./package.json", import.meta.url))).version);\nelse process.exitCode = await run(positionals, values);\n',
	'run.mjs':
		'import { text } from "node:stream/consumers";\nimport { readFile } from "node:fs/promises";\nexport async function run(files, { upper, count }) {\n  let failed = 0;\n  for (const file of files.length ? files : ["-"]) {\n    try {\n      const content = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");\n      process.stdout.write((upper ? content.toUpperCase() : content).repeat(Number(count)));\n    } catch (error) {\n      console.error(`${file}: ${error.code}`);\n      failed = 1;\n    }\n  }\n  return failed;\n}\n',
	'one.txt': 'first file\n',
	'two.txt': 'second file\n'
});
for (const [args, input] of [
	[['--version']],
	[['one.txt', 'two.txt']],
	[['-u', 'one.txt']],
	[['none.txt', 'two.txt']],
	[['--count', '2', 'one.txt']],
	[['--bad']],
	[['-u'], 'from stdin\n'],
	[['-', 'one.txt'], 'typed\n'],
	[['--', '-u'], '']
]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, ['cli.mjs', ...args], {
		cwd,
		encoding: 'utf8',
		input: input ?? ''
	});
	console.log(args, status, JSON.stringify(stdout), JSON.stringify(stderr));
}
