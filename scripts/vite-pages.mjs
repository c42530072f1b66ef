/** Pages of one build share code, and never each other: a page that pulled in another's script would run it. */

/** @returns {import('vite').Plugin} */
export function pagesApart() {
	return {
		name: 'tabgym:pages-apart',
		apply: 'build',
		generateBundle(_, bundle) {
			/** @param {string} name @param {Set<string>} seen */
			const reach = (name, seen) => {
				const chunk = bundle[name];
				if (seen.has(name) || chunk?.type !== 'chunk') return seen;
				seen.add(name);
				for (const next of [...chunk.imports, ...chunk.dynamicImports]) reach(next, seen);
				return seen;
			};
			const pages = Object.values(bundle).filter((chunk) => chunk.type === 'chunk' && chunk.isEntry);
			for (const { fileName } of pages) {
				const loaded = reach(fileName, new Set());
				const other = pages.find((page) => page.fileName !== fileName && loaded.has(page.fileName));
				if (other)
					this.error(
						`Cannot build: ${fileName} would run ${other.fileName}, the script of another page. Import what they share in the same way, statically or not`
					);
			}
		}
	};
}
