/**
 * TutorialKit's layout: src/content/tutorial/<part>/<chapter>/<lesson>/content.md(x) with _files and _solution, meta.md above, and
 * src/templates/<name>. https://tutorialkit.dev/guides/creating-content/ and https://tutorialkit.dev/reference/configuration/
 */
import { lessonOf } from '#lesson/parse.ts';
import type { Lesson } from '#lesson/lesson.ts';
import {
	drillOf,
	inFolder,
	inOrder,
	Leaving,
	matterOf,
	nameOf,
	parentOf,
	plain,
	slugOf,
	textsBelow,
	withoutPictures,
	type Brought,
	type Imported
} from './layout.ts';

const CONTENT = /(^|\/)content\.mdx?$/;

/** Fields of the front matter that say something we do not have, and what is done in their place. */
const UNTAKEN: Record<string, string> = {
	previews: 'there is no preview beside a lesson; what its command prints is shown',
	autoReload: 'there is no preview to reload',
	terminal: 'there is one line for commands, not panels',
	filesystem: 'files that a command changes are not shown in the editor',
	i18n: 'the words of the page are its own',
	editPageLink: 'there is no page to edit',
	openInStackBlitz: 'there is no such link; the lesson can be saved as a folder',
	downloadAsZip: 'every lesson can be saved as a folder',
	custom: 'nothing here reads it',
	meta: 'there are no social cards of lessons',
	slug: 'the address is made of the folders'
};

export const isTutorialKit = (files: Brought): boolean =>
	[...files.keys()].some((path) => CONTENT.test(path));

type Level = { matter: Record<string, unknown>; folder: string };

export function importTutorialKit(files: Brought): Imported {
	const leaving = new Leaving();
	const contents = [...files.keys()].filter((path) => CONTENT.test(path) && files.get(path) !== null);
	const root = rootOf(contents);
	const above = root.replace(/(^|\/)src\/content\/tutorial$/, '');
	const templates = inFolder(above, above === root ? 'templates' : 'src/templates');
	const lessons: Lesson[] = [];
	for (const path of ordered(files, root, contents)) {
		const levels = levelsOf(files, root, parentOf(path));
		const { matter, body } = matterOf(files, path);
		const inherited = Object.assign({}, ...levels.map((level) => level.matter)) as Record<string, unknown>;
		const fields = { ...inherited, ...matter };
		const folder = parentOf(path);
		leaving.fields(fields, UNTAKEN, folder);
		const template = templateOf(files, templates, fields['template'], leaving, folder);
		const start = { ...template, ...withExtended(files, `${folder}/_files`, leaving) };
		const solution = withExtended(files, `${folder}/_solution`, leaving);
		const drill = fields['editor'] === false ? null : drillOf(start, solution);
		const text = textOf(body, { where: path, files: start, solution, leaving });
		lessons.push(
			lessonOf(
				{
					part:
						levels
							.map(({ matter: { title } }, index) => (index && title ? String(title) : ''))
							.filter(Boolean)
							.join(': ') || 'Tutorial',
					title: String(matter['title'] ?? nameOf(folder)),
					allowEdits: drill !== null,
					commands: commandsOf(fields),
					segments: [{ text }, ...(drill ? [{ drill: 'solve' }] : [])],
					drills: drill ? [drill] : [],
					start,
					solution
				},
				idOf(root, folder)
			)
		);
	}
	return { layout: 'TutorialKit', lessons, left: leaving.list() };
}

/** The folder of the tutorial: by its usual name, else what all lessons have above them, less part and chapter. */
function rootOf(contents: readonly string[]): string {
	const usual = /^(.*?(?:^|\/)src\/content\/tutorial)\//.exec(contents[0] ?? '')?.[1];
	if (usual !== undefined) return usual;
	const deepest = parentOf(contents[0] ?? '').split('/');
	return deepest.slice(0, Math.max(0, deepest.length - 3)).join('/');
}

/** From the tutorial down to the folder above the lesson. */
function levelsOf(files: Brought, root: string, lesson: string): Level[] {
	const levels: Level[] = [];
	for (let folder = parentOf(lesson); ; folder = parentOf(folder)) {
		const name = files.has(inFolder(folder, 'meta.mdx')) ? 'meta.mdx' : 'meta.md';
		levels.unshift({ folder, matter: matterOf(files, inFolder(folder, name)).matter });
		if (folder === root || folder === '' || !folder.startsWith(root)) return levels;
	}
}

/** By the lists of meta.md (parts, chapters, lessons) where there are some, else by the numbers of the folders. */
function ordered(files: Brought, root: string, contents: readonly string[]): string[] {
	const places = (path: string): string[] => {
		const below = path
			.slice(root.length ? root.length + 1 : 0)
			.split('/')
			.slice(0, -1);
		return below.map((name, index) => {
			const folder = [root, ...below.slice(0, index)].filter(Boolean).join('/');
			const { matter } = matterOf(files, inFolder(folder, 'meta.md'));
			const list = [matter['parts'], matter['chapters'], matter['lessons']].find(Array.isArray) as
				unknown[] | undefined;
			const at = list?.indexOf(name) ?? -1;
			return at < 0 ? name : `${at + 1}`;
		});
	};
	return [...contents].sort((one, other) => inOrder(places(one).join('/'), places(other).join('/')));
}

