/** The folders of tasks/lessons/<part>/<lesson>/, in order, as text. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const lessons = resolve(import.meta.dirname ?? 'scripts/lessons', '..', '..', 'tasks', 'lessons');

/** @param {string} folder @param {string} prefix @returns {[string, string][]} */
function filesBelow(folder, prefix = '') {
	return readdirSync(folder)
		.sort()
		.flatMap((name) => {
			const path = join(folder, name);
			if (statSync(path).isDirectory()) return filesBelow(path, `${prefix}${name}/`);
			return [/** @type {[string, string]} */ ([prefix + name, readFileSync(path, 'utf8')])];
		});
}

/** @returns {{id: string, part: string, path: string, files: Map<string, string>}[]} `part` = the text of its part.md */
export function lessonFolders(root = lessons) {
	if (!existsSync(root)) return [];
	const folders = (/** @type {string} */ path) =>
		readdirSync(path)
			.filter((name) => statSync(join(path, name)).isDirectory())
			.sort();
	return folders(root).flatMap((part) =>
		folders(join(root, part)).map((name) => {
			const path = join(root, part, name);
			const above = join(root, part, 'part.md');
			return {
				id: `${part}/${name}`,
				part: existsSync(above) ? readFileSync(above, 'utf8') : '',
				path,
				files: new Map(filesBelow(path).filter(([file]) => file !== 'actions.json'))
			};
		})
	);
}
