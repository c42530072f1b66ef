/**
 * Vite plugin: the lessons of tasks/lessons as the site has them.
 *
 *   lessons/index.json                what there is, in order
 *   lessons/<part>/<lesson>.json      one lesson with its files (src/lesson/lesson.ts)
 *   lessons/<part>/<lesson>.html      the same to read without JavaScript
 *   lessons/index.html                the list of these
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { lessonFolders } from './lessons/read.mjs';
import { indexPage, lessonPage } from './lessons/page.mjs';
import { load } from './packs/load.mjs';

const root = resolve(import.meta.dirname ?? 'scripts', '..');

/** @returns {Promise<Map<string, string>>} files below lessons/ by name */
export async function lessonFiles() {
	const { parseLesson } = await load('src/lesson/parse.ts');
	const lessons = lessonFolders().map(({ id, part, files }) => parseLesson(id, part, files));
	const { indexEntry } = await load('src/lesson/lesson.ts');
	const index = lessons.map(indexEntry);
	/** @type {Map<string, string>} */
	const files = new Map([
		['index.json', JSON.stringify(index)],
		['index.html', indexPage(index)]
	]);
	lessons.forEach((lesson, at) => {
		files.set(`${lesson.id}.json`, JSON.stringify(lesson));
		files.set(`${lesson.id}.html`, lessonPage(lesson, index[at + 1] ?? null));
	});
	return files;
}

/** @returns {import('vite').Plugin} */
export function lessons() {
	/** @type {import('vite').ResolvedConfig} */
	let config;
	return {
		name: 'tabgym:lessons',
		configResolved(resolved) {
			config = resolved;
		},
		async closeBundle() {
			// The commands' own builds have no screens.
			if (config.command !== 'build' || !(process.env.TABGYM_PAGES ?? 'index').includes('index')) return;
			const out = join(resolve(root, config.build.outDir), 'lessons');
			for (const [name, text] of await lessonFiles()) {
				await mkdir(dirname(join(out, name)), { recursive: true });
				await writeFile(join(out, name), text);
			}
		},
		configureServer(server) {
			server.middlewares.use(async (request, response, next) => {
				const path = new URL(request.url ?? '/', 'http://localhost').pathname;
				if (!path.startsWith('/lessons/')) return next();
				try {
					const text = (await lessonFiles()).get(path.slice('/lessons/'.length) || 'index.html');
					if (text === undefined) return next();
					response.setHeader('content-type', path.endsWith('.json') ? 'application/json' : 'text/html');
					response.end(text);
				} catch (error) {
					next(error);
				}
			});
		}
	};
}
