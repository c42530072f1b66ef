/** Lessons out of a folder or an archive, whichever of the known layouts it has. */
import { CodedError } from '#model/coded-error.ts';
import type { Tree } from '#model/tree.ts';
import { parseLesson } from '#lesson/parse.ts';
import {
	inFolder,
	inOrder,
	nameOf,
	parentOf,
	slugOf,
	type Brought,
	type Imported,
	type Left
} from './layout.ts';
import { importSvelte, isSvelte } from './svelte.ts';
import { importTutorialKit, isTutorialKit } from './tutorialkit.ts';

export type { Imported, Left };

/** @throws CodedError E_LESSON that says which layouts are known, or which lesson is wrong and where */
export function importLessons(name: string, tree: Tree): Imported {
	const files = textsOf(tree);
	const ours = [...files.keys()].filter((path) => nameOf(path) === 'lesson.md' && files.get(path) !== null);
	const imported =
		ours.length > 0
			? { layout: 'Tabgym', lessons: ours.sort(inOrder).map((path) => ownLesson(files, path)), left: [] }
			: isTutorialKit(files)
				? importTutorialKit(files)
				: isSvelte(files)
					? importSvelte(files)
					: null;
	if (!imported)
		throw new CodedError(
			'E_LESSON',
			`Cannot import lessons from "${name}": it has no lesson.md (Tabgym), no content.md (TutorialKit), and no README.md or index.md beside app-a and app-b (learn.svelte.dev)`
		);
	return { ...imported, lessons: withoutTwins(imported.lessons) };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function textsOf(tree: Tree): Brought {
	const files = new Map<string, string | null>();
	for (const [path, file] of tree) files.set(path, 'bytes' in file ? textOf(file.bytes) : null);
	return files;
}

function textOf(bytes: Uint8Array): string | null {
	if (bytes.includes(0)) return null;
	try {
		return decoder.decode(bytes);
	} catch {
		return null; // no UTF-8
	}
}

/** <part>/<lesson>/lesson.md with part.md above it. */
function ownLesson(files: Brought, path: string): Imported['lessons'][number] {
	const folder = parentOf(path);
	const part = parentOf(folder);
	const own = new Map(
		[...files].flatMap(([file, text]) =>
			text !== null && file.startsWith(folder ? `${folder}/` : '')
				? [[file.slice(folder ? folder.length + 1 : 0), text] as const]
				: []
		)
	);
	own.delete('actions.json');
	const id = `${slugOf(nameOf(part) || 'own')}/${slugOf(nameOf(folder) || 'lesson')}`;
	return parseLesson(id, files.get(inFolder(part, 'part.md')) ?? '', own);
}

/** Two folders may have the same name in an address. */
function withoutTwins(lessons: Imported['lessons']): Imported['lessons'] {
	const seen = new Map<string, number>();
	return lessons.map((lesson) => {
		const times = (seen.get(lesson.id) ?? 0) + 1;
		seen.set(lesson.id, times);
		return times === 1 ? lesson : { ...lesson, id: `${lesson.id}-${times}` };
	});
}
