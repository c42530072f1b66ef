/** Pages of one build share code, and never each other: a page that pulled in another's script would run it. */

/** @returns {import('vite').Plugin} */
export function pagesApart() {
	return {
		name: 'tabgym:pages-apart',
		apply: 'build',
		generateBundle(_, bundle) {
			for (const chunk of Object.values(bundle)) {
				if (chunk.type !== 'chunk') continue;
				for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
					const other = bundle[name];
					if (other?.type === 'chunk' && other.isEntry && other !== chunk)
						this.error(
							`Cannot build: ${chunk.fileName} would run ${name}, the script of another page (${other.facadeModuleId}). Import what they share in the same way, statically or not`
						);
				}
			}
		}
	};
}
