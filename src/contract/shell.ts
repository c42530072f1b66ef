/** Statements 36 to 38: the shell, commands, and npm's scripts. */
import type { Statement } from './contract.ts';
import { matches, same, start, within } from './ground.ts';

export const shellStatements: readonly Statement[] = [
	{
		number: 36,
		who: 'every host',
		promise:
			'the shell has &&, ||, ;, pipes, redirects, globs, quotes, variables, $?, subshells; --osc marks prompts and exit codes',
		short: true,
		async check({ container, sh }) {
			const script = [
				'true && echo and; false || echo or; false; echo $?',
				'X="a  b"; echo "$X" $X \'$X\'; FOO=bar node -p process.env.FOO',
				'echo text > f.txt; echo more >> f.txt; cat < f.txt | sort | head -1; ls *.txt; echo none* ',
				'(cd /tmp; pwd); echo ${PWD##*/}; echo err 2>&1 >/dev/null; echo $(echo sub)'
			].join('\n');
			same(
				(await sh(script)).output,
				'and\nor\n1\na  b a b $X\nbar\nmore\nf.txt\nnone*\n/tmp\ncontract\nsub\n',
				'output'
			);
			const shell = await start(container, 'jsh', ['--osc'], { terminal: { cols: 80, rows: 24 } });
			await shell.says('\x1b]654;interactive\x07');
			await shell.says('\x1b]654;prompt\x07');
			await shell.type('false\n');
			await shell.says(':1\x07');
			matches(
				shell.output.replaceAll('\x1b', '<').replaceAll('\x07', '>'),
				/<\]654;exit=[^>]*:1>/,
				'the exit code is marked'
			);
			await shell.type('echo in$((1+1))teractive\n');
			await shell.says('in2teractive');
			await shell.says(':0\x07');
			await shell.type('exit 3\n');
			same(await within(shell.child.exit, 'exit'), 3, 'exit 3');
		}
	},
	{
		number: 37,
		who: 'every host',
		promise:
			'ls, cat, cp, mv, rm, mkdir, touch, echo, head, tail, sort work; ours has grep, sed, find, diff, patch, git too',
		short: true,
		async check({ sh }) {
			const { output } =
				await sh(`mkdir -p d/e; printf 'b\\na\\nc\\n' > d/f; cp d/f d/g; mv d/g d/h; touch d/e/t; ls d; sort d/f | head -2; tail -1 d/f; cat d/h | grep -n a
				sed 's/a/X/' d/h; find d -type f | sort; sed -i 's/b/B/' d/h; diff d/f d/h; diff -u d/f d/h > p; patch d/f < p; cat d/f; rm -r d; ls`);
			same(
				output,
				'e\nf\nh\na\nb\nc\n2:a\nb\nX\nc\nd/e/t\nd/f\nd/h\n1c1\n< b\n---\n> B\npatching file d/f\nB\na\nc\np\n',
				'output'
			);
			const git = await sh(
				`rm -f p; git init -q . && git config user.name T && git config user.email t@e && echo 1 > a && git add a && git commit -qm first && echo 2 > a && git status --short && git diff --stat && git log --oneline | wc -l`
			);
			matches(
				git.output,
				/^ M a\n a \| 2 \+-\n 1 file changed, 1 insertion\(\+\), 1 deletion\(-\)\n\s*1\n$/,
				'git'
			);
		}
	},
	{
		number: 38,
		who: 'every host',
		promise:
			'npm run has pre and post scripts, .bin first on PATH, arguments after -- and exit codes; npm test; npx of a local command',
		short: true,
		async check({ container, sh }) {
			await container.mount({
				'package.json': {
					file: {
						contents: JSON.stringify({
							name: 'scripts',
							version: '1.0.0',
							scripts: {
								prehello: 'echo before',
								hello: 'tool said',
								posthello: 'echo after',
								fail: 'exit 6',
								test: 'echo tested $npm_package_version'
							}
						})
					}
				},
				node_modules: {
					directory: {
						'.bin': { directory: { tool: { file: { symlink: '../tool/cli.js' } } } },
						tool: {
							directory: {
								'cli.js': {
									file: { contents: '#!/usr/bin/env node\nconsole.log("tool", ...process.argv.slice(2))' }
								}
							}
						}
					}
				}
			});
			const hello = await sh('npm run -s hello -- more "two words"');
			same(hello, { output: 'before\ntool said more two words\nafter\n', exitCode: 0 }, 'npm run');
			same((await sh('npm run fail')).exitCode, 6, 'exit code');
			matches((await sh('npm test')).output, /tested 1\.0\.0/, 'npm test');
			same((await sh('npx tool a')).output, 'tool a\n', 'npx');
			same((await sh('npm run missing')).exitCode, 1, 'a missing script');
		}
	}
];