const idOf = (root: string, folder: string): string => {
	const below = folder
		.slice(root.length ? root.length + 1 : 0)
		.split('/')
		.map(slugOf);
	return `${below.slice(0, -1).join('-') || 'tutorial'}/${below.at(-1) ?? 'lesson'}`;
};

/** A folder with what its .tk-config.json extends below it. */
function withExtended(
	files: Brought,
	folder: string,
	leaving: Leaving,
	seen: readonly string[] = []
): Record<string, string> {
	const own = textsBelow(files, folder, leaving);
	const config = files.get(`${folder}/.tk-config.json`);
	if (typeof config !== 'string' || seen.includes(folder)) return own;
	let from: unknown;
	try {
		from = (JSON.parse(config) as { extends?: unknown }).extends;
	} catch {
		leaving.note('a .tk-config.json that is no JSON', 'it extends nothing', folder);
	}
	if (typeof from !== 'string') return own;
	const target = resolved(folder, from);
	if (![...files.keys()].some((path) => path.startsWith(`${target}/`)))
		leaving.note(`the folder "${target}"`, 'it is extended and was not brought', folder);
	return { ...withExtended(files, target, leaving, [...seen, folder]), ...own };
}

function resolved(folder: string, path: string): string {
	const parts = folder.split('/');
	for (const part of path.split('/'))
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	return parts.join('/');
}

function templateOf(
	files: Brought,
	templates: string,
	wanted: unknown,
	leaving: Leaving,
	where: string
): Record<string, string> {
	const name =
		typeof wanted === 'string' ? wanted : ((wanted as { name?: string } | undefined)?.name ?? 'default');
	const folder = `${templates}/${name}`;
	if (![...files.keys()].some((path) => path.startsWith(`${folder}/`)))
		leaving.note(`the template "${name}"`, 'it was not brought: bring the whole project', where);
	return withExtended(files, folder, leaving);
}

/** `Command`: text, [command, title] or {command, title}. */
const commandOf = (value: unknown): string | null => {
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) return typeof value[0] === 'string' ? value[0] : null;
	const { command } = { ...(value as { command?: unknown } | null | undefined) };
	return typeof command === 'string' ? command : null;
};

function commandsOf({ prepareCommands, mainCommand }: Record<string, unknown>) {
	const prepare = Array.isArray(prepareCommands) ? prepareCommands.map(commandOf) : [];
	return {
		prepare: prepare.filter((one) => one !== null && one !== ''),
		main: commandOf(mainCommand) || null
	};
}

type Around = {
	where: string;
	files: Record<string, string>;
	solution: Record<string, string>;
	leaving: Leaving;
};

/** Markdown of theirs as Markdown of ours: callouts, code out of files, and MDX without its components. */
function textOf(body: string, { where, files, solution, leaving }: Around): string {
	const isMdx = where.endsWith('.mdx');
	const filled = body
		.replace(/^```(file|solution):\/?(\S+)[^\n]*\n```$/gm, (_, from: string, path: string) => {
			const text = (from === 'file' ? files : solution)[path];
			if (text === undefined) leaving.note(`code of "${path}"`, 'there is no such file', where);
			return `\`\`\`${nameOf(path).split('.').at(-1)}\n${(text ?? '').trimEnd()}\n\`\`\``;
		})
		.replace(
			/^:::(\w+)(?:\[([^\]]*)\])?[^\n]*\n([\s\S]*?)^:::$/gm,
			(_, kind: string, title: string, text: string) =>
				[`**${title || kind[0]?.toUpperCase() + kind.slice(1)}**`, '', ...text.trimEnd().split('\n')]
					.map((line) => `> ${line}`)
					.join('\n')
		);
	const words = isMdx ? withoutComponents(filled, where, leaving) : filled;
	if (/^```\w+ .*(\{|ins=|del=|title=)/m.test(words))
		leaving.note('marks on lines of code', 'the code is shown without them', where);
	return plain(withoutPictures(words, where, leaving)).trim();
}

/** Outside of code: imports go, components leave what stands between their tags. */
function withoutComponents(text: string, where: string, leaving: Leaving): string {
	return text
		.split(/(^```[\s\S]*?^```$)/m)
		.map((piece, index) => {
			if (index % 2) return piece;
			const bare = piece.replace(/^(import|export)\s.*$/gm, '').replace(/<\/?[A-Z][^>]*>/g, '');
			if (bare !== piece) leaving.note('components of MDX', 'what stands between their tags is kept', where);
			return bare;
		})
		.join('');
}
