/** npm's global configuration in a sandbox, /usr/local/etc/npmrc. https://docs.npmjs.com/cli/v10/using-npm/config */
export function npmrc(registry: string): string {
	const settings = {
		registry,
		// The registry of a lock file may be another than this site's, which is the only one that can be reached.
		'replace-registry-host': 'always',
		// Code of strangers does not run because it was installed: which packages have such scripts is said after each install.
		'ignore-scripts': true,
		// Native code cannot run here: of packages with a build per platform, npm takes the one for WebAssembly.
		cpu: 'wasm32',
		// The registry is asked by GET alone.
		audit: false,
		fund: false,
		'update-notifier': false,
		// A network that is not there does not come back while npm waits.
		'fetch-retries': 0
	};
	return Object.entries(settings)
		.map(([name, value]) => `${name}=${value}\n`)
		.join('');
}
