/** Statements 39 to 41: installing packages. */
import type { Statement } from './contract.ts';
import { matches, same } from './ground.ts';

const packageJson = JSON.stringify({
	name: 'installs',
	version: '1.0.0',
	dependencies: { 'is-odd': '3.0.1', minimist: '1.2.8' }
});

/** Paths of installed packages with their versions. */
const listing = `const fs = require('fs'); const out = {};
	const walk = (folder) => { for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) { if (name.startsWith('.')) continue; const at = folder + '/' + name;
		if (name.startsWith('@')) { walk(at); continue; } out[at] = JSON.parse(fs.readFileSync(at + '/package.json', 'utf8')).version; walk(at + '/node_modules'); } };
	walk('node_modules'); console.log(JSON.stringify(out));`;

const installed = (output: string): unknown => JSON.parse(output.trim().split('\n').pop() ?? '');

export const packageStatements: readonly Statement[] = [
	{
		number: 39,
		who: 'every host',
		promise: 'npm install and npm ci give the tree that npm itself gives, with integrity checked',
		async check({ container, sh, node, outside }) {
			await container.fs.writeFile('package.json', packageJson);
			const install = await sh('npm install');
			same(install.exitCode, 0, `npm install: ${install.output}`);
			const lock = await container.fs.readFile('package-lock.json', 'utf8');
			const native = await outside.nativeTree(lock);
			same(installed((await node(listing)).output), native, 'npm install');
			const ci = await sh('rm -rf node_modules && npm ci');
			same(ci.exitCode, 0, `npm ci: ${ci.output}`);
			same(installed((await node(listing)).output), native, 'npm ci');
			const broken = lock.replace(/sha512-[\w+/]{8}/, 'sha512-AAAAAAAA');
			await container.fs.writeFile('package-lock.json', broken);
			const refused = await sh('rm -rf node_modules && npm ci');
			matches(`${refused.exitCode} ${refused.output}`, /^[1-9].*EINTEGRITY/s, 'wrong integrity');
		}
	},
	{
		number: 40,
		who: 'ours',
		promise: 'the same without a network from the tarball cache; a tarball that is missing is named',
		async check({ container, sh, node, outside }) {
			await container.fs.writeFile('package.json', packageJson);
			same((await sh('npm install')).exitCode, 0, 'with a network');
			const before = installed((await node(listing)).output);
			await outside.offline(true);
			try {
				const again = await sh('rm -rf node_modules && npm ci');
				same(again.exitCode, 0, `without a network: ${again.output}`);
				same(installed((await node(listing)).output), before, 'the tree');
				await container.fs.writeFile(
					'package.json',
					packageJson.replace('minimist', 'is-even').replace('1.2.8', '1.0.0')
				);
				const missing = await sh('rm -rf node_modules package-lock.json && npm install');
				matches(`${missing.exitCode} ${missing.output}`, /^[1-9].*is-even/s, 'a missing one is named');
			} finally {
				await outside.offline(false);
			}
		}
	},
	{
		number: 41,
		who: 'ours',
		promise: 'install scripts do not run unless asked for, and are listed',
		async check({ container, sh }) {
			await container.mount({
				'package.json': {
					file: { contents: '{"name":"root","version":"1.0.0","dependencies":{"local":"file:./local"}}' }
				},
				local: {
					directory: {
						'package.json': {
							file: {
								contents:
									'{"name":"local","version":"1.0.0","scripts":{"postinstall":"echo ran > ../ran.txt"}}'
							}
						}
					}
				}
			});
			const { output, exitCode } = await sh('npm install');
			same(exitCode, 0, `npm install: ${output}`);
			same((await container.fs.readdir('.')).includes('ran.txt'), false, 'the script did not run');
			matches(output, /local.*postinstall|postinstall.*local/s, 'it is listed');
		}
	}
];
